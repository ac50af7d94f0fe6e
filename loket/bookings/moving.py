"""
Taking a booking to another hour of the same service at the same office.

The old place is given back and the new one taken in one statement, under the locks
of both slots, so that at no moment a citizen has two places or none. The rule is that
of the national app: once, and at the latest on the day before (travel.detik.com
d-5953177 and kosadata.com, read 23 November 2026; domain notes 1.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from loket.bookings import displaced, queries, reminders
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.lib.live import changes
from loket.partners import hooks
from loket.partners.hooks import HookKind, Told

QUERIES = sql.beside(__file__, "move")

MOST_MOVES = 1
FEWEST_DAYS_BEFORE = 1


class MoveRefusal(StrEnum):
    """Why a booking stays where it is."""

    GONE = "gone"
    MOVED_BEFORE = "moved before"
    TOO_LATE = "too late"
    SAME_HOUR = "same hour"
    NOT_OPEN = "not open"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """
    A booking of somebody, and the slot to which they want it moved. Without a contact
    an officer moves it, however often and late.
    """

    booking_id: UUID
    contact_id: UUID | None
    slot_id: int
    now: datetime


@dataclass(slots=True)
class Place:
    """A locked slot; `free` goes down while a batch is decided."""

    office_id: int
    service_id: int
    day: str
    free: int
    is_open: bool

    @property
    def kind(self) -> tuple[int, int]:
        """A booking stays at its office and with its service."""
        return self.office_id, self.service_id


@dataclass(frozen=True, slots=True)
class Standing:
    """A locked booking; `days_left` until its day, 0 on the day itself."""

    contact_id: UUID | None
    slot_id: int
    size: int
    moves: int
    days_left: int


@dataclass(frozen=True, slots=True)
class Board:
    """What is locked for one batch."""

    places: dict[int, Place]
    bookings: dict[UUID, Standing]
    freed: set[UUID]


def fixed(moves: int, days_left: int, *, is_freed: bool = False) -> MoveRefusal | None:
    """
    Return why a booking cannot be moved any more, None if it can. `is_freed` says that
    its office moved it to the hour it has: that is not held against its citizen.
    """
    if is_freed:
        return None
    if moves >= MOST_MOVES:
        return MoveRefusal.MOVED_BEFORE
    return MoveRefusal.TOO_LATE if days_left < FEWEST_DAYS_BEFORE else None


def move(asked: Sequence[MoveRequest]) -> list[MoveRefusal | None]:
    """
    Move bookings in the order of the list; return for each why not, None if it was
    done. A place that is given back goes to others with the next batch.
    """
    if not asked:
        return []
    with transaction.atomic():
        board = _lock(asked)
        answers = [_decide(one, board) for one in asked]
        done = [one for one, why in zip(asked, answers, strict=True) if why is None]
        _write(done, board)
    return answers


def _lock(asked: Sequence[MoveRequest]) -> Board:
    bookings = sorted({one.booking_id for one in asked})
    now = asked[0].now
    with connection.cursor() as cursor:
        old = {slot for (slot,) in sql.fetch(cursor, QUERIES["slots_of"], [bookings])}
        slots = sorted(old | {one.slot_id for one in asked})
        places = sql.fetch(cursor, QUERIES["lock_slots"], {"slots": slots, "now": now})
        values = {"bookings": bookings, "now": now}
        standing = sql.fetch(cursor, QUERIES["lock_bookings"], values)
    opened = queries.open_slots(slots, now)
    return Board(
        {id_: Place(*(*rest, id_ in opened)) for id_, *rest in places},
        {id_: Standing(*rest) for id_, *rest in standing},
        displaced.freed(bookings),
    )


def _decide(one: MoveRequest, board: Board) -> MoveRefusal | None:
    """Return why not; if nothing speaks against it, note it on the board."""
    booking = board.bookings.get(one.booking_id)
    by_staff = one.contact_id is None
    if booking is None or not (by_staff or booking.contact_id == one.contact_id):
        return MoveRefusal.GONE
    if booking.slot_id == one.slot_id:
        return MoveRefusal.SAME_HOUR
    place = board.places.get(one.slot_id)
    is_freed = by_staff or one.booking_id in board.freed
    why = fixed(booking.moves, booking.days_left, is_freed=is_freed)
    why = why or _no_room(booking, place, board)
    if why is None and place is not None:
        place.free -= booking.size
        board.freed.discard(one.booking_id)
        board.bookings[one.booking_id] = replace(booking, moves=booking.moves + 1)
    return why


def _no_room(
    booking: Standing, place: Place | None, board: Board
) -> MoveRefusal | None:
    here = board.places.get(booking.slot_id)
    is_like = here and place and place.kind == here.kind
    if place is None or not (is_like and place.is_open):
        return MoveRefusal.NOT_OPEN
    return MoveRefusal.FULL if place.free < booking.size else None


def _write(done: Sequence[MoveRequest], board: Board) -> None:
    if not done:
        return
    more: Counter[int] = Counter()
    for one in done:
        booking = board.bookings[one.booking_id]
        more[one.slot_id] += booking.size
        more[booking.slot_id] -= booking.size
    moved = [
        {"id": o.booking_id, "slot_id": o.slot_id, "own": o.contact_id is not None}
        for o in done
    ]
    places = [{"slot_id": slot, "more": size} for slot, size in sorted(more.items())]
    touched = (board.places[slot] for slot in more)
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "moved": sql.rows(moved),
            "places": sql.rows(places),
            "now": done[0].now,
        }
        cursor.execute(QUERIES["move"], values)
        changes.record(cursor, (f"office:{p.office_id}:{p.day}" for p in touched))
        offices = [(o.booking_id, board.places[o.slot_id].office_id) for o in done]
        kind = HookKind.BOOKING_MOVED
        hooks.tell(cursor, (Told(kind, *one) for one in offices), done[0].now)
        audit.record(cursor, (_entry(one, board) for one in done))
    reminders.renew([one.booking_id for one in done], done[0].now)


def _entry(one: MoveRequest, board: Board) -> Entry:
    office = board.places[one.slot_id].office_id
    slots = {"from": board.bookings[one.booking_id].slot_id, "to": one.slot_id}
    return Entry("booking.moved", str(one.booking_id), None, office, slots)
