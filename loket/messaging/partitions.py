"""Which tables are cut by time, and how long each class of data is kept."""

from __future__ import annotations

from datetime import date

import structlog

from loket.lib import partitions
from loket.lib.partitions import ClockDoubted, Partitioned
from loket.lib.sql import Cursor

log = structlog.get_logger(__name__)

# Raw bodies: issue of the house, seven days. Talks: until an office sets its own
# retention schedule (jadwal retensi arsip), two years.
TABLES = (
    Partitioned("messaging_body", days=1, keep_days=7),
    Partitioned("messaging_event", days=7, keep_days=90),
    # Receipts change a message three times; with room in the page they stay in place.
    Partitioned("messaging_message", days=28, keep_days=730, fill_percent=75),
)
SEEN_KEEP_DAYS = 30


def keep_up(cursor: Cursor, today: date) -> list[str]:
    """
    Make the partitions ahead, drop old ones, forget old dedupe keys; return what was
    changed. Nothing is dropped or forgotten while the clock is in doubt; it is logged.
    """
    changed = []
    for table in TABLES:
        changed += partitions.ensure(cursor, table, today)
    try:
        for table in TABLES:
            changed += partitions.drop_old(cursor, table, today)
    except ClockDoubted as doubt:
        log.error("old data kept, set the clock of this machine", reason=str(doubt))
    else:
        _forget_seen(cursor)
    return changed


def fewest_ahead(cursor: Cursor, today: date) -> int:
    """Return how many future partitions the worst table still has."""
    return min(partitions.ahead(cursor, table, today) for table in TABLES)


def _forget_seen(cursor: Cursor, limit: int = 10_000) -> None:
    """Delete dedupe keys older than 30 days, at most `limit` in one call."""
    cursor.execute(
        "delete from messaging_seen where ctid in (select ctid from messaging_seen "
        "where seen_on < current_date - %s limit %s)",
        [SEEN_KEEP_DAYS, limit],
    )
