"""
Turning notices whose time has come into messages.

Within 24 hours of a citizen's last words we may write freely, with the agency's own
words. Later only a template that the provider has approved gets through, and where
none is approved yet, the notice waits for it until it expires.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from loket.channels.outgoing import Template
from loket.channels.types import Choice, OutboundMessage
from loket.contacts import addresses
from loket.contacts import queries as contacts
from loket.contacts.addresses import Address
from loket.dialogue.flows import bookings, parts, reminders
from loket.dialogue.notices import templates
from loket.dialogue.notices.cases import MISSED, NEWS, UNCOLLECTED
from loket.dialogue.notices.erasures import ERASURE
from loket.dialogue.notices.office_changes import CHANGE
from loket.dialogue.notices.reminders import REMINDER
from loket.dialogue.notices.speech import Kind, Speech
from loket.lib.crypto import Keyring
from loket.messaging import templates as provider
from loket.messaging.conversations import WINDOW
from loket.messaging.models import Owner
from loket.messaging.notices import Due, Told
from loket.messaging.states import NoticeState
from loket.messaging.turns import Talk

# What is sent in the last minutes of the window may come too late at the provider.
MARGIN = timedelta(minutes=5)
# A talk that nobody went on with for so long is not torn apart by a notice.
ABANDONED = timedelta(hours=1)
AT_REST = frozenset({"", parts.MENU, bookings.STEP, reminders.STEP})

KINDS: Mapping[str, Kind] = {
    "reminder.day": REMINDER,
    "reminder.hours": REMINDER,
    "reminder.evening": REMINDER,
    "change.moved": CHANGE,
    "change.cancelled": CHANGE,
    "case.news": NEWS,
    "case.missed": MISSED,
    "case.uncollected": UNCOLLECTED,
    "erasure.now": ERASURE,
}
"""Who says which notice. Kinds are stored: never give one another meaning."""


@dataclass(slots=True)
class Composed:
    """What becomes of a batch: said, dropped with a reason, or waiting for approval."""

    told: list[Told] = field(default_factory=list)
    dropped: list[tuple[UUID, NoticeState]] = field(default_factory=list)
    waiting: list[Due] = field(default_factory=list)


def compose(dues: Sequence[Due], now: datetime, keyring: Keyring) -> Composed:
    """Decide for each notice what is said, and how."""
    people = {due.talk.contact_id for due in dues}
    stopped = contacts.stopped(people)
    speeches = _speeches(
        [due for due in dues if not _is_silenced(due, stopped)], now, keyring
    )
    approved = _approved([due for due in dues if due.id in speeches], now)
    known = addresses.find(people)
    composed = Composed()
    for due in dues:
        to = known.get((due.talk.account_id, due.talk.contact_id), Address())
        speech = speeches.get(due.id)
        if speech is None or to == Address():
            composed.dropped.append((due.id, _why(due, stopped)))
        elif _is_open(due, now):
            composed.told.append(
                Told(due, _freely(speech, to), _stands(due, speech, now))
            )
        elif due.id in approved:
            composed.told.append(_by_template(due, speech, to, approved[due.id], now))
        else:
            composed.waiting.append(due)
    return composed


def note(told: Sequence[Told], now: datetime) -> None:
    """Let the rooms know of which of their notices were said."""
    for kind, dues in _by_kind([one.due for one in told]).items():
        kind.note(dues, now)


def _speeches(
    dues: Sequence[Due], now: datetime, keyring: Keyring
) -> dict[UUID, Speech]:
    return {
        id_: speech
        for kind, some in _by_kind(dues).items()
        for id_, speech in kind.speak(some, now, keyring).items()
    }


def _by_kind(dues: Sequence[Due]) -> dict[Kind, list[Due]]:
    sorted_: dict[Kind, list[Due]] = defaultdict(list)
    for due in dues:
        if due.kind in KINDS:
            sorted_[KINDS[due.kind]].append(due)
    return sorted_


def _is_silenced(due: Due, stopped: set[UUID]) -> bool:
    """Test if somebody does not want to hear this; STOP ends no answers."""
    is_answer = due.kind in KINDS and KINDS[due.kind].is_answer
    return due.talk.contact_id in stopped and not is_answer


def _why(due: Due, stopped: set[UUID]) -> NoticeState:
    is_stopped = due.talk.contact_id in stopped
    return NoticeState.STOPPED if is_stopped else NoticeState.POINTLESS


def _is_open(due: Due, now: datetime) -> bool:
    is_heard = now < due.last_inbound_at + WINDOW - MARGIN
    return is_heard and not due.is_too_late


def _freely(speech: Speech, to: Address) -> OutboundMessage:
    reply = speech.outcome.reply
    return OutboundMessage(
        words=reply.words,
        choices=[Choice(o.id, o.title, o.description) for o in reply.options],
        label=reply.label,
        qr=reply.qr,
        phone=to.phone,
        user_id=to.user_id,
    )


def _by_template(
    due: Due, speech: Speech, to: Address, language: str, now: datetime
) -> Told:
    needed = templates.needed()[due.kind]
    facts = speech.facts[language]
    filled: Template = templates.fill(needed, language, facts, speech.taps)
    said = templates.sentence(needed, language).format_map(facts)
    message = OutboundMessage(
        words=said, phone=to.phone, user_id=to.user_id, template=filled
    )
    return Told(due, message, _stands(due, speech, now))


def _approved(dues: Sequence[Due], now: datetime) -> dict[UUID, str]:
    """In which language a template may be sent, for those who need one."""
    closed = [due for due in dues if not _is_open(due, now)]
    wanted = {
        due.id: [
            (due.talk.account_id, templates.needed()[due.kind].name, language)
            for language in templates.languages(due.talk.language)
        ]
        for due in closed
    }
    usable = provider.usable(name for names in wanted.values() for name in names)
    return {
        id_: next(name[2] for name in names if name in usable)
        for id_, names in wanted.items()
        if any(name in usable for name in names)
    }


def _stands(due: Due, speech: Speech, now: datetime) -> Talk | None:
    """Where the talk stands after it; None while something else is talked about."""
    talk = due.talk
    is_free = talk.step in AT_REST or due.last_inbound_at + ABANDONED < now
    if talk.owner != Owner.BOT or not is_free:
        return None
    outcome = speech.outcome
    return msgspec.structs.replace(talk, step=outcome.step, answers=outcome.answers)
