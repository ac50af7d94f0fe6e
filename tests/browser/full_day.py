"""An office whose day is full of people, so that it can be closed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

PEOPLE = 200
CODE = "LB"


def make_full_day() -> None:
    """Let 200 people have booked the first whole day after tomorrow."""
    from loket.bookings import actions
    from loket.bookings.allocation import Request
    from loket.bookings.models import Slot
    from loket.bookings.people import Person
    from loket.config.keys import keyring
    from loket.offices.models import Office

    office, now = Office.objects.get(code=CODE), datetime.now(UTC)
    ahead = Slot.objects.filter(
        office_id=office.id, starts_at__gt=now + timedelta(days=2)
    )
    whole = [d for d in ahead.dates("day", "day") if d.weekday() != 4]
    requests = [
        Request(
            None,
            office.agency_id,
            slot.id,
            [Person(f"Siti {slot.id} {n}", date(1990, 1, 1 + n))],
            now,
        )
        for slot in ahead.filter(day=whole[0])
        for n in range(slot.capacity)
    ]
    actions.book(requests[:PEOPLE], keyring())
