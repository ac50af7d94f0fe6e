"""One talk as it went: what citizen, machine and officers said, and who had it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from django.utils.translation import gettext, gettext_lazy

from loket.messaging import conversations, unreachable
from loket.messaging.models import (
    Conversation,
    Handover,
    Message,
    Move,
    Owner,
    StaffAnswer,
)
from loket.messaging.states import MessageState
from loket.offices.models import Staff
from loket.web.files import shown
from loket.web.files.shown import Shown
from loket.web.waiting import people, words
from loket.web.waiting.people import Citizen

PAGE, MOST = 50, 500

CITIZEN, MACHINE, OFFICER, EVENT = "in", "bot", "staff", "event"

TICKS = {
    MessageState.CREATED: "queued",
    MessageState.SENDING: "queued",
    MessageState.SENT: "sent",
    MessageState.FAILED: "failed",
    MessageState.DELIVERED: "delivered",
    MessageState.READ: "read",
    MessageState.WITHHELD: "withheld",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A bubble, or an event between bubbles."""

    kind: str
    at: datetime
    words: str
    who: str = ""
    type: str = ""
    tick: str = ""
    options: Sequence[str] = ()
    files: Sequence[Shown] = ()
    is_alarm: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """A talk and how much of it is shown."""

    talk: Conversation
    who: Citizen
    entries: Sequence[Entry]
    staff: Staff
    now: datetime
    more: int
    is_unreachable: bool = False

    @property
    def is_mine(self) -> bool:
        """Test if the one who looks has this talk."""
        return self.is_taken and self.talk.officer_id == self.staff.id

    @property
    def is_taken(self) -> bool:
        """Test if an officer has this talk."""
        return self.talk.owner == Owner.STAFF

    @property
    def left(self) -> timedelta | None:
        """For how long we may still write freely."""
        return words.left(self.talk.last_inbound_at, self.now)

    @property
    def window(self) -> str:
        """The same in words, "" if no longer."""
        return words.span(self.left) if self.left else ""

    @property
    def closes_at(self) -> datetime:
        """When the window closes, or closed."""
        return words.closes_at(self.talk.last_inbound_at)

    @property
    def is_unanswered(self) -> bool:
        """Test if the citizen had the last word."""
        answered_at = self.talk.answered_at
        return answered_at is None or answered_at < self.talk.last_inbound_at

    @property
    def is_invited(self) -> bool:
        """Test if the citizen was asked to write again within 24 hours."""
        talk = self.talk
        return conversations.was_invited(
            talk.last_inbound_at, talk.answered_at, self.now
        )

    @property
    def stamp(self) -> str:
        """A word that changes when anything new is to be read."""
        return blake2b(repr(self.entries).encode(), digest_size=8).hexdigest()

    @property
    def form(self) -> str:
        """What the form below depends on; when it changes, the form is renewed."""
        window = "+" if self.left else "?" if self.is_invited else "-"
        return f"{self.talk.version}{window}"


def of(talk: Conversation, staff: Staff, now: datetime, most: int = PAGE) -> Thread:
    """Return the last part of a talk."""
    most = min(max(most, PAGE), MOST)
    said = list(
        Message.objects.filter(conversation_id=talk.id).order_by("-id")[: most + 1]
    )
    has_more = len(said) > most and most < MOST
    shown = said[:most]
    since = (
        shown[-1].created_at if has_more else datetime.min.replace(tzinfo=now.tzinfo)
    )
    entries = [*_bubbles(shown), *_events(talk, since)]
    return Thread(
        talk=talk,
        who=people.find([talk.contact_id])[talk.contact_id],
        entries=sorted(entries, key=lambda entry: entry.at),
        staff=staff,
        now=now,
        more=most + PAGE if has_more else 0,
        is_unreachable=bool(unreachable.among([talk.id])),
    )


def _bubbles(said: Sequence[Message]) -> list[Entry]:
    answers = StaffAnswer.objects.select_related("staff").filter(
        message_id__in=[message.id for message in said]
    )
    names = {answer.message_id: answer.staff.name for answer in answers}
    files = shown.of([message.cause_id for message in said if message.cause_id])
    return [
        _bubble(
            message,
            names.get(message.pk, ""),
            files.get(message.cause_id, ()) if message.cause_id else (),
        )
        for message in said
    ]


def _bubble(message: Message, officer: str, files: Sequence[Shown]) -> Entry:
    if message.direction == "in":
        type_ = words.type_(message.type)
        return Entry(
            CITIZEN, message.created_at, message.words, type=type_, files=files
        )
    return Entry(
        OFFICER if officer else MACHINE,
        message.created_at,
        message.words,
        who=officer,
        tick=TICKS.get(MessageState(message.state), ""),
        options=[str(option.get("title", "")) for option in message.options],
    )


def _events(talk: Conversation, since: datetime) -> list[Entry]:
    moves = Handover.objects.select_related("staff").filter(
        conversation_id=talk.id, at__gte=since
    )
    return [
        Entry(EVENT, move.at, _event(move), is_alarm=words.is_alarm(move.reason))
        for move in moves
    ]


def _event(move: Handover) -> str:
    kind = "after hours" if move.reason == "after hours" else move.move
    values = {
        "name": move.staff.name if move.staff else gettext("an officer"),
        "why": words.reason(move.reason),
    }
    return _EVENTS[kind] % values


_EVENTS = {
    Move.WANTED.value: gettext_lazy("Waits for an officer: %(why)s"),
    Move.TAKEN.value: gettext_lazy("Taken by %(name)s"),
    Move.RETURNED.value: gettext_lazy("Given back to the machine by %(name)s"),
    Move.FORGOTTEN.value: gettext_lazy(
        "Back to the machine: nobody wrote for 24 hours"
    ),
    "after hours": gettext_lazy("Back to the machine: the officers have gone home"),
}
