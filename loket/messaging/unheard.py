"""
Notices that did not arrive: those that are said again, and those that are told of.

Our clock and the provider's differ a little, and a message may lie in the outbox for a
while: so free words may be refused because 24 hours are over, though they were not when
they were chosen.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection, transaction

from loket.lib import sql
from loket.messaging.outbox import WINDOW_CLOSED_CODE

QUERIES = sql.beside(__file__, "unheard")
AT_ONCE = 500


def say_again(now: datetime) -> int:
    """
    Let notices whose free words came too late be said by a template, each once;
    return how many there were.
    """
    values = {"now": now, "code": WINDOW_CLOSED_CODE, "limit": AT_ONCE}
    with transaction.atomic(), connection.cursor() as cursor:
        return len(sql.fetch(cursor, QUERIES["say_again"], values))


def arrived(keys: Collection[str]) -> dict[str, bool]:
    """Return whether notices arrived, by key; of those that are settled only."""
    if not keys:
        return {}
    with connection.cursor() as cursor:
        return dict(sql.fetch(cursor, QUERIES["arrived"], [sorted(keys)]))
