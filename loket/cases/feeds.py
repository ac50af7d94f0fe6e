"""Watching those who tell us of cases, and forgetting who asked in vain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import connection

from loket.cases import silence
from loket.lib import sql
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.alarms import Raised
from loket.offices.calendar import Calendar

QUERIES = sql.beside(__file__, "feeds")
ASKINGS_KEEP = timedelta(days=2)
_offices = msgspec.json.Decoder(list[int]).decode


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody who tells us of cases, when they last did, and of which offices."""

    agency_id: int
    source: str
    heard_at: datetime
    stale_after_s: int
    offices: Sequence[int]

    @property
    def subject(self) -> str:
        """The subject of alarms about it."""
        return f"feed:{self.agency_id}:{self.source}"

    def is_silent(self, now: datetime, known: Mapping[int, Calendar]) -> bool:
        """Test if all its offices have been open for too long without a word of it."""
        heard, limit_s = self.heard_at, self.stale_after_s
        return bool(self.offices) and all(
            silence.is_over(heard, limit_s, now, known[id_]) for id_ in self.offices
        )


def watch(now: datetime) -> int:
    """Raise the alarm of each silent feed, settle the others; return how many are."""
    found = [
        Heard(agency, source, heard_at, stale_after_s, _offices(offices))
        for agency, source, heard_at, stale_after_s, offices in _fetch("feeds", [])
    ]
    known = silence.load({id_ for one in found for id_ in one.offices}, now)
    silent = [one for one in found if one.is_silent(now, known)]
    alarms.raise_alarms(
        Raised(AlarmKind.FEED, one.subject, one.source, one.agency_id) for one in silent
    )
    alarms.settle_all(
        (AlarmKind.FEED, one.subject) for one in found if one not in silent
    )
    return len(silent)


def forget_askings(now: datetime) -> None:
    """Forget the tries of earlier days."""
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["forget_askings"], [(now - ASKINGS_KEEP).date()])


def _fetch(name: str, values: Sequence[object]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
