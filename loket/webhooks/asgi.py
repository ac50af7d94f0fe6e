"""The way in as an ASGI application, to be mounted under the pages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from loket.webhooks.door import MAX_BODY_BYTES, SIGNATURE_HEADER, Door, Request

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class BodyTooLarge(Exception):
    """The body is larger than any provider sends."""


class Webhooks:
    """The ASGI application. It begins to write with its first request."""

    def __init__(self, door: Door) -> None:
        self.door = door

    async def stop(self) -> None:
        """Stop writing. What was not answered will be sent again."""
        await self.door.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        self.door.start()
        try:
            request = await _read(scope, receive)
        except BodyTooLarge:
            await reply(send, 413)
            return
        answered: asyncio.Future[tuple[int, bytes]] = asyncio.Future()

        def answer(status: int, body: bytes) -> None:
            if not answered.done():
                answered.set_result((status, body))

        self.door.answer(request, answer)
        await reply(send, *await answered)


async def _read(scope: Scope, receive: Receive) -> Request:
    """:raises BodyTooLarge: as soon as it is"""
    body = bytearray()
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MAX_BODY_BYTES:
            raise BodyTooLarge
    headers = dict(scope["headers"])
    signature = headers.get(SIGNATURE_HEADER)
    return Request(
        scope["method"], scope["path"], scope["query_string"], signature, bytes(body)
    )


async def reply(send: Send, status: int, body: bytes = b"") -> None:
    """Send a whole answer, as plain text that no browser will take for a page."""
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
