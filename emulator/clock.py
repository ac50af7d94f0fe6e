"""
The time of the room, which may run faster than the world's and be put forward.

A window of 24 hours and retries over seven days can so be watched in a minute.
"""

from __future__ import annotations

import asyncio
import time


class Clock:
    """Seconds since 1970, as everything in the room counts them."""

    def __init__(self) -> None:
        self._speed = 1.0
        self._shift = 0.0
        self._turned = asyncio.Event()
        self.reset()

    def reset(self) -> None:
        """Go by the world's time again."""
        self._real = self._room = time.time()
        self.turn(1.0, 0.0)

    def now(self) -> float:
        """Return the room's time."""
        return self._room + (time.time() - self._real) * self._speed + self._shift

    def turn(self, speed: float, shift_s: float) -> None:
        """Let time go `speed` times as fast from now on, and be off by `shift_s`."""
        if (speed, shift_s) == (self._speed, self._shift):
            return
        self._room = self.now() - self._shift
        self._real = time.time()
        self._speed, self._shift = speed, shift_s
        self._wake()

    async def sleep(self, seconds: float) -> None:
        """Sleep so many seconds of the room, fewer of the world if time is turned."""
        until = self.now() + seconds
        while (left := until - self.now()) > 0:
            try:
                async with asyncio.timeout(left / self._speed):
                    await self._turned.wait()
            except TimeoutError:
                continue

    def _wake(self) -> None:
        self._turned.set()
        self._turned = asyncio.Event()
