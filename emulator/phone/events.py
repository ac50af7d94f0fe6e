"""
What happens on the phones, as server-sent events.

A page first gets everything that is there, then what changes; after a lost
connection it starts over, so nothing needs to be remembered for it.
"""

from __future__ import annotations

import asyncio

import msgspec
from aiohttp import web

from emulator.control.requests import key_of, platform_of
from emulator.platform import Platform
from emulator.wire import Json

WAITING_EVENTS = 2000
HEARTBEAT_S = 15.0


async def stream(request: web.Request) -> web.StreamResponse:
    """GET /events: all phones, or only the one named by `key`."""
    platform = platform_of(request)
    only = key_of(request.query["key"]) if "key" in request.query else ""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    watcher: asyncio.Queue[Json] = asyncio.Queue(WAITING_EVENTS)
    platform.room.watchers.add(watcher)
    try:
        await _send(response, _snapshot(platform, only))
        while watcher in platform.room.watchers or not watcher.empty():
            await _pass_on(response, watcher, only)
    except ConnectionError:
        pass
    finally:
        platform.room.watchers.discard(watcher)
    return response


async def _pass_on(
    response: web.StreamResponse, watcher: asyncio.Queue[Json], only: str
) -> None:
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            event = await watcher.get()
    except TimeoutError:
        await response.write(b": still here\n\n")
        return
    key = event.get("key", only)
    if only and key != only:
        return
    await _send(response, event)


async def _send(response: web.StreamResponse, event: Json) -> None:
    await response.write(b"data: " + msgspec.json.encode(event) + b"\n\n")


def _snapshot(platform: Platform, only: str) -> Json:
    citizens = [
        {**citizen.shown(), "bubbles": [m.shown() for m in citizen.messages]}
        for citizen in platform.room.citizens.values()
        if only in ("", citizen.key)
    ]
    return {
        "event": "snapshot",
        "citizens": citizens[:50],
        "switches": msgspec.to_builtins(platform.switches),
    }
