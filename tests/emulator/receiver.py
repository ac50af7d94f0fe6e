"""A webhook of a few lines, which answers as a test wants and remembers everything."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from aiohttp import web

VERIFY_TOKEN = "training-verify-token"


@dataclass(frozen=True)
class Received:
    body: bytes
    headers: dict[str, str]

    @property
    def payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = json.loads(self.body)
        return payload

    @property
    def values(self) -> list[dict[str, Any]]:
        entries = self.payload["entry"]
        return [change["value"] for entry in entries for change in entry["changes"]]

    def told(self, field: str) -> list[dict[str, Any]]:
        """Return the values of the changes of one field."""
        return [
            change["value"]
            for entry in self.payload["entry"]
            for change in entry["changes"]
            if change["field"] == field
        ]

    def items(self, name: str) -> list[dict[str, Any]]:
        return [item for value in self.values for item in value.get(name, [])]


class Receiver:
    """Runs in a thread. `answers` are the next HTTP statuses; then 200 for good."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.answers: deque[int] = deque()
        self.pause_s = 0.0
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Receiver:
        self._thread.start()
        assert self._ready.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    def forget(self) -> None:
        self.received.clear()
        self.answers.clear()
        self.pause_s = 0.0

    def messages(self) -> list[dict[str, Any]]:
        return [item for one in list(self.received) for item in one.items("messages")]

    def statuses(self) -> list[dict[str, Any]]:
        return [item for one in list(self.received) for item in one.items("statuses")]

    def wait_for(self, count: int, timeout_s: float = 5.0) -> list[Received]:
        """Return all deliveries once there are so many."""
        deadline = time.monotonic() + timeout_s
        while len(self.received) < count:
            assert time.monotonic() < deadline, f"{len(self.received)} of {count}"
            time.sleep(0.005)
        return list(self.received)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        app = web.Application()
        app.router.add_get("/hook", self._verify)
        app.router.add_post("/hook", self._take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()

    async def _verify(self, request: web.Request) -> web.Response:
        if request.query.get("hub.verify_token") != VERIFY_TOKEN:
            raise web.HTTPForbidden
        return web.Response(text=request.query["hub.challenge"])

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.received.append(Received(body, dict(request.headers)))
        await asyncio.sleep(self.pause_s)
        status = self.answers.popleft() if self.answers else 200
        return web.Response(status=status)
