"""Locks that no row stands for."""

from __future__ import annotations

from collections.abc import Collection

from loket.lib import sql

# The hours of an office: shared by whoever makes slots by them, alone for whoever
# changes them, so that no slot is made by hours that have just become others.
_HOURS = 7_703


def hours_of(
    cursor: sql.Cursor, offices: Collection[int], *, is_shared: bool = False
) -> None:
    """Hold the hours of offices until the end of the transaction."""
    shared = "_shared" if is_shared else ""
    cursor.execute(
        f"select pg_advisory_xact_lock{shared}(%s, id) "  # noqa: S608 one of two words
        "from unnest(%s::integer[]) id order by id",
        [_HOURS, sorted(offices)],
    )
