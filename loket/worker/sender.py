"""
Sends what stands in the outbox.

Claims are committed before any call. Database work runs in one thread, calls run
side by side; results are written as they come, many at a time.
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

from loket.channels.registry import CHANNELS
from loket.channels.types import Accepted, Account, SendOutcome
from loket.lib import clock, failpoints, ids, logs
from loket.lib.crypto import Keyring
from loket.lib.pulse import counts
from loket.messaging import outbox
from loket.messaging.marks import Mark
from loket.messaging.outbox import Claim, SendingAccount
from loket.worker import enclosures, reactions
from loket.worker.buckets import Bucket
from loket.worker.marker import Marker
from loket.worker.pairs import Pairs
from loket.worker.reactions import Results

log = structlog.get_logger(__name__)

AT_ONCE = 128
IDLE_S = 0.5
GATHER_S = 0.01
ACCOUNTS_EVERY_S = 10.0
# Shorter than the platform's, so that no call goes out on a line that just closed.
KEEP_ALIVE_S = 15.0

Result = TypeVar("Result")


class Sender:
    """The sending half of a worker."""

    def __init__(
        self, keyring: Keyring, base_url: str, version: str, timeout_s: float
    ) -> None:
        self.id: UUID = ids.new()
        self.wake = asyncio.Event()
        self._keyring = keyring
        self._base_url = base_url
        self._version = version
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)
        self._thread = ThreadPoolExecutor(1, "sender")
        self._accounts: dict[int, SendingAccount] = {}
        self._accounts_read_at = 0.0
        self._buckets: dict[int, Bucket] = {}
        self._pairs = Pairs()
        self.marker = Marker(base_url, version)
        self._flying: set[asyncio.Task[None]] = set()
        self._results = Results()

    async def run(self) -> None:
        """Send until cancelled; then wait for what is under way and write it."""
        connector = aiohttp.TCPConnector(limit=AT_ONCE, keepalive_timeout=KEEP_ALIVE_S)
        async with aiohttp.ClientSession(
            connector=connector,
            timeout=self._timeout,
            # A platform's cookies are nothing to us, and looking for some costs time.
            cookie_jar=aiohttp.DummyCookieJar(),
        ) as http:
            try:
                while True:
                    await self._round(http)
            finally:
                await self._finish()

    async def _round(self, http: aiohttp.ClientSession) -> None:
        self.wake.clear()
        counts.went_round("sending")
        try:
            await self._write_results()
            claims = await self._claim()
        except (Error, OSError) as failure:
            log.warning("outbox not reached", reason=type(failure).__name__)
            await self._in_thread(_hang_up)
            await asyncio.sleep(IDLE_S)
            return
        if not claims:
            self.marker.poke(http, self._accounts)
        for claim in claims:
            task = asyncio.create_task(self._send(http, claim))
            self._flying.add(task)
            task.add_done_callback(self._landed)
        await self._rest(bool(claims))

    async def _rest(self, was_busy: bool) -> None:
        """Let results gather a moment when busy; wait for news when idle."""
        if was_busy:
            await asyncio.sleep(GATHER_S)
            return
        try:
            async with asyncio.timeout(IDLE_S):
                await self.wake.wait()
            await asyncio.sleep(GATHER_S / 2)
        except TimeoutError:
            return

    async def _claim(self) -> list[Claim]:
        await self._read_accounts()
        room = AT_ONCE - len(self._flying)
        full = [id_ for id_, bucket in self._buckets.items() if not bucket.has_token()]
        if room <= 0 or len(full) == len(self._accounts):
            return []
        claims = await self._in_thread(lambda: outbox.claim(self.id, full, room))
        if claims:
            failpoints.reach("sender.claimed")
        return [claim for claim in claims if self._may_go(claim)]

    def _may_go(self, claim: Claim) -> bool:
        """Count a message for its number and person; put it back if it is too soon."""
        self._buckets[claim.account_id].take()
        message = claim.message
        wait_s = self._pairs.wait_s(
            (claim.account_id, message.phone or message.user_id)
        )
        if wait_s:
            held = (claim.message_id, wait_s, "too many messages to this person")
            self._results.again.append(held)
        return not wait_s

    async def _read_accounts(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._accounts and now - self._accounts_read_at < ACCOUNTS_EVERY_S:
            return
        self._accounts_read_at = now
        self._accounts = await self._in_thread(lambda: outbox.accounts(self._keyring))
        for id_, account in self._accounts.items():
            bucket = self._buckets.get(id_)
            if bucket is None or bucket.per_second != account.per_second:
                self._buckets[id_] = Bucket(account.per_second)

    async def _send(self, http: aiohttp.ClientSession, claim: Claim) -> None:
        account = self._accounts.get(claim.account_id)
        if account is None:
            self._results.again.append((claim.message_id, 1.0, "account not read yet"))
            return
        outcome = await self._call(http, account, claim)
        failpoints.reach("sender.answered")
        self._results.add(claim, outcome, clock.now())
        if claim.message.answers and isinstance(outcome, Accepted):
            self.marker.add(Mark(claim.account_id, claim.message.answers))

    async def _call(
        self, http: aiohttp.ClientSession, account: SendingAccount, claim: Claim
    ) -> SendOutcome:
        channel = CHANNELS[account.kind]
        through = Account(
            external_id=account.external_id,
            token=account.token,
            base_url=self._base_url,
            version=self._version,
        )
        message = claim.message
        if message.media and message.media.key:
            message = await enclosures.enclose(message, self._keyring)
        return await channel.send(http, through, message)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self.wake.set()
        failure = None if task.cancelled() else task.exception()
        if failure is not None:
            log.error("send failed", reason=logs.place_of(failure))

    async def _write_results(self) -> None:
        """Write what came back; on failure keep it for the next round."""
        results, self._results = self._results, Results()
        for account_id in results.slow:
            self._buckets[account_id].slow_down()
        for account_id in results.stops:
            self._accounts.pop(account_id, None)
            self._accounts_read_at = 0.0
        try:
            await self._in_thread(lambda: reactions.write(results))
        except (Error, OSError):
            self._results = results.joined(self._results)
            raise

    async def _finish(self) -> None:
        self.marker.stop()
        if self._flying:
            await asyncio.wait(self._flying, timeout=self._timeout.total)
        try:
            await self._write_results()
        except (Error, OSError) as failure:
            log.warning("results not written", reason=type(failure).__name__)
        await self._in_thread(_hang_up)
        self._thread.shutdown()

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _hang_up() -> None:
    """Close the connection of this thread; each thread has its own."""
    connection.close()
