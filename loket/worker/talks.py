"""
From events to turns and back: whose words belong together, what the dialogue
says to them, what is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import connection

from loket.channels.outgoing import Ask
from loket.channels.types import Choice, EventKind, InboundEvent, OutboundMessage
from loket.contacts import actions as contacts
from loket.contacts.actions import Seen
from loket.dialogue import engine, talk
from loket.dialogue.engine import Answerers
from loket.dialogue.flows import parts
from loket.dialogue.types import Outcome, Turn
from loket.lib import failpoints, once, together
from loket.lib.crypto import Keyring
from loket.messaging import files, turns
from loket.messaging.models import Owner
from loket.messaging.turns import Heard, PendingEvent, Said, Talk
from loket.worker import places

Agencies = Mapping[int, int]

# Signs that want no answer: a thumb under our words, words taken back.
SILENT = frozenset({"reaction", "revoke"})


class Bubbles(msgspec.Struct):
    """What one contact said since the last answer, in order."""

    account_id: int
    contact_id: UUID
    ids: list[UUID]
    events: list[InboundEvent]


def process(
    pending: Sequence[PendingEvent],
    agencies: Agencies,
    answerers: Answerers,
    keyring: Keyring,
    now: datetime,
) -> None:
    """
    Answer a batch. Everything is written in the transaction of the caller; events
    without a sender and events of other people's accounts are merely finished.
    """
    bubbles = _by_contact(pending, agencies)
    found = turns.talks(
        [(b.account_id, b.contact_id, agencies[b.account_id]) for b in bubbles], keyring
    )
    talks = {(t.account_id, t.contact_id): t for t in found}
    pairs = [(talks[b.account_id, b.contact_id], b) for b in bubbles]
    # By position: a UUID is hashed slowly, and the engine hashes its keys often.
    flows = {
        n: talk.begin(t.step, _turn(t, b, agencies, now))
        for n, (t, b) in enumerate(pairs)
        if t.owner == Owner.BOT and _wants_answer(b)
    }
    with once.in_batch():
        heard = engine.run(flows, answerers)
    outcomes = {pairs[n][0].id: outcome for n, outcome in heard.items()}
    with together.sent(connection):
        _write(pairs, outcomes, keyring)
        turns.finish(event.id for event in pending)


def _by_contact(pending: Sequence[PendingEvent], agencies: Agencies) -> list[Bubbles]:
    """Group events by person; two aliases of one person make one turn."""
    heard = [(p, p.event) for p in pending if p.account_id in agencies]
    heard = [(p, e) for p, e in heard if _has_sender(e)]
    people = contacts.resolve(
        [Seen(p.account_id, agencies[p.account_id], e.sender) for p, e in heard]
    )
    grouped: dict[tuple[int, UUID], Bubbles] = {}
    for (one, event), contact_id in zip(heard, people, strict=True):
        failpoints.taste(event.text)
        key = (one.account_id, contact_id)
        bubbles = grouped.setdefault(key, Bubbles(*key, [], []))
        bubbles.ids.append(one.id)
        bubbles.events.append(event)
    return list(grouped.values())


def _has_sender(event: InboundEvent) -> bool:
    sender = event.sender
    return bool(sender.user_id or sender.phone or sender.parent_user_id)


def _wants_answer(bubbles: Bubbles) -> bool:
    return any(event.type not in SILENT for event in bubbles.events)


def _turn(t: Talk, bubbles: Bubbles, agencies: Agencies, now: datetime) -> Turn:
    events = bubbles.events
    return Turn(
        contact_id=t.contact_id,
        account_id=t.account_id,
        agency_id=agencies[t.account_id],
        now=now,
        text="\n".join(e.text for e in events if e.text and not e.choice),
        choice=next((e.choice for e in reversed(events) if e.choice), ""),
        types=[e.type for e in events],
        hidden=_hidden(events),
        place=places.last(events),
        answers=t.answers,
        language=t.language,
        name=events[-1].sender.name,
    )


def _hidden(events: Sequence[InboundEvent]) -> list[tuple[str, str]]:
    """Return the boxes of numbers that were masked, each with what it is bound to."""
    return [
        (event.external_id, box)
        for event in events
        for box in event.details.get("sealed", ())
        if isinstance(box, str)
    ]


def _write(
    pairs: Sequence[tuple[Talk, Bubbles]],
    outcomes: Mapping[UUID, Outcome],
    keyring: Keyring,
) -> None:
    heard = [
        Heard(t, id_, event)
        for t, b in pairs
        for id_, event in zip(b.ids, b.events, strict=True)
    ]
    answered = [(t, b, outcomes[t.id]) for t, b in pairs if t.id in outcomes]
    said = [Said(t, _message(o, b), b.ids[-1], _office(o, t)) for t, b, o in answered]
    turns.keep(heard, said)
    files.want(heard)
    turns.save_talks([_moved_on(t, outcomes.get(t.id)) for t, _ in pairs], keyring)


def _message(outcome: Outcome, bubbles: Bubbles) -> OutboundMessage:
    """Our answer, addressed with the identity that the last words came with."""
    reply, sender = outcome.reply, bubbles.events[-1].sender
    return OutboundMessage(
        words=reply.words,
        choices=[Choice(o.id, o.title, o.description) for o in reply.options],
        label=reply.label,
        qr=reply.qr,
        phone=sender.phone,
        user_id=sender.user_id or sender.parent_user_id,
        ask=Ask.CONTACT if reply.asks_number else None,
        answers=_last_message(bubbles),
    )


def _office(outcome: Outcome, t: Talk) -> int:
    """Return the office that a talk is or was about just now, 0 if none."""
    return parts.office_in(outcome.answers) or parts.office_in(t.answers)


def _last_message(bubbles: Bubbles) -> str:
    """Return the id of the last bubble; a call has none that could be marked."""
    said = (e for e in reversed(bubbles.events) if e.kind is EventKind.MESSAGE)
    return next((event.external_id for event in said), "")


def _moved_on(t: Talk, outcome: Outcome | None) -> Talk:
    if outcome is None:
        return t
    return msgspec.structs.replace(
        t, step=outcome.step, answers=outcome.answers, language=outcome.language
    )
