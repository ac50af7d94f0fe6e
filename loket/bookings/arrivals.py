"""
Who came, of many at once: entered from paper after an outage, and taken back.

The time that counts is the one on the paper, not the one at which it was typed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from loket.bookings.states import BookingState, may_move
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.lib.live import changes

QUERIES = sql.beside(__file__, "arrivals")
BEFORE = [
    state.value for state in BookingState if may_move(state, BookingState.ARRIVED)
]


@dataclass(frozen=True, slots=True)
class Came:
    """A booking whose people came, and when."""

    booking_id: UUID
    at: datetime


def enter(office_id: int, came: Sequence[Came], by: int, now: datetime) -> set[UUID]:
    """
    Note that people came; return the bookings of this office for which that was news.
    Somebody who was marked as absent came after all, unless they booked anew since.
    """
    asked = sql.rows({"id": one.booking_id, "at": one.at} for one in came)
    values = {"asked": asked, "office": office_id, "by": by, "now": now}
    return _write("enter", {**values, "before": BEFORE}, "booking.arrived")


def take_back(
    office_id: int, bookings: Collection[UUID], by: int, now: datetime
) -> set[UUID]:
    """Take arrivals back; return the bookings that are expected again."""
    values = {"ids": sorted(bookings), "office": office_id, "by": by, "now": now}
    return _write("take_back", values, "booking.booked")


def _write(name: str, values: dict[str, object], action: str) -> set[UUID]:
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES[name], values)
        changes.record(cursor, {f"office:{office}:{day}" for _, office, day in found})
        audit.record(
            cursor,
            (
                Entry(action, str(id_), office_id=office, details={"on_paper": True})
                for id_, office, _ in found
            ),
        )
    return {id_ for id_, _, _ in found}
