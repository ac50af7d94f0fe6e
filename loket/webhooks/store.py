"""
The writer's connection: opened again when it breaks, and strict about what counts
as committed.

PostgreSQL reports a cancelled wait for the synchronous standby as a mere warning
although the standby may not have the row; for us that is a failure (measured, see
the explanation of reliability).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import psycopg
import structlog
from psycopg import errors
from psycopg.errors import Diagnostic

from loket.channels.types import EventKind
from loket.lib import failpoints, ids, logs
from loket.lib.pulse import counts
from loket.messaging import intake
from loket.webhooks.group import BadContent, Delivery, NotStored

log = structlog.get_logger(__name__)

# The place in PostgreSQL's source that warns; its words depend on the language.
NOT_REPLICATED = "SyncRepWaitForLSN"
CONNECT_TIMEOUT_S = 2
NOTIFY_EVERY_S = 0.02
ACCOUNTS_EVERY_S = 1.0

_EVENTS = counts.counter("events_received", "Items of deliveries that were stored.")
_RECEIPT = EventKind.RECEIPT.value

Seal = Callable[[bytes, bytes], bytes]
_BAD_CONTENT = (
    errors.DataError,
    errors.IntegrityError,
    errors.ProgramLimitExceeded,
    errors.ProgrammingError,
)


class Store:
    """Writes groups of deliveries, knows our accounts, wakes the workers."""

    def __init__(self, url: str, seal: Seal) -> None:
        self._url = url
        self._seal = seal
        self._connection: psycopg.AsyncConnection | None = None
        self._warned = False
        self._work = asyncio.Event()
        self._accounts_read_at = -ACCOUNTS_EVERY_S
        self._reading = asyncio.Lock()
        self.accounts: dict[tuple[str, str], int] | None = None

    async def write(self, group: Sequence[Delivery]) -> None:
        """
        Commit a group.

        :raises NotStored: if the database is away or did not commit for sure
        :raises BadContent: if it refused a value; nothing was stored
        """
        rows = intake.without_doubles(r for delivery in group for r in delivery.rows)
        bodies = [(d.rows[0].id, d.body) for d in group if d.rows]
        if not rows:
            return
        body_id = ids.new()
        sealed = self._seal(intake.pack_bodies(bodies), body_id.bytes)
        await self._execute(intake.parameters(rows, body_id, sealed))
        if any(intake.is_urgent(row) for row in rows):
            self._work.set()
        _EVENTS.value += len(rows)
        # Receipts are told of when they are read: only then is it known whose they are.
        logs.story(
            "received",
            (intake.told(r) for r in rows if r.kind != _RECEIPT),
        )

    async def _execute(self, parameters: Mapping[str, Any]) -> None:
        self._warned = False
        try:
            connection = await self._connected()
            failpoints.reach("ingest.before_commit")
            await connection.execute(intake.QUERIES["store"], parameters)
            failpoints.reach("ingest.committed")
        except _BAD_CONTENT as refusal:
            raise BadContent(_name(refusal)) from refusal
        except (psycopg.Error, OSError) as failure:
            await self.close()
            raise NotStored(_name(failure)) from failure
        if self._warned:
            raise NotStored("the standby did not confirm")

    async def _connected(self) -> psycopg.AsyncConnection:
        if self._connection is None or self._connection.closed:
            connection = await psycopg.AsyncConnection.connect(
                self._url,
                autocommit=True,
                prepare_threshold=0,
                connect_timeout=CONNECT_TIMEOUT_S,
            )
            connection.add_notice_handler(self._notice)
            self._connection = connection
        return self._connection

    def _notice(self, notice: Diagnostic) -> None:
        if notice.source_function == NOT_REPLICATED:
            self._warned = True

    async def is_ready(self) -> bool:
        """Test if the database answers."""
        try:
            async with await psycopg.AsyncConnection.connect(
                self._url, connect_timeout=CONNECT_TIMEOUT_S
            ) as connection:
                await connection.execute("select 1")
        except (psycopg.Error, OSError):
            return False
        return True

    async def read_accounts(self) -> None:
        """
        Read which numbers are ours, once a second at most. If the database is away
        the old answer stays; None means that there never was one.
        """
        async with self._reading:
            now = time.monotonic()
            if now - self._accounts_read_at < ACCOUNTS_EVERY_S:
                return
            try:
                self.accounts = await self._find_accounts()
            except (psycopg.Error, OSError) as failure:
                log.warning("accounts not read", reason=type(failure).__name__)
            self._accounts_read_at = time.monotonic()

    async def _find_accounts(self) -> dict[tuple[str, str], int]:
        async with await psycopg.AsyncConnection.connect(
            self._url, connect_timeout=CONNECT_TIMEOUT_S
        ) as connection:
            found = await connection.execute(intake.QUERIES["accounts"])
            return {(kind, external): id_ async for id_, kind, external in found}

    async def wake_workers(self) -> None:
        """
        Tell workers that there is something to do, fifty times a second at most and
        never inside a commit, until cancelled.
        """
        while True:
            await self._work.wait()
            self._work.clear()
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True, connect_timeout=CONNECT_TIMEOUT_S
                ) as connection:
                    await self._notify(connection)
            except (psycopg.Error, OSError) as failure:
                log.warning("workers not woken", reason=type(failure).__name__)
                await asyncio.sleep(1.0)

    async def _notify(self, connection: psycopg.AsyncConnection) -> None:
        self._work.set()
        while True:
            await self._work.wait()
            self._work.clear()
            await connection.execute(f"notify {intake.WORK_CHANNEL}")
            await asyncio.sleep(NOTIFY_EVERY_S)

    async def close(self) -> None:
        """Close the writer's connection; the next group opens a new one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()


def _name(error: Exception) -> str:
    """What an error is called; its words may repeat what a citizen wrote."""
    return f"{type(error).__name__} {getattr(error, 'sqlstate', None) or ''}".strip()
