"""Calling an ASGI application without a server."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from loket.webhooks.asgi import Webhooks
from tests.webhooks.conftest import SIGNED


async def call(
    app: Webhooks,
    body: bytes = b"[]",
    *,
    method: str = "POST",
    path: str = "/webhooks/post",
    query: bytes = b"",
    headers: Any = SIGNED,
) -> tuple[int, bytes]:
    """Return status and body of the answer."""
    sent: list[Any] = []
    middle = len(body) // 2
    messages = iter(
        [
            {"type": "http.request", "body": body[:middle], "more_body": True},
            {"type": "http.request", "body": body[middle:]},
        ]
    )

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"path": path, "method": method, "query_string": query, "headers": headers}
    await app(scope, receive, send)
    return sent[0]["status"], sent[1]["body"]


def calls(app: Webhooks, *bodies: Any) -> list[int]:
    """Post bodies at the same time; return the status of each."""

    async def run() -> list[int]:
        packed = [b if isinstance(b, bytes) else json.dumps(b).encode() for b in bodies]
        try:
            answers = await asyncio.gather(*(call(app, body) for body in packed))
        finally:
            await app.stop()
        return [status for status, _ in answers]

    return asyncio.run(run())


def once(app: Webhooks, **given: Any) -> tuple[int, bytes]:
    """Make one call."""

    async def run() -> tuple[int, bytes]:
        try:
            return await call(app, **given)
        finally:
            await app.stop()

    return asyncio.run(run())
