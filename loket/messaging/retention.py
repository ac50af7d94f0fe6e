"""What is said and sent, and how long it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from django.db import connection, transaction

from loket.lib import ids, sql
from loket.lib.retention import (
    Count,
    DataClass,
    How,
    Rule,
    Sweep,
    counted_by,
    fixed,
    gettext_noop,
)
from loket.messaging import files, notices, partitions
from loket.messaging.file_store import FileStore

QUERIES = sql.beside(__file__, "retention")
AT_ONCE = 2_000
CHOICE = gettext_noop(
    "Our own choice, 23 November 2026: two years, until a schedule is set"
)

_KEPT: Mapping[str, int] = {it.table: it.keep_days for it in partitions.TABLES}
_TALK_DAYS = _KEPT["messaging_message"]

DELIVERIES = fixed(
    "deliveries",
    gettext_noop("Raw bodies of deliveries, sealed"),
    _KEPT["messaging_body"],
    How.PARTITION,
    gettext_noop(
        "Our own choice, 23 November 2026: as long as the platform sends again"
    ),
)
EVENTS = fixed(
    "events",
    gettext_noop("Events as they were read from deliveries"),
    _KEPT["messaging_event"],
    How.PARTITION,
    gettext_noop(
        "Our own choice, 23 November 2026: long enough to look into what went wrong"
    ),
)
TALKS = DataClass(
    "talks",
    gettext_noop("Messages of talks"),
    _TALK_DAYS,
    30,
    _TALK_DAYS,
    How.ROWS,
    CHOICE,
)
OLD_TALKS = fixed(
    "old talks",
    gettext_noop("Messages of talks that nobody may keep longer"),
    _TALK_DAYS,
    How.PARTITION,
    CHOICE,
)
FILES = DataClass(
    "files",
    gettext_noop("Files that citizens sent"),
    files.KEEP_DAYS,
    1,
    files.KEEP_DAYS,
    How.FILES,
    gettext_noop("Our own choice, 24 November 2026: the most personal thing we hold"),
)
DRAFTS = DataClass(
    "drafts",
    gettext_noop("Answers of talks that were broken off, sealed"),
    30,
    1,
    365,
    How.EMPTIED,
    gettext_noop(
        "Our own choice, 29 November 2026: nobody takes up a talk after a month"
    ),
)
DEDUPE = fixed(
    "dedupe keys",
    gettext_noop("Digests by which a delivery is known again, no personal data"),
    partitions.SEEN_KEEP_DAYS,
    How.ROWS,
    gettext_noop(
        "Our own choice, 23 November 2026: the platform sends again for seven days"
    ),
)
NOTICES = fixed(
    "notices",
    gettext_noop("What was to be told, without words or names"),
    notices.KEEP.days,
    How.ROWS,
    gettext_noop(
        "Our own choice, 24 November 2026: long enough to look into what went wrong"
    ),
)

DAILY = (TALKS, FILES, DRAFTS)
# Cut by the chore of partitions and by others that run more often than once a day.
ELSEWHERE = (DELIVERIES, EVENTS, OLD_TALKS, DEDUPE, NOTICES)
CUT = {
    "messaging_body": DELIVERIES,
    "messaging_event": EVENTS,
    "messaging_message": OLD_TALKS,
}


def sweeps(store: FileStore) -> list[Sweep]:
    """Return what this room deletes once a day."""
    return [
        Sweep(TALKS, _count("talks"), _delete_talks),
        Sweep(FILES, _count("files"), partial(_delete_files, store)),
        Sweep(DRAFTS, _count("drafts"), _empty_drafts),
    ]


def _count(name: str) -> Count:
    return counted_by(QUERIES[f"count_{name}"], _values)


def _delete_talks(rule: Rule, now: datetime) -> int:
    with connection.cursor() as cursor:
        return len(sql.fetch(cursor, QUERIES["delete_talks"], _values(rule, now)))


def _empty_drafts(rule: Rule, now: datetime) -> int:
    with connection.cursor() as cursor:
        return len(sql.fetch(cursor, QUERIES["empty_drafts"], _values(rule, now)))


def _delete_files(store: FileStore, rule: Rule, now: datetime) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["old_files"], _values(rule, now))
        old = [id_ for (id_,) in found]
        for id_ in old:
            store.delete(id_)
        cursor.execute(files.QUERIES["forget"], {"ids": old})
    return len(old)


def _values(rule: Rule, now: datetime) -> dict[str, object]:
    before = now - timedelta(days=rule.days)
    return {
        "agency": rule.agency_id,
        "before": before,
        "first": ids.first_of(before),
        "limit": AT_ONCE,
    }
