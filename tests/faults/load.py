"""
Citizens who write while the house is being killed, and note what was acknowledged.

As in Jepsen: what got a 200 must be there afterwards; what got none may be there.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp

from tests.desk import deliveries
from tests.desk.deliveries import Item
from tests.faults.graph import Call, Graph

TWICE = 0.2
RETRY_S = 0.1
PAUSE_S = 1.5
ANSWER_S = 8.0
OK = 200


class Provider:
    """Posts bodies again and again until they are taken, as a provider does."""

    def __init__(self, http: aiohttp.ClientSession, webhook: str) -> None:
        self._http = http
        self._webhook = webhook
        self.refused = 0

    async def post(self, raw: bytes) -> None:
        """Deliver until 200."""
        headers = {"X-Hub-Signature-256": deliveries.signature(raw)}
        while True:
            try:
                async with self._http.post(
                    self._webhook, data=raw, headers=headers
                ) as answer:
                    if answer.status == OK:
                        return
            except (aiohttp.ClientError, TimeoutError, OSError):
                pass
            self.refused += 1
            await asyncio.sleep(RETRY_S)


@dataclass
class Load:
    """All that was said. `acked` holds ids in the order in which each was taken."""

    provider: Provider
    graph: Graph
    chance: random.Random
    acked: dict[str, list[str]] = field(default_factory=dict)
    booked: dict[str, str] = field(default_factory=dict)
    is_over: bool = False
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _copies: list[asyncio.Task[None]] = field(default_factory=list)

    async def chat(self, phone: str, least: int) -> None:
        """
        Say things one after the other, without waiting for answers: at least so many,
        and more as long as it is not over.
        """
        for n in itertools.count():
            if n >= least and self.is_over:
                return
            wamid = self._wamid()
            if self.chance.random() < 0.5:
                await self._say(phone, deliveries.tap(wamid, phone, "menu"))
            else:
                await self._say(phone, deliveries.text(wamid, phone, f"halo {n}"))
            await asyncio.sleep(self.chance.expovariate(1 / PAUSE_S))

    async def book(self, phone: str, hour: str, person: str) -> None:
        """Have the whole talk, and begin again when an answer does not come."""
        call: Call | None = None
        while phone not in self.booked:
            call = await self._tap(phone, hour)
            if call is None:
                continue
            call = await self._write(phone, person)
            yes = _yes(call)
            if call is None or not yes:
                if call is not None and "sudah punya" in call.words:
                    return
                continue
            call = await self._tap(phone, yes)
            if call is not None and "Terpesan" in call.words:
                self.booked[phone] = call.words

    async def copies(self) -> None:
        """Wait until all copies are delivered."""
        await asyncio.gather(*self._copies)

    async def _tap(self, phone: str, choice: str) -> Call | None:
        await self._say(phone, deliveries.tap(self._wamid(), phone, choice))
        return await self.graph.next_call(phone, ANSWER_S)

    async def _write(self, phone: str, words: str) -> Call | None:
        await self._say(phone, deliveries.text(self._wamid(), phone, words))
        return await self.graph.next_call(phone, ANSWER_S)

    async def _say(self, phone: str, item: Item) -> None:
        mine = self.acked.setdefault(phone, [])
        is_twice = self.chance.random() < TWICE
        items = [item, self._old(phone, mine)] if is_twice and mine else [item]
        raw = deliveries.body(items)
        if is_twice:
            self._copies.append(asyncio.create_task(self._copy(raw)))
        await self.provider.post(raw)
        mine.append(item["id"])

    def _old(self, phone: str, mine: Sequence[str]) -> Item:
        """Something that was delivered before, behind what is new."""
        return deliveries.text(self.chance.choice(mine), phone, "halo lagi")

    async def _copy(self, raw: bytes) -> None:
        await asyncio.sleep(self.chance.uniform(0.0, 1.0))
        await self.provider.post(raw)

    def _wamid(self) -> str:
        return f"wamid.in{next(self._numbers)}"


def _yes(call: Call | None) -> str:
    choices = call.choices if call else ()
    return next((one for one in choices if one.startswith("yes:")), "")
