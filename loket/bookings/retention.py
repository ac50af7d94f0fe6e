"""Old bookings, with the people in them. Hours and how full they were stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from loket.lib import sql
from loket.lib.retention import DataClass, How, Rule, Sweep

QUERIES = sql.beside(__file__, "retention")
AT_ONCE = 1_000

BOOKINGS = DataClass(
    "bookings",
    "Bookings with the sealed names of people, counted from the day of the hour",
    days=730,
    least=90,
    most=3650,
    how=How.ROWS,
    source="Our own choice, 29 November 2026: two years, until a schedule is set",
)


def sweeps() -> list[Sweep]:
    """Return what this room deletes."""
    return [Sweep(BOOKINGS, _count, _delete)]


def _count(rule: Rule, now: datetime) -> int:
    with connection.cursor() as cursor:
        return int(sql.fetch(cursor, QUERIES["count"], _values(rule, now))[0][0])


def _delete(rule: Rule, now: datetime) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["old"], _values(rule, now))
        old = [id_ for (id_,) in found]
        for part in ("people", "markings", "reminders", "bookings"):
            cursor.execute(QUERIES[f"delete_{part}"], [old])
    return len(old)


def _values(rule: Rule, now: datetime) -> dict[str, object]:
    return {
        "agency": rule.agency_id,
        "before": now.date() - timedelta(days=rule.days),
        "limit": AT_ONCE,
    }
