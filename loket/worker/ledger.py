"""
The worker's second connection: it counts tries before the work is done, and hears
when there is something to do.

It does not wait for the disk: a count must outlive a killed worker, not a power cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import psycopg

from loket.lib import sql
from loket.messaging.intake import WORK_CHANNEL
from loket.messaging.turns import QUERIES


class Ledger:
    """
    Counts tries of events. Opens its connection when first needed.

    Only who calls `wait` may listen: what nobody takes fills PostgreSQL's queue.
    """

    def __init__(self, url: str, *, listens: bool = True) -> None:
        self._url = url
        self._listens = listens
        self._connection: psycopg.Connection | None = None
        self._owed: list[UUID] = []

    def _connected(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(
                self._url, autocommit=True, options="-c synchronous_commit=off"
            )
            if self._listens:
                self._connection.execute(f"listen {WORK_CHANNEL}")
        return self._connection

    def begin(self, events: Sequence[UUID]) -> None:
        """Count one more try of each, committed before the work."""
        self._run("begin", [sql.uuids(events)])

    def note(self, events: Sequence[UUID], reason: str) -> None:
        """Remember why a try failed."""
        self._run("note", [reason[:500], list(events)])

    def forgive(self, events: Sequence[UUID]) -> None:
        """
        Take a try back, because the database failed and not the event. If it is still
        away, the try is owed until `settle`.
        """
        self._owed += events
        self.settle()

    def settle(self) -> None:
        """Take back the tries that are owed."""
        if self._owed:
            self._run("forgive", [self._owed])
            self._owed = []

    def _run(self, name: str, values: Sequence[object]) -> None:
        self._connected().execute(QUERIES[name], values)

    def wait(self, seconds: float) -> None:
        """Wait until there is work, or until the time is over."""
        for _ in self._connected().notifies(timeout=seconds, stop_after=1):
            return

    def close(self) -> None:
        """Drop the connection; the next call opens a new one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
