"""Answers that take, confirm and give back places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from loket.bookings import actions, moving, queries
from loket.bookings.allocation import Denied, Granted, Request
from loket.bookings.moving import MoveRequest
from loket.bookings.people import Person
from loket.bookings.queries import BookingRow
from loket.bookings.states import BookingState
from loket.dialogue.answers.offices import Views, views
from loket.dialogue.commands import (
    BookingView,
    Cancel,
    Coming,
    Confirm,
    Held,
    Hold,
    HoldRefusal,
    Move,
    MoveRefusal,
    MyBookings,
    NotHeld,
    Release,
)
from loket.lib.crypto import Keyring

# What the talk calls a limit that a person set.
RULING = "ruling"
_BOOKED = frozenset({BookingState.BOOKED, BookingState.ARRIVED})


def hold(asked: Sequence[Hold], keyring: Keyring) -> list[Held | NotHeld]:
    """Hold places for each family, whole or not at all."""
    requests = [
        Request(
            contact_id=one.contact_id,
            agency_id=one.agency_id,
            slot_id=one.slot_id,
            people=[Person(p.name, p.birth_date) for p in one.people],
            now=one.now,
        )
        for one in asked
    ]
    granted = actions.hold(requests, keyring)
    return [
        Held(answer.booking_id, answer.until or one.now)
        if isinstance(answer, Granted)
        else _not_held(answer)
        for one, answer in zip(asked, granted, strict=True)
    ]


def _not_held(answer: Denied) -> NotHeld:
    why, over = HoldRefusal(answer.why.value), answer.over
    if over is None:
        return NotHeld(why, answer.name)
    limit = over.kind.value if over.kind else RULING
    return NotHeld(why, limit=limit, figure=over.figure, until=over.until)


def confirm(asked: Sequence[Confirm], keyring: Keyring) -> list[BookingView | None]:
    """Book what is held; who asks twice gets the same booking."""
    now = asked[0].now
    actions.confirm([(one.booking_id, one.contact_id) for one in asked], now)
    rows = queries.seen([one.booking_id for one in asked], keyring)
    mine = {(row.id, row.contact_id): row for row in rows if row.state in _BOOKED}
    known = views()
    found = [mine.get((one.booking_id, one.contact_id)) for one in asked]
    return [None if row is None else view(row, known, now) for row in found]


def move(asked: Sequence[Move], keyring: Keyring) -> list[BookingView | MoveRefusal]:
    """Take bookings to other hours; what was moved is seen at its new one."""
    now = asked[0].now
    answers = moving.move(
        [MoveRequest(a.booking_id, a.contact_id, a.slot_id, a.now) for a in asked]
    )
    moved = [a.booking_id for a, why in zip(asked, answers, strict=True) if not why]
    rows = queries.seen(moved, keyring) if moved else []
    known = views()
    seen = {row.id: view(row, known, now) for row in rows}
    return [
        MoveRefusal(why.value) if why else seen[one.booking_id]
        for one, why in zip(asked, answers, strict=True)
    ]


def release(asked: Sequence[Release]) -> list[bool]:
    """Give holds back."""
    pairs = [(one.booking_id, one.contact_id) for one in asked]
    return _each(actions.release(pairs, asked[0].now), asked)


def cancel(asked: Sequence[Cancel]) -> list[bool]:
    """Cancel bookings of one's own."""
    pairs = [(one.booking_id, one.contact_id) for one in asked]
    return _each(actions.cancel(pairs, asked[0].now), asked)


def coming(asked: Sequence[Coming]) -> list[bool]:
    """Note that people will come."""
    pairs = [(one.booking_id, one.contact_id) for one in asked]
    return _each(actions.say_coming(pairs, asked[0].now), asked)


def _each(done: set[UUID], asked: Iterable[Release | Cancel | Coming]) -> list[bool]:
    return [one.booking_id in done for one in asked]


def my_bookings(
    asked: Sequence[MyBookings], keyring: Keyring
) -> list[list[BookingView]]:
    """The live bookings made from each contact, the soonest first."""
    contacts = [one.contact_id for one in asked]
    now = asked[0].now
    rows = queries.live(contacts, now, keyring)
    known = views()
    return [
        [view(row, known, now) for row in rows if row.contact_id == one.contact_id]
        for one in asked
    ]


def view(row: BookingRow, known: Views, now: datetime) -> BookingView:
    """A booking as its owner may see it."""
    offices, services = known
    office = offices[row.office_id]
    today = now.astimezone(ZoneInfo(office.zone)).date()
    fixed = moving.fixed(row.moves, (row.day - today).days, is_freed=row.is_freed)
    return BookingView(
        id=row.id,
        code=row.code,
        service=services[row.service_id],
        office=office,
        day=row.day,
        starts_at=row.starts,
        ends_at=row.ends,
        size=row.size,
        names=[person.name for person in row.people],
        fixed=MoveRefusal(fixed.value) if fixed else None,
    )
