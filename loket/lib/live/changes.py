"""
The list of changed things. Actions add to it inside their own transaction; a
coalescer takes it away and notifies, so that no commit waits for the single lock
that NOTIFY takes. The table is unlogged: a crash may lose it, and screens poll.

A topic is words like "office:3:2026-11-24" or "conversation:UUID".
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from loket.lib.sql import Cursor, fetch

CHANNEL = "loket_live"
MAX_PAYLOAD_BYTES = 7_000


def record(cursor: Cursor, topics: Iterable[str]) -> None:
    """Note that things changed, in the transaction that changes them."""
    unique = sorted(set(topics))
    if unique:
        cursor.execute(
            "insert into live_change (topic) "
            "select jsonb_array_elements_text(%s::jsonb)",
            [json.dumps(unique)],
        )


def announce(cursor: Cursor) -> int:
    """Take what was noted since last time and notify; return the number of topics."""
    taken = fetch(cursor, "delete from live_change returning topic")
    topics = sorted({topic for (topic,) in taken})
    for payload in _payloads(topics):
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, payload])
    return len(topics)


def _payloads(topics: Iterable[str]) -> Iterable[str]:
    """Lines of topics, each small enough for one notification (PostgreSQL: 8,000)."""
    lines: list[str] = []
    size = 0
    for topic in topics:
        if lines and size + len(topic) > MAX_PAYLOAD_BYTES:
            yield "\n".join(lines)
            lines, size = [], 0
        lines.append(topic)
        size += len(topic) + 1
    if lines:
        yield "\n".join(lines)
