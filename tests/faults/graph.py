"""
A platform that writes everything down: each call it got, and to whom.

It takes every message, and reports what became of it by receipts that come late,
twice and in any order.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.desk import deliveries
from tests.desk.deliveries import Item

Post = Callable[[bytes], Awaitable[None]]

LATEST_RECEIPT_S = 0.5
RECEIPTS_EVERY_S = 0.1
TWICE = 0.2


@dataclass(frozen=True)
class Call:
    """One message that the house handed over."""

    phone: str
    reference: str
    words: str
    choices: tuple[str, ...]


class Graph:
    """
    Listens on a port until it is stopped.

    :param post: delivers a body until it is taken
    """

    def __init__(self, port: int, post: Post, chance: random.Random) -> None:
        self.calls: list[Call] = []
        self._port = port
        self._post = post
        self._chance = chance
        self._numbers = itertools.count(1)
        self._heard: dict[str, asyncio.Queue[Call]] = defaultdict(asyncio.Queue)
        self._receipts: list[Item] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Begin to listen."""
        app = web.Application()
        app.router.add_post("/{version}/{number}/messages", self._message)
        app.router.add_post("/{version}/{number}/media", self._media)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._spawn(self._report())

    async def stop(self) -> None:
        """Stop listening."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._runner:
            await self._runner.cleanup()

    async def next_call(self, phone: str, within_s: float) -> Call | None:
        """The next message to somebody, None if none comes in time."""
        try:
            async with asyncio.timeout(within_s):
                return await self._heard[phone].get()
        except TimeoutError:
            return None

    def is_quiet(self) -> bool:
        """Test if every receipt has been taken."""
        return not self._receipts and len(self._tasks) <= 1

    async def _message(self, request: web.Request) -> web.Response:
        fields = await request.json()
        if fields.get("status") == "read":
            return web.json_response({"success": True})
        call = _read(fields)
        wamid = f"wamid.out{next(self._numbers)}"
        self.calls.append(call)
        self._heard[call.phone].put_nowait(call)
        for state in ("sent", "delivered"):
            item = deliveries.receipt(wamid, call.phone, state, call.reference)
            for _ in range(2 if self._chance.random() < TWICE else 1):
                self._spawn(self._later(item))
        # Long enough for a worker to be killed meanwhile.
        await asyncio.sleep(self._chance.uniform(0.0, 0.03))
        return web.json_response({"messages": [{"id": wamid}]})

    async def _media(self, request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"id": "1234567890"})

    async def _later(self, item: Item) -> None:
        await asyncio.sleep(self._chance.uniform(0.0, LATEST_RECEIPT_S))
        self._receipts.append(item)

    async def _report(self) -> None:
        while True:
            await asyncio.sleep(RECEIPTS_EVERY_S)
            if self._receipts:
                # More may come while these are delivered.
                some = self._receipts[:200]
                await self._post(deliveries.body(statuses=some))
                del self._receipts[: len(some)]

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _read(fields: dict[str, Any]) -> Call:
    inner = fields.get("interactive", {})
    action = inner.get("action", {})
    buttons = [button["reply"]["id"] for button in action.get("buttons", [])]
    rows = [row["id"] for part in action.get("sections", []) for row in part["rows"]]
    words = inner.get("body", fields.get("text", {}))
    return Call(
        phone=fields["to"],
        reference=fields["biz_opaque_callback_data"],
        words=words.get("body") or words.get("text") or "",
        choices=tuple(buttons + rows),
    )
