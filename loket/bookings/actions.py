"""
What can be done with hours and bookings. Calls for many answer for each of them and
raise for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from loket.bookings import ending, holding, offers, reminders
from loket.bookings.allocation import Denied, Granted, Request
from loket.bookings.ending import QUERIES, Pair, end
from loket.bookings.opening import open_days
from loket.bookings.reminders import Expected, say_coming
from loket.bookings.states import LIVE, BookingState, may_move
from loket.lib import audit, clock, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.lib.live import changes
from loket.offices.models import Office
from loket.partners import hooks
from loket.partners.hooks import HookKind, Told

__all__ = [
    "BelowTaken",
    "NotPossible",
    "book",
    "cancel",
    "confirm",
    "expire",
    "hold",
    "mark",
    "open_days",
    "release",
    "say_coming",
    "set_capacity",
]

HOUR = timedelta(hours=1)
BY_STAFF = holding.Terms(BookingState.BOOKED, is_limited=False)

MARKED = {
    BookingState.ARRIVED: HookKind.BOOKING_ARRIVED,
    BookingState.SERVED: HookKind.BOOKING_SERVED,
    BookingState.NO_SHOW: HookKind.BOOKING_MISSED,
    BookingState.BOOKED: HookKind.BOOKING_EXPECTED,
}
"""What other systems are told if somebody moves a booking by hand."""


class NotPossible(Exception):
    """The booking is no longer in a state from which this can be done."""


class BelowTaken(Exception):
    """More places are taken than the new capacity."""


def hold(requests: Sequence[Request], keyring: Keyring) -> list[Granted | Denied]:
    """Hold places for ten minutes; see `holding.hold`."""
    return holding.hold(requests, keyring, holding.ASKED)


def book(requests: Sequence[Request], keyring: Keyring) -> list[Granted | Denied]:
    """Take places at once, as staff do for somebody without a phone."""
    if not requests:
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        answers = holding.hold(requests, keyring, BY_STAFF)
        booked = [one.booking_id for one in answers if isinstance(one, Granted)]
        people = reminders.expected(cursor, booked)
        reminders.plan(people, requests[0].now)
        hooks.tell(cursor, _booked(people), requests[0].now)
        audit.record(cursor, (_entry("booked", one) for one in people))
    return answers


def confirm(asked: Sequence[tuple[UUID, UUID]], now: datetime) -> set[UUID]:
    """
    Turn holds into bookings; each is (booking, contact). Returns those that are now
    booked by this call; a hold that has run out is not among them. Their reminders
    are planned in the same transaction.
    """
    pairs = sorted(asked)
    values = {
        "bookings": sql.uuids(booking for booking, _ in pairs),
        "contacts": sql.uuids(contact for _, contact in pairs),
        "held": BookingState.HELD,
        "booked": BookingState.BOOKED,
        "now": now,
    }
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        confirmed = {id_ for (id_,) in sql.fetch(cursor, QUERIES["confirm"], values)}
        if confirmed:
            people = reminders.expected(cursor, confirmed)
            reminders.plan(people, now)
            changes.record(cursor, (f"office:{p.office_id}:{p.day}" for p in people))
            hooks.tell(cursor, _booked(people), now)
    return confirmed


def _booked(people: Sequence[Expected]) -> Iterator[Told]:
    kind = HookKind.BOOKING_BOOKED
    return (Told(kind, one.booking_id, one.office_id) for one in people)


def _entry(what: str, one: Expected) -> Entry:
    hour = {"hour": reminders.hour(one.day, one.starts)}
    id_, agency = str(one.booking_id), one.agency_id
    return Entry(f"booking.{what}", id_, agency, one.office_id, hour)


def release(asked: Sequence[Pair], now: datetime) -> set[UUID]:
    """Give holds back, to those who wait first; returns those that were still held."""
    with transaction.atomic(savepoint=False):
        released = end(asked, BookingState.CANCELLED, {BookingState.HELD}, now)
        offers.pass_on(released, now)
    return released


def cancel(asked: Sequence[Pair], now: datetime) -> set[UUID]:
    """
    Cancel bookings or holds; returns those that were live and not yet arrived. Their
    places are offered to those who wait before anybody else can have them.
    """
    before = {BookingState.HELD, BookingState.BOOKED}
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cancelled = end(asked, BookingState.CANCELLED, before, now)
        reminders.withdraw(cancelled)
        people = reminders.expected(cursor, cancelled)
        audit.record(cursor, (_entry("cancelled", one) for one in people))
        offers.pass_on(cancelled, now)
    return cancelled


def expire(now: datetime, limit: int = 500) -> int:
    """End the holds whose time is over and offer their places to those who wait;
    return how many were ended."""
    with transaction.atomic():
        ended = ending.expire(now, limit)
        offers.pass_on(ended, now)
    return len(ended)


def mark(
    booking_id: UUID,
    before: BookingState,
    after: BookingState,
    now: datetime,
    by: int | None = None,
) -> None:
    """
    Move a booking by hand: arrived, not come, or back again. `by` is the officer.

    :raises NotPossible: if it was not in `before`, may not move to `after`, or its
        people have another live booking by now
    """
    if not may_move(before, after):
        raise NotPossible(f"{before} to {after}")
    values = {
        "id": booking_id,
        "before": before.value,
        "after": after.value,
        "live": after in LIVE,
        "now": now,
        "arrived": now if after is BookingState.ARRIVED else None,
        "by": by,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        if after in LIVE and _has_doubles(cursor, booking_id):
            raise NotPossible("booked anew meanwhile")
        moved = sql.fetch(cursor, QUERIES["mark"], values)
        if not moved:
            raise NotPossible(f"no longer {before}")
        changes.record(cursor, (f"office:{office}:{day}" for office, day in moved))
        kind = MARKED[after]
        hooks.tell(cursor, (Told(kind, booking_id, o) for o, _ in moved), now)
        audit.record(
            cursor,
            (
                Entry(
                    f"booking.{after}",
                    str(booking_id),
                    office_id=office,
                    details={"before": before},
                )
                for office, _ in moved
            ),
        )


def _has_doubles(cursor: sql.Cursor, booking_id: UUID) -> bool:
    found = sql.fetch(
        cursor,
        "select 1 from bookings_bookedperson mine join bookings_bookedperson other "
        "using (service_id, person_key) where mine.booking_id = %s "
        "and other.booking_id <> mine.booking_id and other.is_live limit 1",
        [booking_id],
    )
    return bool(found)


def set_capacity(
    office: Office, service_id: int, day: date, starts: time, capacity: int
) -> None:
    """
    Set how many persons an hour can take, making the hour if it is new.

    :raises BelowTaken: if more places are taken already
    """
    starts_at = datetime.combine(day, starts, ZoneInfo(office.zone))
    values = {
        "office_id": office.id,
        "service_id": service_id,
        "day": day,
        "starts": starts,
        "ends": (starts_at + HOUR).timetz().replace(tzinfo=None),
        "starts_at": starts_at,
        "capacity": capacity,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        slots = sql.fetch(cursor, QUERIES["set_capacity"], values)
        if not slots:
            raise BelowTaken
        changes.record(cursor, [f"office:{office.id}:{day}"])
        hour = {"day": day, "hour": starts, "capacity": capacity}
        about = Entry(
            "quota.set", str(service_id), office.agency_id, office.id, details=hour
        )
        audit.record(cursor, [about])
        offers.offer([id_ for (id_,) in slots], clock.now())
