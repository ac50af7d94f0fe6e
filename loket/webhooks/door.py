"""
The way in for providers: check the signature over the raw bytes, store every item,
answer when that is committed.

Content never causes a 5xx, because a provider would send it again for days; a
failed commit always does, because then it must. Nothing here waits: who asks hands
over a function that is called with the answer, once. That keeps a delivery free of
tasks and futures, which cost more than reading it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

import msgspec
import structlog

from loket.channels.base import Channel
from loket.channels.types import InboundEvent
from loket.lib.pulse import counts
from loket.messaging import intake, privacy
from loket.messaging.intake import Row
from loket.webhooks.group import BadContent, Delivery, GroupCommit, NotStored, TooBusy
from loket.webhooks.store import Seal, Store

log = structlog.get_logger(__name__)

# Meta sends up to 3 MB (reported; whatsapp notes 1.3).
MAX_BODY_BYTES = 3_000_000
PREFIX = "/webhooks/"
HEALTH = "/health"
SIGNATURE_HEADER = b"x-hub-signature-256"

_ABOUT = "Deliveries that were not taken."
_FORGED = counts.counter("deliveries_refused", _ABOUT, reason="signature")
_BUSY = counts.counter("deliveries_refused", _ABOUT, reason="busy")
_NOT_STORED = counts.counter("deliveries_refused", _ABOUT, reason="not_stored")

Answer = Callable[[int, bytes], None]
"""Takes status and body of the answer; called once, and never waits."""


class Request(msgspec.Struct, frozen=True, gc=False):
    """What of a request counts here. `query` is as it stood in the address."""

    method: str
    path: str
    query: bytes
    signature: bytes | None
    body: bytes


class Door:
    """
    Answers requests. `start` must have run in the loop that `answer` is called in.

    :param secrets: by channel, the words that sign deliveries; two during rotation
    """

    def __init__(
        self,
        channels: Mapping[str, Channel],
        secrets: Mapping[str, Sequence[bytes]],
        verify_token: str,
        store: Store,
        seal: Seal,
    ) -> None:
        self._channels = {PREFIX + name: one for name, one in channels.items()}
        self._secrets = secrets
        self._verify_token = verify_token
        self._store = store
        self._seal = seal
        self._group = GroupCommit(store.write)
        self._jobs: list[asyncio.Task[None]] = []
        self._errands: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to write and to wake workers. Safe to call twice."""
        if not self._jobs:
            jobs = (self._group.run(), self._group.watch(), self._store.wake_workers())
            self._jobs = [asyncio.create_task(job) for job in jobs]

    async def stop(self) -> None:
        """Stop writing. What was not answered will be sent again."""
        tasks = [*self._jobs, *self._errands]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._jobs = []
        await self._store.close()

    def answer(self, request: Request, answer: Answer) -> None:
        """Answer one request, now or when it is stored."""
        channel = self._channels.get(request.path.rstrip("/"))
        if channel is None:
            self._elsewhere(request, answer)
        elif request.method == "POST":
            self._receive(channel, request, answer)
        elif request.method == "GET":
            query = dict(parse_qsl(request.query.decode("latin-1")))
            words = channel.answer_challenge(query, self._verify_token)
            answer(403 if words is None else 200, words or b"")
        else:
            answer(405, b"")

    def _elsewhere(self, request: Request, answer: Answer) -> None:
        if request.path == HEALTH:
            self._run(self._say_health(answer))
        else:
            answer(404, b"")

    async def _say_health(self, answer: Answer) -> None:
        answer(200 if await self._store.is_ready() else 503, b"")

    def _receive(self, channel: Channel, request: Request, answer: Answer) -> None:
        body, secrets = request.body, self._secrets.get(channel.name, ())
        if not channel.has_valid_signature(request.signature, body, secrets):
            _FORGED.value += 1
            log.warning("signature refused", channel=channel.name, size=len(body))
            answer(403, b"")
            return
        events = channel.parse(body)
        try:
            rows = self._rows(channel, events)
        except KeyError:
            self._run(self._keep_for_stranger(channel, events, body, answer))
        else:
            self._keep(Delivery(body, rows), answer)

    def _rows(self, channel: Channel, events: Sequence[InboundEvent]) -> list[Row]:
        """:raises KeyError: if one of the events is for a number we do not know"""
        known, name, seal = self._store.accounts or {}, channel.name, self._seal
        return [
            intake.row(privacy.hide(event, seal), known[name, event.account])
            for event in events
        ]

    async def _keep_for_stranger(
        self,
        channel: Channel,
        events: Sequence[InboundEvent],
        body: bytes,
        answer: Answer,
    ) -> None:
        """
        Look once more which numbers are ours, so that nothing is put aside that
        belongs to somebody; then keep it, whoever it is for.
        """
        await self._store.read_accounts()
        known = self._store.accounts
        if known is None:
            answer(503, b"")
            return
        rows = [
            intake.row(
                privacy.hide(event, self._seal),
                known.get((channel.name, event.account), intake.NO_ACCOUNT),
            )
            for event in events
        ]
        self._keep(Delivery(body, rows), answer)

    def _keep(self, delivery: Delivery, answer: Answer) -> None:
        try:
            self._group.put(delivery, lambda failure: _settle(failure, answer))
        except TooBusy as failure:
            _settle(failure, answer)

    def _run(self, errand: Coroutine[Any, Any, None]) -> None:
        """Do what has to wait for something, beside everything else."""
        task = asyncio.get_running_loop().create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)


def _settle(failure: TooBusy | NotStored | BadContent | None, answer: Answer) -> None:
    if failure is None:
        answer(200, b"")
        return
    (_BUSY if isinstance(failure, TooBusy) else _NOT_STORED).value += 1
    log.warning("delivery not stored", reason=repr(failure))
    answer(503, b"")
