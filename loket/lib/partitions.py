"""
Tables cut by time: the next partitions exist before they are needed, and old data
goes by dropping a table instead of deleting rows.

Partitions are ranges of UUIDv7 ids, whose first 48 bits are the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from loket.lib import ids
from loket.lib.sql import Cursor, fetch

AHEAD = 3
# What was stored more than so many days ago tells whether the clock can be right: rows
# of the last days may have been made by the same wrong clock.
SETTLED_DAYS = 7
# A desk that stored nothing for so long has a wrong clock, or it was asleep; then a
# week of use settles it.
LEAP_DAYS = 60
_SUFFIX = re.compile(r"_p(\d{8})$")


class ClockDoubted(Exception):
    """The clock is far ahead of what is stored; nothing old was dropped."""


@dataclass(frozen=True, slots=True)
class Partitioned:
    """
    A table, the days in one of its partitions, and the days it is kept.

    `fill_percent` leaves room in each page for rows that will still change.
    """

    table: str
    days: int
    keep_days: int
    fill_percent: int = 100


def ensure(cursor: Cursor, what: Partitioned, today: date) -> list[str]:
    """Make the partition of today and the next three; return the names of the new."""
    existing = set(_existing(cursor, what.table))
    made = []
    first = _first_day(what, today)
    for step in range(AHEAD + 1):
        day = first + timedelta(days=what.days * step)
        name = f"{what.table}_p{day:%Y%m%d}"
        if name not in existing:
            _create(cursor, what, name, day)
            made.append(name)
    return made


def drop_old(cursor: Cursor, what: Partitioned, today: date) -> list[str]:
    """
    Drop the partitions whose last day is older than is kept; return their names.

    :raises ClockDoubted: if that would follow a clock that must be wrong; a clock that
        is years ahead would have everything dropped
    """
    limit = today - timedelta(days=what.keep_days + what.days)
    old = [name for name in _existing(cursor, what.table) if _day_of(name) < limit]
    if old:
        _believe(cursor, what.table, today)
    for name in old:
        cursor.execute(f'drop table "{name}"')
    return old


def _believe(cursor: Cursor, table: str, today: date) -> None:
    """:raises ClockDoubted: if nothing was stored for a long time before this week"""
    week_ago = datetime.combine(today - timedelta(days=SETTLED_DAYS), time(), UTC)
    found = fetch(
        cursor,
        f"select id from {table} where id < %s "  # noqa: S608 a name of ours
        "order by id desc limit 1",
        [ids.first_of(week_ago)],
    )
    for (id_,) in found:
        newest = ids.made_at(id_).date()
        if today - newest > timedelta(days=LEAP_DAYS):
            raise ClockDoubted(f"{table}: newest of {newest}, clock says {today}")


def expired(cursor: Cursor, what: Partitioned, today: date) -> dict[str, int]:
    """Return the partitions that are older than is kept, with the rows in them."""
    limit = today - timedelta(days=what.keep_days + what.days)
    old = [name for name in _existing(cursor, what.table) if _day_of(name) < limit]
    return {
        name: fetch(cursor, f'select count(*) from "{name}"')[0][0]  # noqa: S608
        for name in old
    }


def ahead(cursor: Cursor, what: Partitioned, today: date) -> int:
    """Return how many partitions lie after the one of today."""
    current = _first_day(what, today)
    return sum(_day_of(name) > current for name in _existing(cursor, what.table))


def _first_day(what: Partitioned, today: date) -> date:
    return date.fromordinal(today.toordinal() // what.days * what.days)


def _existing(cursor: Cursor, table: str) -> list[str]:
    found = fetch(
        cursor,
        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid "
        "where i.inhparent = %s::regclass",
        [table],
    )
    return [name for (name,) in found if _SUFFIX.search(name)]


def _day_of(name: str) -> date:
    found = _SUFFIX.search(name)
    if found is None:
        raise ValueError(name)
    return datetime.strptime(found[1], "%Y%m%d").replace(tzinfo=UTC).date()


def _create(cursor: Cursor, what: Partitioned, name: str, day: date) -> None:
    begin = datetime.combine(day, time(), UTC)
    end = begin + timedelta(days=what.days)
    cursor.execute(
        f'create table if not exists "{name}" partition of {what.table} '
        f"for values from ('{ids.first_of(begin)}') to ('{ids.first_of(end)}') "
        f"with (fillfactor = {what.fill_percent})"
    )
