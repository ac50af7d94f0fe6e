"""Answers that take, confirm and give back places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from loket.bookings import actions, queries
from loket.bookings.allocation import Granted, Request
from loket.bookings.people import Person
from loket.bookings.queries import BookingRow
from loket.bookings.states import BookingState
from loket.dialogue.answers.offices import Views, views
from loket.dialogue.commands import (
    BookingView,
    Cancel,
    Confirm,
    Held,
    Hold,
    HoldRefusal,
    MyBookings,
    NotHeld,
    Release,
)
from loket.lib.crypto import Keyring

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
        else NotHeld(HoldRefusal(answer.why.value), answer.name)
        for one, answer in zip(asked, granted, strict=True)
    ]


def confirm(asked: Sequence[Confirm], keyring: Keyring) -> list[BookingView | None]:
    """Book what is held; who asks twice gets the same booking."""
    now = asked[0].now
    actions.confirm([(one.booking_id, one.contact_id) for one in asked], now)
    rows = queries.live([], [one.booking_id for one in asked], now, keyring)
    mine = {(row.id, row.contact_id): row for row in rows if row.state in _BOOKED}
    known = views()
    found = [mine.get((one.booking_id, one.contact_id)) for one in asked]
    return [None if row is None else _view(row, known) for row in found]


def release(asked: Sequence[Release]) -> list[bool]:
    """Give holds back."""
    pairs = [(one.booking_id, one.contact_id) for one in asked]
    return _each(actions.release(pairs, asked[0].now), asked)


def cancel(asked: Sequence[Cancel]) -> list[bool]:
    """Cancel bookings of one's own."""
    pairs = [(one.booking_id, one.contact_id) for one in asked]
    return _each(actions.cancel(pairs, asked[0].now), asked)


def _each(done: set[UUID], asked: Iterable[Release | Cancel]) -> list[bool]:
    return [one.booking_id in done for one in asked]


def my_bookings(
    asked: Sequence[MyBookings], keyring: Keyring
) -> list[list[BookingView]]:
    """The live bookings made from each contact, the soonest first."""
    contacts = [one.contact_id for one in asked]
    rows = queries.live(contacts, [], asked[0].now, keyring)
    known = views()
    return [
        [_view(row, known) for row in rows if row.contact_id == one.contact_id]
        for one in asked
    ]


def _view(row: BookingRow, known: Views) -> BookingView:
    offices, services = known
    return BookingView(
        id=row.id,
        code=row.code,
        service=services[row.service_id],
        office=offices[row.office_id],
        day=row.day,
        starts_at=row.starts,
        ends_at=row.ends,
        size=row.size,
        names=[person.name for person in row.people],
    )
