"""
How PostgreSQL plans the worker's statements: by index, row for row.

Every statement of a worker finds its rows by key. Their plans are kept with the
connection, though, and one that was made while a table was nearly empty reads the
whole of it from then on: measured, 16 ms instead of 3 for claiming fifty messages.
Tables without a fitting index are still read whole; the settings are costs, no bans.

And each statement is planned once. Left to itself PostgreSQL plans some of them anew
for each batch, because it hopes to know better how many rows a list holds; measured,
that was a seventh of its work for the talk.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

BY_INDEX = """
select set_config(name, value, false)
from (values
  ('enable_seqscan', 'off'), ('enable_bitmapscan', 'off'),
  ('enable_hashjoin', 'off'), ('enable_mergejoin', 'off'),
  ('plan_cache_mode', 'force_generic_plan')
) as s (name, value)
"""


def settle() -> None:
    """Have all connections that this process opens from now on planned so."""
    connection_created.connect(_set_up, dispatch_uid="worker plans")


def _set_up(connection: BaseDatabaseWrapper, **_: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
