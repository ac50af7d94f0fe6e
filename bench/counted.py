"""
What must be true after the talks: whatever was said was answered, once, and nothing
is left over. A figure of a run that broke this would be worth nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import psycopg

from bench.orders import Seen
from bench.report import Row
from loket.messaging.states import EventState, MessageState

QUERIES = {
    "not done": "select count(*) from messaging_event "
    f"where state <> {EventState.DONE:d}",
    "in the outbox": "select count(*) from messaging_outbox",
    "begun": "select count(*) from messaging_attempt",
    "came in": "select count(*) from messaging_message where direction = 'in'",
    "went out": "select count(*) from messaging_message where direction = 'out'",
    "not read": "select count(*) from messaging_message where direction = 'out' "
    f"and state <> {MessageState.READ:d}",
    "answered twice": "select count(*) from (select cause_id from messaging_message "
    "where direction = 'out' group by cause_id having count(*) > 1) as twice",
}


def check(url: str, seen: Sequence[Seen], name: str = "answered_once") -> Iterator[Row]:
    """Compare what the citizens saw with what the database holds."""
    with psycopg.connect(url) as connection:
        found = {name: _count(connection, query) for name, query in QUERIES.items()}
    said = sum(s.said for s in seen)
    wrong = dict(_wrong(found, seen, said))
    detail = (
        f"{said:,} said, {sum(s.answered for s in seen):,} answered, "
        f"{sum(s.content for s in seen):,} got what they came for, "
        f"{sum(s.receipts for s in seen):,} receipts"
    )
    trouble = ", ".join(f"{name}: {count}" for name, count in wrong.items())
    yield Row(name, len(wrong), "= 0", not wrong, trouble or detail)


def _wrong(
    found: Mapping[str, int], seen: Sequence[Seen], said: int
) -> Iterator[tuple[str, int]]:
    expected = dict.fromkeys(QUERIES, 0) | {"came in": said, "went out": said}
    for name, count in found.items():
        if count != expected[name]:
            yield f"{name} (expected {expected[name]})", count
    for what in ("unasked", "unanswered"):
        if count := sum(getattr(s, what) for s in seen):
            yield what, count


def _count(connection: psycopg.Connection, query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0
