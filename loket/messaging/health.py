"""
How the path of messages stands: what waits, what was refused, what was not heard of.

Pages and the exporter ask the same questions, the exporter without Django; so each
takes a cursor. Without an agency they are about the whole desk.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from loket.lib import ids, sql
from loket.lib.sql import Cursor
from loket.messaging.intake import NEWS_LANE, TALK_LANES
from loket.messaging.states import OutboxState

QUERIES = sql.beside(__file__, "health")
LANE_KINDS = ("talks", "receipts", "news")
# A receipt usually comes within seconds; a phone that is off is silent for longer.
HEARD_AFTER = timedelta(minutes=5)
HEARD_WITHIN = timedelta(minutes=65)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Lanes(NamedTuple):
    """What waits in one kind of lanes; `oldest_s` is 0 if nothing does."""

    kind: str
    waiting: int
    lanes: int
    oldest_s: float


class Queue(NamedTuple):
    """One state of the outbox; `due_s` says how long ago the oldest was due."""

    state: OutboxState
    waiting: int
    due_s: float


class Heard(NamedTuple):
    """Messages sent an hour to five minutes ago, and those without any receipt."""

    sent: int
    unheard: int


class Failure(NamedTuple):
    """How often the platform gave a code in a day, and in the last hour of it."""

    code: int
    in_a_day: int
    in_an_hour: int


def lanes(cursor: Cursor) -> list[Lanes]:
    """Return what waits to be read, for all three kinds of lanes."""
    values = {"talks": TALK_LANES, "news": NEWS_LANE}
    rows = sql.fetch(cursor, QUERIES["lanes"], values)
    found = {kind: Lanes(kind, *rest) for kind, *rest in rows}
    return [found.get(kind, Lanes(kind, 0, 0, 0.0)) for kind in LANE_KINDS]


def busiest(cursor: Cursor) -> dict[int, int]:
    """Return how much waits in each lane of talks that is not empty."""
    return dict(sql.fetch(cursor, QUERIES["busiest"], {"talks": TALK_LANES}))


def outbox(cursor: Cursor, agency_id: int | None = None) -> list[Queue]:
    """Return what has to be sent, for every state."""
    rows = sql.fetch(cursor, QUERIES["outbox"], {"agency": agency_id})
    found = {state: rest for state, *rest in rows}
    return [Queue(state, *found.get(state, (0, 0.0))) for state in OutboxState]


def parked(cursor: Cursor, agency_id: int | None = None) -> int:
    """Return how many events were put aside."""
    return _one(cursor, "parked", agency_id)


def stopped(cursor: Cursor, agency_id: int | None = None) -> int:
    """Return how many numbers were stopped."""
    return _one(cursor, "stopped", agency_id)


def receipts(cursor: Cursor, now: datetime, agency_id: int | None = None) -> Heard:
    """Return how many messages were sent lately, and of how many nothing was heard."""
    values = {
        "first": ids.first_of(now - HEARD_WITHIN),
        "last": ids.first_of(now - HEARD_AFTER),
        "agency": agency_id,
    }
    ((sent, unheard),) = sql.fetch(cursor, QUERIES["receipts"], values)
    return Heard(sent, unheard)


def failures(
    cursor: Cursor, now: datetime, agency_id: int | None = None
) -> list[Failure]:
    """Return the codes of the last day, the most frequent first."""
    values = {
        "day": ids.first_of(now - DAY),
        "hour": ids.first_of(now - HOUR),
        "agency": agency_id,
    }
    return [Failure(*row) for row in sql.fetch(cursor, QUERIES["failures"], values)]


def _one(cursor: Cursor, name: str, agency_id: int | None) -> int:
    ((count,),) = sql.fetch(cursor, QUERIES[name], {"agency": agency_id})
    return int(count)
