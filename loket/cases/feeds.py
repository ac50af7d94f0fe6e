"""Watching those who tell us of cases, and forgetting who asked in vain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from loket.lib import sql
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.alarms import Raised

QUERIES = sql.beside(__file__, "feeds")
ASKINGS_KEEP = timedelta(days=2)


def watch(now: datetime) -> int:
    """Raise the alarm of each silent feed, settle the others; return how many are."""
    found = _fetch("feeds", [now])
    silent = [row for row in found if row[-1]]
    alarms.raise_alarms(
        Raised(AlarmKind.FEED, _subject(agency, source), source, agency)
        for agency, source, _ in silent
    )
    alarms.settle_all(
        (AlarmKind.FEED, _subject(agency, source))
        for agency, source, is_silent in found
        if not is_silent
    )
    return len(silent)


def forget_askings(now: datetime) -> None:
    """Forget the tries of earlier days."""
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["forget_askings"], [(now - ASKINGS_KEEP).date()])


def _subject(agency_id: int, source: str) -> str:
    return f"feed:{agency_id}:{source}"


def _fetch(name: str, values: Sequence[object]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
