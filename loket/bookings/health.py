"""How many places the offices have in the coming days, asked without Django."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from loket.lib import sql
from loket.lib.sql import Cursor

QUERIES = sql.beside(__file__, "health")
# What citizens look at first: today and the six days after it.
DAYS = 7


class Free(NamedTuple):
    """Places that an office has on the days of a week, and those that are free."""

    office_id: int
    code: str
    name: str
    days: tuple[tuple[date, int, int], ...]

    @property
    def places(self) -> int:
        """All places of the week."""
        return sum(places for _, places, _ in self.days)

    @property
    def free(self) -> int:
        """The free ones."""
        return sum(free for _, _, free in self.days)


def free(cursor: Cursor, now: datetime, agency_id: int | None = None) -> list[Free]:
    """Return every office with its next seven days; days without hours have none."""
    today = now.date()
    week = [today + timedelta(days=n) for n in range(DAYS)]
    values = {"first": week[0], "last": week[-1], "now": now, "agency": agency_id}
    offices = sql.fetch(cursor, QUERIES["offices"], {"agency": agency_id})
    rows = sql.fetch(cursor, QUERIES["free"], values)
    found = {(id_, day): (places, left) for id_, _, _, day, places, left in rows}
    return [
        Free(
            id_,
            code,
            name,
            tuple((day, *found.get((id_, day), (0, 0))) for day in week),
        )
        for id_, code, name in offices
    ]
