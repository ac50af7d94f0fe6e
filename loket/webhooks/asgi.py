"""
The way in for providers: check the signature over the raw bytes, store every item,
answer when that is committed.

Content never causes a 5xx, because a provider would send it again for days; a
failed commit always does, because then it must.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

import structlog

from loket.channels.base import Channel
from loket.channels.types import InboundEvent
from loket.messaging import intake, privacy
from loket.messaging.intake import Row
from loket.webhooks.group import BadContent, Delivery, GroupCommit, NotStored, TooBusy
from loket.webhooks.store import Seal, Store

log = structlog.get_logger(__name__)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# Meta sends up to 3 MB (reported; whatsapp notes 1.3).
MAX_BODY_BYTES = 3_000_000
ANSWER_WITHIN_S = 2.0
PREFIX = "/webhooks/"
SIGNATURE_HEADER = b"x-hub-signature-256"
_NO_BODY = [(b"content-length", b"0")]


class BodyTooLarge(Exception):
    """The body is larger than any provider sends."""


class Webhooks:
    """The ASGI application. `start` must have run before it stores anything."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        secrets: Mapping[str, Sequence[bytes]],
        verify_token: str,
        store: Store,
        seal: Seal,
    ) -> None:
        self.channels = channels
        self.secrets = secrets
        self.verify_token = verify_token
        self.store = store
        self.seal = seal
        self.group = GroupCommit(store.write)
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to write and to wake workers. Safe to call twice."""
        if not self._tasks:
            jobs = (self.group.run(), self.store.wake_workers())
            self._tasks = [asyncio.create_task(job) for job in jobs]

    async def stop(self) -> None:
        """Stop writing. What was not answered will be sent again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self.store.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        self.start()
        path = scope["path"]
        channel = self.channels.get(path.removeprefix(PREFIX).strip("/"))
        if path == "/health":
            await reply(send, 200 if await self.store.is_ready() else 503)
        elif channel is None or not path.startswith(PREFIX):
            await reply(send, 404)
        elif scope["method"] == "GET":
            await self._verify(channel, scope, send)
        elif scope["method"] == "POST":
            await reply(send, await self._receive(channel, scope, receive))
        else:
            await reply(send, 405)

    async def _verify(self, channel: Channel, scope: Scope, send: Send) -> None:
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        answer = channel.answer_challenge(query, self.verify_token)
        await reply(send, 403 if answer is None else 200, answer or b"")

    async def _receive(self, channel: Channel, scope: Scope, receive: Receive) -> int:
        try:
            body = await _read_body(receive)
        except BodyTooLarge:
            return 413
        secrets = self.secrets.get(channel.name, ())
        if not channel.has_valid_signature(_signature(scope), body, secrets):
            log.warning("signature refused", channel=channel.name, size=len(body))
            return 403
        return await self._keep(channel, body)

    async def _keep(self, channel: Channel, body: bytes) -> int:
        events = channel.parse(body)
        if not await self._knows_accounts(channel, events):
            return 503
        rows = [self._row(channel, event) for event in events]
        try:
            await self._stored(Delivery(body, rows))
        except (TooBusy, NotStored, BadContent) as failure:
            log.warning("delivery not stored", reason=repr(failure))
            return 503
        return 200

    async def _stored(self, delivery: Delivery) -> None:
        """Wait until it is stored. A timer of its own costs a tenth of `wait_for`."""
        stored = self.group.put(delivery)
        loop = asyncio.get_running_loop()
        late = loop.call_later(ANSWER_WITHIN_S, _give_up, stored)
        try:
            await stored
        finally:
            late.cancel()

    async def _knows_accounts(
        self, channel: Channel, events: Sequence[InboundEvent]
    ) -> bool:
        """
        Make sure that we know which numbers are ours; a new one is looked up at once,
        so that nothing is put aside that belongs to somebody.
        """
        known = self.store.accounts
        if known is None or any((channel.name, e.account) not in known for e in events):
            await self.store.read_accounts()
        return self.store.accounts is not None

    def _row(self, channel: Channel, event: InboundEvent) -> Row:
        known = self.store.accounts or {}
        account = known.get((channel.name, event.account), intake.NO_ACCOUNT)
        return intake.row(privacy.hide(event, self.seal), account)


def _give_up(stored: asyncio.Future[None]) -> None:
    if not stored.done():
        stored.set_exception(NotStored("it took too long"))


def _signature(scope: Scope) -> bytes | None:
    for name, value in scope["headers"]:
        if name == SIGNATURE_HEADER:
            return bytes(value)
    return None


async def _read_body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body", False) and len(body) <= MAX_BODY_BYTES:
        return body
    parts = bytearray(body)
    while message.get("more_body", False):
        message = await receive()
        parts += message.get("body", b"")
        if len(parts) > MAX_BODY_BYTES:
            break
    if len(parts) > MAX_BODY_BYTES:
        raise BodyTooLarge
    return bytes(parts)


async def reply(send: Send, status: int, body: bytes = b"") -> None:
    """Send a whole answer, as plain text that no browser will take for a page."""
    headers = _headers(body) if body else _NO_BODY
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _headers(body: bytes) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
