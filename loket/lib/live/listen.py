"""
One listening connection per process, however many screens are open.

While it is away nothing is lost but the hint: screens poll as well, and are told to
fetch everything anew when it is back.
"""

from __future__ import annotations

import asyncio
import contextlib

import psycopg
import structlog

from loket.lib.live.changes import CHANNEL
from loket.lib.live.hub import Hub

log = structlog.get_logger(__name__)

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 15.0
# A quiet connection is tried this often, so that one that died silently is noticed.
PROOF_OF_LIFE_S = 30.0


class Listener:
    """Passes what the database announces to a hub, for as long as it runs."""

    def __init__(self, url: str, hub: Hub) -> None:
        self.url = url
        self.hub = hub
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen. Safe to call twice."""
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Stop listening."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                connection = await self._connect()
                pause_s = FIRST_PAUSE_S
                async with connection:
                    await self._listen(connection)
            except (psycopg.Error, OSError) as failure:
                log.warning("not listening", reason=type(failure).__name__)
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    async def _connect(self) -> psycopg.AsyncConnection[tuple[object, ...]]:
        return await psycopg.AsyncConnection.connect(
            self.url, autocommit=True, application_name="loket live"
        )

    async def _listen(
        self, connection: psycopg.AsyncConnection[tuple[object, ...]]
    ) -> None:
        await connection.execute(f"listen {CHANNEL}")
        self.hub.resync()
        while True:
            async for notice in connection.notifies(timeout=PROOF_OF_LIFE_S):
                self.hub.publish(notice.payload.splitlines())
            await connection.execute("select 1")
