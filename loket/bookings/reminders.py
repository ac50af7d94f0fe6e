"""
Reminding people of the hour at which they are expected.

The day before, and two hours before. One that would fall in the quiet hours of the
office comes in the evening before instead; two on one day are one. A booking that is
given back or moved takes its reminders with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from loket.bookings.quiet import Quiet
from loket.lib import sql
from loket.lib.live import changes
from loket.messaging import notices, unheard
from loket.messaging.notices import Notice

QUERIES = sql.beside(__file__, "remind")

DAY_BEFORE = timedelta(days=1)
HOURS_BEFORE = timedelta(hours=2)
# Who has just booked needs no reminder yet.
FRESH = timedelta(hours=2)
# Later than this before the hour, a reminder only makes people run.
LAST_USE = timedelta(minutes=30)


class ReminderKind(StrEnum):
    """Which reminder of a booking; the kind of its notice."""

    DAY = "reminder.day"
    HOURS = "reminder.hours"
    EVENING = "reminder.evening"


class Moment(NamedTuple):
    """One reminder: when it is due, and until when it still helps."""

    kind: ReminderKind
    due_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Expected:
    """A booking as its reminders see it. Day and hour are the office's own."""

    booking_id: UUID
    contact_id: UUID | None
    agency_id: int
    office_id: int
    day: date
    starts: time
    starts_at: datetime
    quiet: Quiet


def moments(starts_at: datetime, quiet: Quiet, now: datetime) -> list[Moment]:
    """Return the reminders of an hour that is booked now, the earliest first."""
    local = starts_at.astimezone(ZoneInfo(quiet.zone))
    evening = quiet.evening_before(local.date())
    day, hours = (
        evening if quiet.covers(local - before) else local - before
        for before in (DAY_BEFORE, HOURS_BEFORE)
    )
    last = starts_at - LAST_USE
    if day.date() == hours.date():
        planned = [Moment(ReminderKind.EVENING, max(day, hours), last)]
    else:
        planned = [
            Moment(ReminderKind.DAY, day, min(hours, last)),
            Moment(ReminderKind.HOURS, hours, last),
        ]
    return [one for one in planned if now + FRESH <= one.due_at < one.expires_at]


def expected(cursor: sql.Cursor, bookings: Collection[UUID]) -> list[Expected]:
    """Read what the reminders of bookings need to know."""
    found = sql.fetch(cursor, QUERIES["of_bookings"], [list(bookings)])
    return [_expected(row) for row in found]


def _expected(row: tuple[Any, ...]) -> Expected:
    *facts, zone, begins, ends = row
    return Expected(*(*facts, Quiet(begins, ends, zone)))


def plan(people: Iterable[Expected], now: datetime) -> None:
    """Write the reminders of bookings; who has no contact gets none."""
    notices.write([notice for one in people for notice in _notices(one, now)])


def _notices(one: Expected, now: datetime) -> Iterable[Notice]:
    if one.contact_id is None:
        return
    about = {"booking": str(one.booking_id), "hour": hour(one.day, one.starts)}
    for kind, due_at, expires_at in moments(one.starts_at, one.quiet, now):
        yield Notice(
            kind=kind.value,
            parameters=about,
            agency_id=one.agency_id,
            office_id=one.office_id,
            contact_id=one.contact_id,
            key=_key(one.booking_id, kind),
            due_at=due_at,
            expires_at=expires_at,
        )


def hour(day: date, starts: time) -> str:
    """Return the hour that a reminder is about, as its notice keeps it."""
    return f"{day} {starts:%H:%M}"


def withdraw(bookings: Iterable[UUID]) -> None:
    """Take back the reminders of bookings."""
    notices.withdraw([_key(id_, kind) for id_ in bookings for kind in ReminderKind])


def renew(bookings: Collection[UUID], now: datetime) -> None:
    """Plan the reminders of bookings anew, after they were moved."""
    if not bookings:
        return
    withdraw(bookings)
    with connection.cursor() as cursor:
        people = expected(cursor, bookings)
    plan(people, now)


def _key(booking: UUID, kind: ReminderKind) -> str:
    return f"{kind.value}:{booking}"


def say_coming(asked: Sequence[tuple[UUID, UUID]], now: datetime) -> set[UUID]:
    """
    Note that people will come; each is (booking, contact). Return the bookings that
    are live and theirs.
    """
    records = sql.rows({"id": b, "contact_id": c, "at": now} for b, c in sorted(asked))
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["coming"], [records])
        changes.record(cursor, (f"office:{office}:{day}" for _, office, day in found))
    return {id_ for id_, _, _ in found}


def who_comes(bookings: Collection[UUID]) -> set[UUID]:
    """Return those bookings of which somebody said that they will come."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["who_comes"], [list(bookings)])
    return {id_ for (id_,) in found}


def undelivered(bookings: Collection[UUID]) -> set[UUID]:
    """Return those bookings of which some reminder failed and none got through."""
    keys = {_key(id_, kind): id_ for id_ in bookings for kind in ReminderKind}
    arrived = unheard.arrived(keys)
    came = {keys[key] for key, has_arrived in arrived.items() if has_arrived}
    return {keys[key] for key in arrived} - came


def note_said(bookings: Collection[UUID], now: datetime) -> None:
    """Note that people were reminded, for those who wait for them."""
    if not bookings:
        return
    values = {"bookings": sorted(bookings), "now": now}
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["reminded"], values)
        changes.record(cursor, (f"office:{office}:{day}" for office, day in found))
