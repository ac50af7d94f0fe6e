"""Half a million bookings, full days at one office, and a thousand who wait."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import psycopg

from loket.bookings import actions, waiting
from loket.bookings.allocation import Request
from loket.bookings.models import Slot
from loket.bookings.people import Person
from loket.bookings.waiting import Span, Wish
from loket.lib import clock, ids
from loket.lib.crypto import Keyring
from loket.offices.models import Office, Service

# A large office: seven hours of fifty places (domain notes 1.3: 384 a day).
HOURS = (8, 9, 10, 11, 13, 14, 15)
HOUR = time(10)
PLACES = 50
TODAY_PEOPLE = len(HOURS) * PLACES
FULL_DAYS = 30
BORN = date(1990, 1, 1)
PER_SLOT = 50

# Bookings of years gone by, spread over the offices. Their people are sealed with no
# key of ours: nobody opens them.
_OLD = """
create temporary table old_slot as
with made as (
  insert into bookings_slot (office_id, service_id, day, starts, ends, starts_at,
    capacity, taken)
  select o.id, v.id, current_date - 30 - n, time '08:00', time '09:00',
    (current_date - 30 - n + time '08:00') at time zone o.zone, %(per_slot)s,
    %(per_slot)s
  from generate_series(0, %(days)s) n, offices_office o, offices_service v
  on conflict do nothing
  returning id, office_id, service_id, starts_at
) select * from made;
insert into bookings_booking (id, slot_id, office_id, service_id, contact_id, code,
  size, moves, state, booked_at, created_at, changed_at)
select gen_random_uuid(), s.id, s.office_id, s.service_id, gen_random_uuid(),
  'O' || s.id || '-' || n, 1, 0, 'served', s.starts_at - interval '3 days',
  s.starts_at - interval '3 days', s.starts_at
from old_slot s, generate_series(1, %(per_slot)s) n;
insert into bookings_bookedperson (id, booking_id, service_id, person_key, sealed,
  is_live)
select gen_random_uuid(), b.id, b.service_id,
  decode(md5(b.id::text) || md5(b.code), 'hex'), decode(repeat('00', 90), 'hex'), false
from bookings_booking b join old_slot s on s.id = b.slot_id;
"""


def furnish(keyring: Keyring) -> tuple[Office, date]:
    """Fill a month of one office with people who can be read; return a day of it."""
    office, service = Office.objects.order_by("id")[0], Service.objects.all()[0]
    # The desk's own hours are too wide to be drawn.
    Slot.objects.filter(taken=0).delete()
    first = clock.now().date() + timedelta(days=1)
    for n in range(FULL_DAYS):
        _full_day(office, service, first + timedelta(days=n), keyring)
    return office, first


def _full_day(office: Office, service: Service, day: date, keyring: Keyring) -> None:
    before, requests = clock.now(), []
    for hour in HOURS:
        slot = _slot(office, service, day, hour, PLACES)
        requests += [
            Request(
                ids.new(),
                office.agency_id,
                slot.id,
                [Person(f"Warga {day:%j} Nomor {hour} {n}", BORN)],
                before,
            )
            for n in range(PLACES)
        ]
    actions.book(requests, keyring)


def _slot(
    office: Office, service: Service, day: date, hour: int, capacity: int
) -> Slot:
    starts_at = datetime.combine(day, time(hour), ZoneInfo(office.zone))
    slot, _ = Slot.objects.update_or_create(
        office_id=office.id,
        service_id=service.id,
        day=day,
        starts=time(hour),
        defaults={
            "ends": time(hour + 1),
            "starts_at": starts_at,
            "capacity": capacity,
        },
    )
    return slot


def fill(url: str, count: int) -> int:
    """Store so many old bookings; return how many bookings there are."""
    kinds = Office.objects.count() * Service.objects.count()
    values = {"per_slot": PER_SLOT, "days": count // (kinds * PER_SLOT)}
    with psycopg.connect(
        url, autocommit=True, options="-c synchronous_commit=off"
    ) as connection:
        psycopg.ClientCursor(connection).execute(_OLD.encode(), values)
        connection.execute(b"vacuum analyze")
        row = connection.execute(b"select count(*) from bookings_booking").fetchone()
    return int(row[0]) if row else 0


def waiters(office: Office, day: date, count: int, keyring: Keyring) -> list[int]:
    """Let so many people wait for a day with places for all; return its slots."""
    service = Service.objects.all()[0]
    now = clock.now()
    wishes = [
        Wish(
            ids.new(), office.agency_id, office.id, service.id,
            [Person(f"Menunggu {n}", BORN)], Span(day, day), now + timedelta(seconds=n),
        )
        for n in range(count)
    ]  # fmt: skip
    waiting.join(wishes, keyring)
    each = -(-count // len(HOURS))
    return [_slot(office, service, day, hour, each).id for hour in HOURS]
