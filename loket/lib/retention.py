"""
How long each class of data is kept: a table, of which every room holds its own rows.

Law 27/2022 asks to end processing at the end of retention and to destroy what is over
it according to the archive schedule (Art. 42 to 44; read in secondary sources on 23
November 2026, to be confirmed by a lawyer). The days are defaults until an agency
sets those of its schedule (jadwal retensi arsip).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db import connection

from loket.lib import sql


def gettext_noop(words: str) -> str:
    """Mark words for the catalogue of the pages; Django's own would read settings."""
    return words


class How(StrEnum):
    """How a class of data is deleted."""

    PARTITION = gettext_noop("whole partitions are dropped")
    ROWS = gettext_noop("rows are deleted")
    FILES = gettext_noop("files are deleted from the disk")
    EMPTIED = gettext_noop("the sealed box is emptied, the row stays")


class OutOfBounds(Exception):
    """An agency may not keep this so long or so short; the message says why."""


@dataclass(frozen=True, slots=True)
class DataClass:
    """
    One class of data. `least` and `most` are the days that an agency may choose; if
    both are the default, it may not. `source` says whose rule it is, and since when.
    """

    name: str
    what: str
    days: int
    least: int
    most: int
    how: How
    source: str

    @property
    def is_fixed(self) -> bool:
        """Test if it is the same for every agency."""
        return self.least == self.most

    def check(self, days: int) -> None:
        """:raises OutOfBounds: if an agency may not choose so many days."""
        if self.is_fixed:
            raise OutOfBounds(
                f"Everybody keeps {self.name} for {self.days} days; no agency chooses."
            )
        if not self.least <= days <= self.most:
            raise OutOfBounds(
                f"An agency keeps {self.name} for {self.least} to {self.most} days."
            )


class Rule(NamedTuple):
    """A class of data as one agency keeps it; without an agency, all of them."""

    data: DataClass
    agency_id: int | None
    days: int


def fixed(name: str, what: str, days: int, how: How, source: str) -> DataClass:
    """Return a class of data that is kept for the same days by everybody."""
    return DataClass(name, what, days, days, days, how, source)


Count = Callable[[Rule, datetime], int]
Values = Callable[[Rule, datetime], Mapping[str, object]]


def counted_by(statement: str, values: Values) -> Count:
    """Return how the rows beyond their time are counted by a statement of a room."""

    def count(rule: Rule, now: datetime) -> int:
        with connection.cursor() as cursor:
            return int(sql.fetch(cursor, statement, values(rule, now))[0][0])

    return count


@dataclass(frozen=True, slots=True)
class Sweep:
    """
    How a room counts and deletes what is over its time.

    `count` returns how much there is; `delete` removes a part, commits, and returns
    how much it was, 0 at the end.
    """

    data: DataClass
    count: Count
    delete: Count
