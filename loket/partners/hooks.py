"""
Telling other systems what happened: written in the transaction of what happened, so
that nothing is told that was taken back, and nothing is left out.

An event names things by id; who may know more asks for it with a key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection

from loket.lib import ids, once, sql

QUERIES = sql.beside(__file__, "hooks")


class HookKind(StrEnum):
    """What can be told. Values are stored and part of the API: never rename one."""

    CASE_OPENED = "case.opened"
    CASE_MOVED = "case.moved"
    CASE_PROMISED = "case.promised"
    CASE_MISSED = "case.missed"
    CASE_REMOVED = "case.removed"
    BOOKING_BOOKED = "booking.booked"
    BOOKING_MOVED = "booking.moved"
    BOOKING_CANCELLED = "booking.cancelled"
    BOOKING_ARRIVED = "booking.arrived"
    BOOKING_SERVED = "booking.served"
    BOOKING_MISSED = "booking.missed"
    BOOKING_LAPSED = "booking.lapsed"
    BOOKING_EXPECTED = "booking.expected"
    TEST = "test"


SUBSCRIBABLE = tuple(kind for kind in HookKind if kind is not HookKind.TEST)


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened: to which thing, at which office."""

    kind: HookKind
    subject: UUID
    office_id: int


def tell(cursor: sql.Cursor, told: Iterable[Told], now: datetime) -> None:
    """Write what happened, for everybody who wants to hear of it."""
    if not _has_hearers():
        return
    rows = [
        {
            "event_id": ids.new(),
            "kind": one.kind.value,
            "subject": one.subject,
            "office_id": one.office_id,
        }
        for one in told
    ]
    if rows:
        cursor.execute(QUERIES["tell"], {"rows": sql.rows(rows), "now": now})


@once.read
def _has_hearers() -> bool:
    """Mostly nobody listens, and then nothing has to be packed."""
    with connection.cursor() as cursor:
        ((has_some,),) = sql.fetch(cursor, QUERIES["has_hearers"])
    return bool(has_some)
