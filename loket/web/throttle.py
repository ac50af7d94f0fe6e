"""
Counting tries at a door, so that nobody can try words all day.

Kept in the database, because there may be several processes of pages. A door is
kept as a digest: neither addresses nor names of people can be read from it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from loket.lib import ids, sql

WINDOW = timedelta(minutes=15)

_COUNT = """
insert into web_knock (door, tries, since) values (%(door)s, 1, %(now)s)
on conflict (door) do update set
  tries = case when web_knock.since < %(limit)s then 1 else web_knock.tries + 1 end,
  since = case when web_knock.since < %(limit)s then %(now)s else web_knock.since end
returning tries
"""


def may_try(door: str, most: int, now: datetime) -> bool:
    """Count one try at a door; test if it is among the first `most` in 15 minutes."""
    values = {"door": ids.digest(door).hex, "now": now, "limit": now - WINDOW}
    with connection.cursor() as cursor:
        ((tries,),) = sql.fetch(cursor, _COUNT, values)
    return bool(tries <= most)


def forget(door: str) -> None:
    """Forget the tries at a door, because somebody came in rightly."""
    with connection.cursor() as cursor:
        cursor.execute("delete from web_knock where door = %s", [ids.digest(door).hex])
