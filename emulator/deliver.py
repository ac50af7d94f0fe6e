"""
Carries updates to the webhook: signed, in order, again and again until 200.

Like the platform it gives up after seven days, of the room's clock. Unlike it, it
keeps the order, as long as no switch takes that away.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence

import aiohttp

from emulator import wire
from emulator.clock import Clock
from emulator.lanes import Lane, Parcel
from emulator.log import Attempt, Delivery
from emulator.payloads import Update, delivery
from emulator.settings import Settings
from emulator.switches import Switches

DELIVERIES_KEPT = 2000
USER_AGENT = "facebookexternalua"

# A copy follows the first delivery within this time.
COPY_WITHIN_S = 1.0


class Courier:
    """Everything between an update and the office's 200."""

    def __init__(
        self,
        settings: Settings,
        switches: Switches,
        clock: Clock,
        chance: random.Random,
        on_delivered: Callable[[Update], None],
    ) -> None:
        self._settings = settings
        self._switches = switches
        self._clock = clock
        self._chance = chance
        self._on_delivered = on_delivered
        self._numbers = itertools.count(1)
        self._lanes: dict[int, Lane] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._timers: set[asyncio.TimerHandle] = set()
        self._http: aiohttp.ClientSession | None = None
        self._hurry = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self.log: deque[Delivery] = deque(maxlen=DELIVERIES_KEPT)
        self.waiting = 0

    async def start(self) -> None:
        """Open the connections."""
        connector = aiohttp.TCPConnector(limit=0)
        self._http = aiohttp.ClientSession(connector=connector)

    async def stop(self) -> None:
        """Forget what waits and close the connections."""
        await self.forget()
        if self._http:
            await self._http.close()

    async def forget(self) -> None:
        """Drop everything that waits and the log: a new day."""
        for timer in self._timers:
            timer.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._timers.clear()
        self._tasks.clear()
        self._lanes.clear()
        self.log.clear()
        self._count(-self.waiting)

    def post(self, updates: Sequence[Update], *, together: bool = False) -> None:
        """Take updates for delivery: each for itself, or all in one delivery."""
        if together:
            self._put(Parcel(updates, is_sealed=True))
            return
        for update in updates:
            self._put(Parcel([update]))
            if self._chance.random() < self._switches.duplicate:
                self._put_later(Parcel([update]))

    def retry_now(self) -> None:
        """End all pauses between attempts."""
        self._hurry.set()
        self._hurry = asyncio.Event()

    async def wait_idle(self, timeout_s: float) -> bool:
        """Wait until everything is delivered; False if it was not in time."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True

    def call_later(self, seconds: float, action: Callable[[], None]) -> None:
        """Do something later; until then the courier does not count as idle."""

        def act() -> None:
            self._timers.discard(timer)
            action()
            self._count(-1)

        self._count(+1)
        timer = asyncio.get_running_loop().call_later(seconds, act)
        self._timers.add(timer)

    def _put_later(self, parcel: Parcel) -> None:
        pause = self._chance.uniform(0, COPY_WITHIN_S) / self._switches.time_warp
        self.call_later(pause, lambda: self._put(parcel))

    def _put(self, parcel: Parcel) -> None:
        self._count(len(parcel.updates))
        self._lane_of(parcel).put(parcel)

    def _count(self, change: int) -> None:
        self.waiting += change
        if self.waiting:
            self._idle.clear()
        else:
            self._idle.set()

    def _lane_of(self, parcel: Parcel) -> Lane:
        # crc32, since Python's own hash of a text differs from run to run.
        number = zlib.crc32(parcel.updates[0].key.encode()) % self._switches.parallel
        if number not in self._lanes:
            lane = self._lanes[number] = Lane(self._switches, self._chance)
            self._tasks.append(asyncio.create_task(self._empty(lane)))
        return self._lanes[number]

    async def _empty(self, lane: Lane) -> None:
        while True:
            updates = await lane.take()
            await self._wait_for_age(updates[-1])
            await self._hand_over(updates)
            self._count(-len(updates))

    async def _wait_for_age(self, update: Update) -> None:
        age = asyncio.get_running_loop().time() - update.made_at
        await asyncio.sleep(max(0.0, self._switches.delay_ms / 1000 - age))

    async def _hand_over(self, updates: Sequence[Update]) -> None:
        body = wire.escaped(delivery(self._settings, updates))
        record = Delivery(next(self._numbers), updates, body)
        self.log.append(record)
        began_at = self._clock.now()
        for pause in self._pauses():
            record.add(await self._attempt(body))
            if record.is_delivered:
                break
            if self._clock.now() + pause - began_at > self._switches.retry_for_s:
                record.is_given_up = True
                return
            await self._rest(pause)
        for update in updates:
            self._on_delivered(update)

    def _pauses(self) -> Iterator[float]:
        pause = self._switches.retry_first_ms
        while True:
            yield pause / 1000
            pause = min(pause * 2, self._switches.retry_max_ms)

    async def _rest(self, seconds: float) -> None:
        ends = [
            asyncio.ensure_future(self._clock.sleep(seconds)),
            asyncio.ensure_future(self._hurry.wait()),
        ]
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()

    async def _attempt(self, body: bytes) -> Attempt:
        attempt = Attempt()
        if not self._settings.webhook or self._http is None:
            return attempt.ended(error="no webhook is set")
        headers = {
            "Content-Type": "application/json",
            "User-Agent": USER_AGENT,
            wire.SIGNATURE_HEADER: wire.sign(body, self._settings.app_secret),
        }
        try:
            async with self._http.post(
                self._settings.webhook,
                data=body,
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(self._switches.timeout_ms / 1000),
            ) as response:
                await response.read()
                return attempt.ended(status=response.status)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as failure:
            return attempt.ended(error=type(failure).__name__)
