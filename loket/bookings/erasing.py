"""
Forgetting a person: names and birth dates go, the hours stay as figures.

What was booked from their phone goes with everybody in it. Of a booking of somebody
else only their own place goes: the others keep theirs, and the code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from loket.bookings import actions, of_person
from loket.bookings.of_person import QUERIES, Elsewhere
from loket.contacts.subjects import Subject
from loket.lib import sql
from loket.lib.live import changes


def end_coming(subject: Subject, also: Sequence[UUID], now: datetime) -> int:
    """Cancel what is still to come, and return how much that was."""
    own = of_person.coming(subject, now)
    others = of_person.alone(of_person.elsewhere(subject, also, now))
    return len(actions.cancel([(id_, None) for id_ in sorted({*own, *others})], now))


def erase(subject: Subject, also: Sequence[UUID], now: datetime) -> dict[str, int]:
    """Forget a person in the transaction of the caller; return how much went."""
    rows = of_person.bookings(subject)
    own = [row["id"] for row in rows]
    others = of_person.elsewhere(subject, also, now)
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["lock_slots"], [sorted({it.slot_id for it in others})])
        _shrink(cursor, others, now)
        counts = {
            "people_elsewhere": _count(
                cursor, "drop_people", [sorted({it.id for it in others})]
            ),
            "people": _count(cursor, "drop_people_of", [own]),
            "reminders": _count(cursor, "drop_reminders", [own]),
            "bookings": _count(cursor, "let_go", [own]),
        }
        days = {(row["office_id"], row["day"]) for row in rows}
        days |= {(it.office_id, it.day) for it in others}
        changes.record(cursor, (f"office:{office}:{day}" for office, day in days))
    return counts


def _shrink(cursor: sql.Cursor, others: Sequence[Elsewhere], now: datetime) -> None:
    rows = {it.id: it.booking_id for it in others if it.is_coming}
    records = [{"id": id_, "n": n} for id_, n in sorted(Counter(rows.values()).items())]
    if records:
        cursor.execute(QUERIES["shrink"], {"rows": sql.rows(records), "now": now})


def _count(cursor: Any, name: str, values: Any) -> int:
    cursor.execute(QUERIES[name], values)
    return int(cursor.rowcount)
