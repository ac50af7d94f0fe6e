"""Reading the signs of life."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from loket.lib.pulse.beat import EVERY_S, QUERIES
from loket.lib.sql import Cursor, fetch

# Two beats may be missed before somebody worries.
LATE_AFTER_S = 3 * EVERY_S
# A part of a process that did no round for so long hangs, though the process beats.
HANGS_AFTER_S = 120.0


class Life(NamedTuple):
    """A process: its age, and for how long it and its parts were not heard of, in s."""

    kind: str
    host: str
    pid: int
    age_s: float
    unseen_s: float
    memory_bytes: int
    cpu_s: float
    quiet_s: Mapping[str, float]

    @property
    def is_seen(self) -> bool:
        """Test if it was heard of lately."""
        return self.unseen_s <= LATE_AFTER_S

    @property
    def hanging(self) -> list[str]:
        """The parts that do no more rounds."""
        return [part for part, s in self.quiet_s.items() if s > HANGS_AFTER_S]


class DatabaseState(NamedTuple):
    """The size of our database, and how busy its server is."""

    size_bytes: int
    connections: int
    most_connections: int
    oldest_transaction_s: float


def processes(cursor: Cursor) -> list[Life]:
    """Return the processes of the last day, those that died among them."""
    found = fetch(cursor, QUERIES["processes"])
    return [Life._make((*known, json.loads(quiet))) for *known, quiet in found]


def counts(cursor: Cursor) -> list[tuple[str, str, str, float]]:
    """Return all that was ever counted: name, labels as JSON, about, value."""
    return [tuple(row) for row in fetch(cursor, QUERIES["counts"])]


def database(cursor: Cursor) -> DatabaseState:
    """Return the state of the database."""
    (row,) = fetch(cursor, QUERIES["database"])
    return DatabaseState(*row)
