"""
What a room says of each of its tables: whose rows they are.

One line a table, in the `walls.py` of its room; a house test finds the table that has
none. A table without a line is closed to the pages altogether.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

AGENCY = "{} = any((select loket_agencies())::bigint[])"
OFFICE = "{} = any((select loket_offices())::bigint[])"
ALL = "select, insert, update, delete"


@dataclass(frozen=True, slots=True)
class Wall:
    """
    Which rows of a table the pages may read and write, as SQL conditions.

    `grants` are the verbs they may use at all; `reason` says why there is no wall, if
    there is none. A view has none of its own, but those of the tables behind it.
    """

    reads: str = ""
    writes: str = ""
    grants: str = ALL
    reason: str = ""
    is_view: bool = False

    def read_by_all(self, reason: str) -> Wall:
        """The same, but every row may be read; the reason says why that harms none."""
        return replace(self, reads="true", reason=reason)

    def only(self, grants: str) -> Wall:
        """The same, for some verbs only."""
        return replace(self, grants=grants)


def by_agency(column: str = "agency_id") -> Wall:
    """Rows of the agencies for which somebody works."""
    condition = AGENCY.format(column)
    return Wall(condition, condition)


def by_office(column: str = "office_id") -> Wall:
    """Rows of the offices at which somebody works."""
    condition = OFFICE.format(column)
    return Wall(condition, condition)


def through(parent: str, column: str, *, is_small: bool = False) -> Wall:
    """
    Rows whose parent may be seen.

    :param is_small: the parent has few rows; then they are read once a query, else
        one of them for each row
    """
    if is_small:
        condition = f"{column} in (select p.id from {parent} p)"  # noqa: S608 our own
    else:
        condition = f"exists (select from {parent} p where p.id = {column})"
    return Wall(condition, condition)


def without(reason: str, grants: str = ALL) -> Wall:
    """Every row, because no office owns any; the reason is for the reader."""
    return Wall("", "", grants, reason)


def locked(reason: str) -> Wall:
    """Every row may be read and the table be locked, which needs the verb; no more."""
    return Wall("true", "false", "select, update", reason)


def view() -> Wall:
    """What the tables behind a view show; it must read with the asker's rights."""
    return Wall("", "", "select", "its tables have walls", is_view=True)


def hidden(reason: str) -> Wall:
    """No row and no verb: pages have no business there."""
    return Wall("", "", "", reason)
