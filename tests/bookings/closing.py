"""A day that is full of people, and closing it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection

from loket.bookings import actions
from loket.bookings.allocation import Granted, Request
from loket.bookings.changes import Closing
from loket.bookings.models import Booking, Slot
from loket.bookings.people import Person
from loket.lib import ids
from tests.bookings.conftest import NOW

# Two days after NOW: a Wednesday.
DAY = date(2026, 11, 25)
HOURS = (8, 9, 10, 11)


def fill(keyring, office, *, hours=HOURS, count=50, size=1, now=NOW):
    """Let people book; each has a contact, but nobody knows their address."""
    slots = Slot.objects.filter(office_id=office.id, day=DAY)
    requests = [
        Request(
            ids.new(), office.agency_id, slot.id, people, now + timedelta(seconds=n)
        )
        for slot in slots
        if slot.starts.hour in hours
        for n in range(count)
        for people in [[person() for _ in range(size)]]
    ]
    granted = actions.book(requests, keyring)
    assert all(isinstance(one, Granted) for one in granted)
    return [one.booking_id for one in granted]


def person() -> Person:
    return Person(f"Siti {ids.new()}", date(1990, 3, 12))


def closing(office, day=DAY, part=None, reason="Listrik padam") -> Closing:
    return Closing([office], office, (day, day), reason, "Nota dinas 12/2026", part)


def in_closed_hours(office, day=DAY) -> int:
    return Booking.objects.filter(
        slot__day=day, office_id=office.id, state__in=["held", "booked"]
    ).count()


def consistent() -> bool:
    """Whether every slot counts exactly the people who are in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from bookings_slot s where taken <> (select "
            "coalesce(sum(size), 0) from bookings_booking b where b.slot_id = s.id "
            "and b.state not in ('cancelled', 'expired'))"
        )
        return cursor.fetchone() == (0,)
