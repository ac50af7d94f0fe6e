"""How many places the offices have in the coming days, asked without Django."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from loket.lib import sql
from loket.lib.sql import Cursor

QUERIES = sql.beside(__file__, "health")
# What citizens look at first: today and the six days after it.
DAYS = 7


class Free(NamedTuple):
    """
    An office and the coming week on its own clocks, today first: for each day all
    places of the hours that have not begun, and the free ones.
    """

    office_id: int
    code: str
    name: str
    days: tuple[tuple[int, int], ...]

    @property
    def places(self) -> int:
        """All places of the week."""
        return sum(places for places, _ in self.days)

    @property
    def free(self) -> int:
        """The free ones."""
        return sum(free for _, free in self.days)


def free(cursor: Cursor, now: datetime, agency_id: int | None = None) -> list[Free]:
    """Return every office with its next seven days; a day without hours has none."""
    offices = sql.fetch(cursor, QUERIES["offices"], {"agency": agency_id})
    values = {"now": now, "days": DAYS, "agency": agency_id}
    found = {
        (id_, day): (places, left)
        for id_, day, places, left in sql.fetch(cursor, QUERIES["free"], values)
    }
    return [
        Free(id_, code, name, tuple(found.get((id_, n), (0, 0)) for n in range(DAYS)))
        for id_, code, name in offices
    ]
