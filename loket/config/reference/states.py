"""The page of states: every table of moves, drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from itertools import pairwise
from typing import TypeVar

from loket.bookings import states as bookings
from loket.bookings.states import BookingState
from loket.channels.types import DeliveryStatus
from loket.config.reference import markdown
from loket.contacts import states as contacts
from loket.contacts.states import RequestState
from loket.messaging.states import (
    RANK_OF,
    EventState,
    FileState,
    MessageState,
    NoticeState,
    OutboxState,
)

State = TypeVar("State", bound=Enum)

INTRO = (
    "Each life stands in one table in a room's `states.py`, and is drawn here from it."
)
BOOKINGS = (
    "A booking moves only along these arrows; every other move is refused. The first "
    "state is `held`, or `booked` where staff book at once. An arrow back to `booked` "
    "is an officer who takes a mark back."
)
MESSAGES = (
    "The state of a message of ours is a rank. A receipt may only move it up, so that "
    "receipts can come twice and in any order; ranks may be skipped. Delivered and "
    "read stand above failed, because a message that failed on one device can still "
    "arrive on another."
)
APART = (
    "Outside of the ranks stand `withheld` (written before the talk changed hands, "
    "therefore never sent) and `received` (words of a citizen)."
)
EVENTS = (
    "An event is done in the transaction that answers it. One that failed three times "
    "is parked; a person may have it tried again."
)
OUTBOX = (
    "A row of the outbox is claimed before the platform is called, and goes as soon as "
    "the outcome is known. Unknown is what may or may not have been sent: only a "
    "receipt or a person settles it."
)
NOTICES = (
    "A notice waits for its time. It is said once, or it ends unsaid: expired where it "
    "could not be said or sent in time, stopped where the person wants no notices, "
    "pointless where what it is about is true no more. A notice that is withdrawn "
    "leaves the table."
)
FILES = (
    "A file that came with a message is fetched after the words. It is wanted again "
    "while the platform may still give it, refused if it is not what it should be, "
    "and expired when its time is over and it was deleted."
)
REQUESTS = (
    "A request about somebody's data begins as `asked` where the citizen wrote it, or "
    "as `proposed` where an officer vouches for it. Another person approves it. An "
    "approval is taken back where a copy was not taken within 24 hours, or where the "
    "person booked something before they were erased."
)
# The moves of events, files, notices and the outbox are single statements in
# `messaging/sql`.
EVENT_MOVES = {
    EventState.PENDING: {EventState.DONE, EventState.PARKED},
    EventState.PARKED: {EventState.PENDING},
}
NOTICE_MOVES = {
    NoticeState.WAITING: {
        NoticeState.SAID,
        NoticeState.EXPIRED,
        NoticeState.STOPPED,
        NoticeState.POINTLESS,
    },
    NoticeState.SAID: {NoticeState.EXPIRED},
}
FILE_MOVES = {
    FileState.WANTED: {FileState.FETCHING},
    FileState.FETCHING: {FileState.WANTED, FileState.KEPT, FileState.REFUSED},
    FileState.KEPT: {FileState.EXPIRED},
}
OUTBOX_MOVES = {
    OutboxState.READY: {OutboxState.CLAIMED, OutboxState.WAITING},
    OutboxState.CLAIMED: {OutboxState.READY, OutboxState.UNKNOWN, OutboxState.WAITING},
    OutboxState.WAITING: {OutboxState.READY},
    OutboxState.UNKNOWN: {OutboxState.READY},
}
GONE = {
    OutboxState.READY: "withheld",
    OutboxState.CLAIMED: "sent or failed",
    OutboxState.UNKNOWN: "settled",
}


def page() -> str:
    """Return the page."""
    return markdown.page(
        "States", INTRO,
        "## Booking", BOOKINGS, _drawn(bookings.MOVES, [BookingState.HELD]), _booking(),
        "## Message", MESSAGES, _ranks(), _messages(), APART,
        "## Event", EVENTS, _drawn(EVENT_MOVES, [EventState.PENDING]),
        _numbers(EventState),
        "## Outbox", OUTBOX, _outbox(), _numbers(OutboxState),
        "## Notice", NOTICES, _drawn(NOTICE_MOVES, [NoticeState.WAITING]),
        _numbers(NoticeState),
        "## File", FILES, _drawn(FILE_MOVES, [FileState.WANTED]), _numbers(FileState),
        "## Request about data", REQUESTS,
        _drawn(contacts.MOVES, [RequestState.ASKED, RequestState.PROPOSED]),
        _requests(),
    )  # fmt: skip


def _booking() -> str:
    rows = (
        (
            markdown.code(state.value),
            _list(bookings.MOVES[state]),
            "yes" if state in bookings.TAKING else "no",
            "yes" if state in bookings.LIVE else "no",
        )
        for state in BookingState
    )
    head = ("State", "May become", "Takes places", "Keeps the person from booking")
    return markdown.table(head, rows)


def _messages() -> str:
    told_by = {rank: status.value for status, rank in RANK_OF.items()}
    rows = (
        (str(int(it)), markdown.code(_name(it)), told_by.get(it, ""))
        for it in _ranked()
    )
    return markdown.table(("Rank", "State", "Receipt that tells it"), rows)


def _requests() -> str:
    rows = (
        (markdown.code(state.value), _list(contacts.MOVES[state]))
        for state in RequestState
    )
    return markdown.table(("State", "May become"), rows)


def _ranks() -> str:
    names = [_name(it) for it in _ranked()]
    arrows = [f"{a} --> {b}" for a, b in pairwise(names)]
    return markdown.diagram([f"[*] --> {names[0]}", *arrows])


def _ranked() -> list[MessageState]:
    top = RANK_OF[DeliveryStatus.READ]
    return [state for state in MessageState if state <= top]


def _outbox() -> str:
    lines = [f"{_name(state)} --> [*]: {why}" for state, why in GONE.items()]
    return markdown.diagram([*_arrows(OUTBOX_MOVES, [OutboxState.READY]), *lines])


def _drawn(moves: Mapping[State, Collection[State]], first: Iterable[State]) -> str:
    ends = [f"{_name(state)} --> [*]" for state in _ends(moves)]
    return markdown.diagram([*_arrows(moves, first), *ends])


def _arrows(
    moves: Mapping[State, Collection[State]], first: Iterable[State]
) -> Iterable[str]:
    for state in first:
        yield f"[*] --> {_name(state)}"
    for before, after in moves.items():
        for name in sorted(map(_name, after)):
            yield f"{_name(before)} --> {name}"


def _ends(moves: Mapping[State, Collection[State]]) -> list[State]:
    known = [*moves, *(it for after in moves.values() for it in after)]
    return sorted({it for it in known if not moves.get(it)}, key=_name)


def _numbers(states: type[Enum]) -> str:
    rows = ((str(int(it.value)), markdown.code(_name(it))) for it in states)
    return markdown.table(("Stored as", "State"), rows)


def _list(states: Collection[Enum]) -> str:
    return ", ".join(sorted(markdown.code(_name(it)) for it in states)) or "nothing"


def _name(state: Enum) -> str:
    return state.name.lower()
