"""
Server-sent events as a plain ASGI application: names of changed things, no contents.

A screen is let in by its session and what it asks for, and again every minute, so
that a person who signed out elsewhere or lost a duty hears nothing more.
Measured before it was chosen: raw ASGI needs a third of the processor time and of
the delay of a framework's streaming answer.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from loket.lib.live.hub import RESYNC, Hub, Subscription

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Allow = Callable[[Scope, Collection[str]], Awaitable[bool]]

HEARTBEAT_S = 15.0
CHECK_S = 60.0
RETRY_MS = 2_000
MOST_TOPICS = 20
MOST_SCREENS = 4_000
MOMENT = re.compile(r"\d{1,12}(\.\d{1,6})?", re.ASCII)
TOPIC = re.compile(r"[a-z]+:[0-9A-Za-z:\-]{1,60}")

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class Live:
    """The application under /live/. `allow` decides about a scope and its topics."""

    def __init__(self, hub: Hub, allow: Allow) -> None:
        self.hub = hub
        self.allow = allow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one screen for as long as it stays."""
        topics = asked(scope)
        if scope["method"] != "GET":
            await _refuse(send, 405)
        elif not topics or len(topics) > MOST_TOPICS:
            await _refuse(send, 400)
        elif len(self.hub) >= MOST_SCREENS:
            await _refuse(send, 503)
        elif not await self.allow(scope, topics):
            await _refuse(send, 403)
        else:
            await self._tell(scope, topics, receive, send)

    async def _tell(
        self, scope: Scope, topics: Collection[str], receive: Receive, send: Send
    ) -> None:
        with self.hub.subscribe(topics) as screen:
            for topic in self._missed(scope, topics):
                screen.note(topic)
            start = {"type": "http.response.start", "status": 200, "headers": _HEADERS}
            await send(start)
            await _write(send, f"retry: {RETRY_MS}\n\n")
            writing = asyncio.create_task(self._write_all(scope, screen, send))
            leaving = asyncio.create_task(_left(receive))
            tasks = {writing, leaving}
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    def _missed(self, scope: Scope, topics: Collection[str]) -> Collection[str]:
        """What the screen does not know yet: all, if it has listened before."""
        if any(name == b"last-event-id" for name, _ in scope["headers"]):
            return [RESYNC]
        drawn_at = since(scope)
        return [] if drawn_at is None else self.hub.missed(topics, drawn_at)

    async def _write_all(self, scope: Scope, screen: Subscription, send: Send) -> None:
        number, checked_at = 0, time.monotonic()
        while True:
            changed = await screen.next(HEARTBEAT_S)
            if time.monotonic() - checked_at >= CHECK_S:
                if not await self.allow(scope, screen.topics):
                    break
                checked_at = time.monotonic()
            lines = []
            for topic in changed:
                number += 1
                lines.append(f"event: {topic}\nid: {number}\ndata: {number}\n\n")
            await _write(send, "".join(lines) or ": still here\n\n")
        await send({"type": "http.response.body", "body": b""})


def asked(scope: Scope) -> list[str]:
    """Return the topics in an address, none if one of them is not well formed."""
    topics = [word for words in _said(scope, "topics") for word in words.split(",")]
    return topics if all(TOPIC.fullmatch(topic) for topic in topics) else []


def since(scope: Scope) -> float | None:
    """Return when the page was drawn, in seconds since 1970, None if it is not said."""
    said = next(iter(_said(scope, "since")), "")
    return float(said) if MOMENT.fullmatch(said) else None


def _said(scope: Scope, name: str) -> list[str]:
    return parse_qs(scope["query_string"].decode("latin-1")).get(name, [])


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, words: str) -> None:
    body = {"type": "http.response.body", "body": words.encode(), "more_body": True}
    await send(body)


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})
