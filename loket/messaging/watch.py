"""Watching ourselves: do we answer in time, does something wait for a decision?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from loket.lib import sql
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.alarms import Raised

QUERIES = sql.beside(__file__, "watch")
# A turn closes after 3 s at most, so whoever waits for a minute waits too long.
LATE_AFTER_S = 60.0
# It is well again when nobody waits for longer than this.
WELL_BELOW_S = 20.0
# The whole desk: one worker answers for all agencies.
DESK = "desk"


def watch_lag() -> float:
    """Raise the alarm if answers are late, settle it if not; return the wait in s."""
    ((wait_s,),) = _fetch("longest_wait")
    if wait_s > LATE_AFTER_S:
        alarms.raise_alarm(AlarmKind.LAG, DESK, f"{wait_s:.0f} s")
    elif wait_s < WELL_BELOW_S:
        alarms.settle(AlarmKind.LAG, DESK)
    return float(wait_s)


def watch_undecided() -> None:
    """Raise the alarm of each agency whose messages wait for a decision."""
    found = _fetch("undecided")
    alarms.raise_alarms(
        Raised(AlarmKind.DEAD_LETTERS, f"agency:{agency}", str(count), agency)
        for agency, count in found
        if count
    )
    alarms.settle_all(
        (AlarmKind.DEAD_LETTERS, f"agency:{agency}")
        for agency, count in found
        if not count
    )


def _fetch(name: str) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name])
