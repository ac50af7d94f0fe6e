"""Waiting lines of updates: in order, or mixed, or several at a time."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from emulator.payloads import Update
from emulator.switches import Switches

# How long a mixed lane waits for something to mix with.
MIXING_S = 0.05


@dataclass(frozen=True, slots=True)
class Parcel:
    """Updates that travel together. A sealed parcel takes no others along."""

    updates: Sequence[Update]
    is_sealed: bool = False


class Lane:
    """One line of parcels. Its head is delivered before the next is looked at."""

    def __init__(self, switches: Switches, chance: random.Random) -> None:
        self._switches = switches
        self._chance = chance
        self._parcels: deque[Parcel] = deque()
        self._filled = asyncio.Event()

    def put(self, parcel: Parcel) -> None:
        """Add a parcel at the end."""
        self._parcels.append(parcel)
        self._filled.set()

    async def take(self) -> list[Update]:
        """Return the updates of the next delivery, as the switches want them."""
        await self._wait_for(1)
        if self._switches.reorder > 1:
            await self._wait_for(self._switches.reorder, MIXING_S)
        parcel = self._pick()
        updates = list(parcel.updates)
        if not parcel.is_sealed:
            await self._fill(updates)
        return updates

    async def _fill(self, updates: list[Update]) -> None:
        missing = self._switches.batch - len(updates)
        if missing <= 0:
            return
        await self._wait_for(missing, self._switches.batch_wait_ms / 1000)
        while missing > 0 and self._parcels and not self._parcels[0].is_sealed:
            updates.extend(self._pick().updates)
            missing = self._switches.batch - len(updates)

    def _pick(self) -> Parcel:
        depth = min(self._switches.reorder, len(self._parcels))
        at = self._chance.randrange(depth) if depth > 1 else 0
        parcel = self._parcels[at]
        del self._parcels[at]
        return parcel

    async def _wait_for(self, count: int, longest_s: float | None = None) -> None:
        try:
            async with asyncio.timeout(longest_s):
                while len(self._parcels) < count:
                    self._filled.clear()
                    await self._filled.wait()
        except TimeoutError:
            return
