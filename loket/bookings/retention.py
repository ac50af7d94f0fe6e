"""
Old bookings, with the people in them, whoever waited, what was decided about numbers,
and lists on paper. Hours and how full they were stay.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from loket.bookings import papers
from loket.lib import sql
from loket.lib.crypto import Keyring
from loket.lib.retention import (
    Count,
    DataClass,
    How,
    Rule,
    Sweep,
    counted_by,
    gettext_noop,
)

QUERIES = sql.beside(__file__, "retention")
AT_ONCE = 1_000

BOOKINGS = DataClass(
    "bookings",
    gettext_noop(
        "Bookings with the sealed names of people, counted from the day of the hour"
    ),
    days=730,
    least=90,
    most=3650,
    how=How.ROWS,
    source=gettext_noop(
        "Our own choice, 29 November 2026: two years, until a schedule is set"
    ),
)


WAITING = DataClass(
    "waiting list",
    gettext_noop(
        "Those who waited, with their sealed names, from the last day they waited for"
    ),
    days=90,
    least=7,
    most=730,
    how=How.ROWS,
    source=gettext_noop(
        "Our own choice, 29 November 2026: as long as somebody may ask for whom "
        "a place was"
    ),
)
RULINGS = DataClass(
    "rulings",
    gettext_noop(
        "What was decided about limits of a number, from the day on which it ended"
    ),
    days=365,
    least=30,
    most=1825,
    how=How.ROWS,
    source=gettext_noop(
        "Our own choice, 29 November 2026: as long as any limit looks back"
    ),
)
PAPERS = DataClass(
    "day lists",
    gettext_noop(
        "Day lists laid by for a morning on which nothing works, from their day"
    ),
    days=14,
    least=1,
    most=60,
    how=How.FILES,
    source=gettext_noop(
        "Our own choice, 29 November 2026: until arrivals on paper are entered"
    ),
)
CLASSES = (BOOKINGS, WAITING, RULINGS, PAPERS)
# What goes with the rows of a class, in this order.
_PARTS = {
    "bookings": (
        "offers_of_bookings", "displacements", "people", "markings", "reminders",
        "bookings",
    ),
    "waiting": ("offers", "waiting"),
    "rulings": ("rulings",),
    "papers": ("papers",),
}  # fmt: skip


def sweeps(keyring: Keyring) -> list[Sweep]:
    """Return what this room deletes."""

    def delete_papers(rule: Rule, now: datetime) -> int:
        old = _delete_rows("papers", rule, now)
        papers.delete_files(old, keyring)
        return len(old)

    return [
        Sweep(BOOKINGS, _count("bookings"), _delete("bookings")),
        Sweep(WAITING, _count("waiting"), _delete("waiting")),
        Sweep(RULINGS, _count("rulings"), _delete("rulings")),
        Sweep(PAPERS, _count("papers"), delete_papers),
    ]


def _count(name: str) -> Count:
    return counted_by(QUERIES[f"count_{name}"], _values)


def _delete(name: str) -> Count:
    return lambda rule, now: len(_delete_rows(name, rule, now))


def _delete_rows(name: str, rule: Rule, now: datetime) -> list[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES[f"old_{name}"], _values(rule, now))
        old = [id_ for (id_,) in found]
        for part in _PARTS[name] if old else ():
            cursor.execute(QUERIES[f"delete_{part}"], [old])
    return old


def _values(rule: Rule, now: datetime) -> dict[str, object]:
    return {
        "agency": rule.agency_id,
        "before": now.date() - timedelta(days=rule.days),
        "until": now - timedelta(days=rule.days),
        "limit": AT_ONCE,
    }
