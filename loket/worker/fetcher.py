"""
The fetching part of a worker: files that citizens sent, a few at a time.

It shares the loop of the sender and has a thread of its own for the database, so that
no answer waits for a film.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

import aiohttp
import structlog
from django.db import Error, connection

from loket.channels.incoming import FileOutcome, MissingFile
from loket.channels.registry import CHANNELS
from loket.channels.types import Account
from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.messaging import files, outbox
from loket.messaging.file_store import FileStore
from loket.messaging.files import Claim
from loket.messaging.models import File
from loket.messaging.outbox import SendingAccount

log = structlog.get_logger(__name__)

EVERY_S = 1.0
AT_ONCE = 4
# A whole film over a slow line; far below the lease of a claim.
TIMEOUT = aiohttp.ClientTimeout(total=120.0, sock_connect=10.0, sock_read=30.0)

Result = TypeVar("Result")


class Fetcher:
    """Fetches files until cancelled."""

    def __init__(
        self, keyring: Keyring, base_url: str, version: str, store: FileStore
    ) -> None:
        self._keyring = keyring
        self._base_url = base_url
        self._version = version
        self._store = store
        self._thread = ThreadPoolExecutor(1, "fetcher")

    async def run(self) -> None:
        """Fetch what is wanted; a database that is away is waited for."""
        async with aiohttp.ClientSession(timeout=TIMEOUT) as http:
            try:
                while True:
                    if not await self.once(http):
                        await asyncio.sleep(EVERY_S)
            finally:
                await self._in_thread(_hang_up)
                self._thread.shutdown()

    async def once(self, http: aiohttp.ClientSession) -> int:
        """Fetch a few files; return how many were tried."""
        try:
            claims = await self._in_thread(lambda: files.claim(AT_ONCE))
            if claims:
                accounts = await self._in_thread(lambda: outbox.accounts(self._keyring))
                await asyncio.gather(*(self._fetch(http, c, accounts) for c in claims))
        except (Error, OSError) as failure:
            log.warning("files not fetched", reason=type(failure).__name__)
            await self._in_thread(_hang_up)
            return 0
        return len(claims)

    async def _fetch(
        self,
        http: aiohttp.ClientSession,
        claim: Claim,
        accounts: dict[int, SendingAccount],
    ) -> None:
        account = accounts.get(claim.account_id)
        if account is None:
            outcome: FileOutcome = MissingFile("the account is stopped", is_final=False)
        else:
            outcome = await self._keep(http, claim, account)
        if isinstance(outcome, MissingFile):
            log.warning("file not fetched", file=str(claim.id), reason=outcome.reason)
            now = clock.now()
            await self._in_thread(lambda: files.missed(claim, outcome, now))
        elif not await self._in_thread(lambda: files.kept(claim, outcome)):
            # Whoever sent it was erased meanwhile, or another worker has it.
            await self._in_thread(lambda: self._drop(claim.id))

    async def _keep(
        self, http: aiohttp.ClientSession, claim: Claim, account: SendingAccount
    ) -> FileOutcome:
        """Fetch a file into the store. What is not whole is not left there."""
        through = Account(
            account.external_id, account.token, self._base_url, self._version
        )
        try:
            writing = self._store.begin(claim.id)
            try:
                channel = CHANNELS[account.kind]
                outcome = await channel.fetch(http, through, claim.wanted, writing.add)
                if not isinstance(outcome, MissingFile):
                    await asyncio.to_thread(writing.finish)
            finally:
                writing.give_up()
        except OSError as failure:
            return MissingFile(f"not kept: {type(failure).__name__}", is_final=False)
        return outcome

    def _drop(self, file_id: UUID) -> None:
        """Destroy a file that no row names."""
        if not File.objects.filter(id=file_id).exists():
            self._store.shred(file_id)

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _hang_up() -> None:
    """Close the connection of the thread in which this runs; each has its own."""
    connection.close()
