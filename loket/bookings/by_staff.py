"""
What officers do with a citizen's booking: book, move and cancel it, each with a reason
that the citizen is told.

The same locks and constraints hold as for the chat; only the rule that a citizen moves
once does not: an officer may move again where the office is the cause (domain notes
1.3, lesson 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction

from loket.bookings import actions, moving, reminders
from loket.bookings.actions import NotPossible
from loket.bookings.moving import MoveRefusal, MoveRequest
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.messaging import notices
from loket.messaging.notices import Notice

QUERIES = sql.beside(__file__, "by_staff")
# News of a booking is of use until its hour, and of a cancelled one for a day.
NEWS_LASTS = timedelta(days=1)


class Told(StrEnum):
    """The kind of the notice that tells a citizen. Values are stored."""

    BOOKED = "staff.booked"
    MOVED = "staff.moved"
    CANCELLED = "staff.cancelled"


class Reason(StrEnum):
    """Why an officer did it. The words are chosen where it is said."""

    OFFICER_AWAY = "officer_away"
    OFFICE_CLOSED = "office_closed"
    SYSTEM_DOWN = "system_down"
    CITIZEN_ASKED = "citizen_asked"
    BOOKED_TWICE = "booked_twice"
    NOT_ENTITLED = "not_entitled"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class By:
    """Which officer does it, why, and when."""

    staff_id: int
    reason: Reason
    now: datetime


class Full(Exception):
    """The other hour has no room any more."""


def cancel(bookings: Sequence[UUID], by: By) -> set[UUID]:
    """
    Cancel bookings and tell those who made them by chat; return those that were still
    to come. Their places go to those who wait.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        done = actions.cancel([(id_, None) for id_ in sorted(bookings)], by.now)
        _note(cursor, done, by, Told.CANCELLED)
    return done


def move(booking_id: UUID, slot_id: int, by: By) -> None:
    """
    Take a booking to another hour and tell who made it.

    :raises NotPossible: if it is no longer booked, or the hour cannot be had at all
    :raises Full: if the hour has no room for all of them
    """
    with transaction.atomic(), connection.cursor() as cursor:
        request = MoveRequest(booking_id, None, slot_id, by.now)
        (why,) = moving.move([request])
        if why is MoveRefusal.FULL:
            raise Full
        if why is not None:
            raise NotPossible(str(why))
        _note(cursor, {booking_id}, by, Told.MOVED)


def tell(bookings: Sequence[UUID], kind: Told, reason: str, now: datetime) -> None:
    """Tell those whose bookings others made or changed, in the caller's transaction."""
    with connection.cursor() as cursor:
        people = reminders.expected(cursor, list(bookings))
    _tell(people, kind, reason, now)


def _note(cursor: sql.Cursor, bookings: set[UUID], by: By, kind: Told) -> None:
    if not bookings:
        return
    people = reminders.expected(cursor, sorted(bookings))
    after = "cancelled" if kind is Told.CANCELLED else "booked"
    values = {
        "ids": sorted(bookings),
        "by": by.staff_id,
        "after": after,
        "reason": by.reason.value,
        "now": by.now,
    }
    cursor.execute(QUERIES["note"], values)
    word = kind.value.removeprefix("staff.")
    audit.record(
        cursor,
        [
            Entry(
                f"booking.{word}",
                str(one.booking_id),
                one.agency_id,
                one.office_id,
                {"reason": by.reason.value, "hour": _hour(one)},
            )
            for one in people
        ],
    )
    _tell(people, kind, by.reason.value, by.now)


def _hour(one: reminders.Expected) -> str:
    return reminders.hour(one.day, one.starts)


def _tell(
    people: Sequence[reminders.Expected], kind: Told, reason: str, now: datetime
) -> None:
    notices.write(
        [
            Notice(
                kind=kind.value,
                parameters={
                    "booking": str(one.booking_id),
                    "hour": _hour(one),
                    **({"reason": reason} if reason else {}),
                },
                agency_id=one.agency_id,
                office_id=one.office_id,
                contact_id=one.contact_id,
                key=f"{kind}:{one.booking_id}:{now.timestamp():.0f}",
                due_at=now,
                expires_at=max(one.starts_at, now + NEWS_LASTS),
            )
            for one in people
            if one.contact_id is not None
        ]
    )
