"""
Group commit: what arrives during the last commit goes into the next.

A commit has a price whatever its size, so small groups do not follow each other closer
than five milliseconds. What comes after a quiet moment is written at once.

One writer, one connection. A delivery is answered only when the transaction that
holds it has been committed. A group that fails is split in halves until the bad
item stands alone; that one is stored without its contents, so that one bad row
fails nobody else and content never causes a refusal.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import msgspec
import structlog

from loket.channels.types import EventKind
from loket.lib.pulse import counts
from loket.messaging.intake import Row
from loket.messaging.states import EventState

log = structlog.get_logger(__name__)

MAX_WAITING = 5_000
MAX_WAITING_BYTES = 64_000_000
MAX_GROUP = 500
MAX_GROUP_BYTES = 8_000_000
ANSWER_WITHIN_S = 2.0
# So long after a commit, deliveries are waited for until they are enough.
GATHER_S = 0.005
ENOUGH = 32
_LOOK_EVERY_S = 0.1

_STORED = counts.histogram(
    "delivery_seconds",
    "From the arrival of a delivery to its commit.",
    counts.ANSWERS,
)


class TooBusy(Exception):
    """More waits to be stored than may wait."""


class NotStored(Exception):
    """The database did not take it; nothing of it was kept."""


class BadContent(Exception):
    """The database refused a value."""


class Delivery(msgspec.Struct, frozen=True, gc=False):
    """One signed body and the events in it."""

    body: bytes
    rows: list[Row]


Failure = TooBusy | NotStored | BadContent
Settle = Callable[[Failure | None], None]
"""Takes what prevented a delivery from being stored, None if nothing did."""

Write = Callable[[Sequence[Delivery]], Awaitable[None]]


class _Waiting:
    """A delivery, who wants to hear of it, and since when (monotonic seconds)."""

    __slots__ = ("delivery", "settle", "since")

    def __init__(self, delivery: Delivery, settle: Settle) -> None:
        self.delivery = delivery
        self.settle: Settle | None = settle
        self.since = time.monotonic()

    def end(self, failure: Failure | None) -> None:
        """Tell the outcome, the first time only."""
        settle, self.settle = self.settle, None
        if settle is not None:
            settle(failure)
            if failure is None:
                _STORED.note(time.monotonic() - self.since)


class GroupCommit:
    """Collects deliveries and writes them together."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._waiting: list[_Waiting] = []
        self._writing: list[_Waiting] = []
        self._bytes = 0
        self._more = asyncio.Event()
        self._wrote_at = 0.0

    def put(self, delivery: Delivery, settle: Settle) -> None:
        """
        Have a delivery stored; `settle` is called once, when its outcome is known,
        at the latest after two seconds.

        :raises TooBusy: if too much is waiting already
        """
        if len(self._waiting) >= MAX_WAITING or self._bytes >= MAX_WAITING_BYTES:
            raise TooBusy
        self._bytes += len(delivery.body)
        self._waiting.append(_Waiting(delivery, settle))
        if len(self._waiting) == 1:
            self._more.set()

    async def run(self) -> None:
        """Write groups until cancelled."""
        while True:
            await self._more.wait()
            await self._gather()
            self._writing = self._take()
            failures = await self._store([one.delivery for one in self._writing])
            self._wrote_at = time.monotonic()
            for one, failure in zip(self._writing, failures, strict=True):
                one.end(failure)

    async def _gather(self) -> None:
        """Shortly after a commit, wait until a few more have come."""
        pause_s = self._wrote_at + GATHER_S - time.monotonic()
        if pause_s > 0 and len(self._waiting) < ENOUGH:
            await asyncio.sleep(pause_s)

    async def watch(self) -> None:
        """Refuse what waits too long, until cancelled; it may be stored yet."""
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            latest = time.monotonic() - ANSWER_WITHIN_S
            for one in (*self._writing, *self._waiting):
                if one.since > latest:
                    break
                one.end(NotStored("it took too long"))

    def _take(self) -> list[_Waiting]:
        """The oldest deliveries, as many as make a group."""
        size = count = 0
        for one in self._waiting[:MAX_GROUP]:
            size += len(one.delivery.body)
            count += 1
            if size > MAX_GROUP_BYTES:
                break
        group, self._waiting = self._waiting[:count], self._waiting[count:]
        self._bytes -= size
        if not self._waiting:
            self._more.clear()
        return group

    async def _store(self, group: Sequence[Delivery]) -> list[Failure | None]:
        """Store a group; return for each delivery what prevented it, if anything."""
        try:
            await self._write(group)
        except NotStored as failure:
            return [failure] * len(group)
        except BadContent as failure:
            return await self._split(group, failure)
        return [None] * len(group)

    async def _split(
        self, group: Sequence[Delivery], failure: BadContent
    ) -> list[Failure | None]:
        if len(group) > 1:
            middle = len(group) // 2
            left = await self._store(group[:middle])
            return left + await self._store(group[middle:])
        (delivery,) = group
        if len(delivery.rows) > 1:
            parts = [Delivery(delivery.body, [row]) for row in delivery.rows]
            failures = await self._store(parts)
            return [next((f for f in failures if f is not None), None)]
        return [await self._store_bare(delivery, failure)]

    async def _store_bare(
        self, delivery: Delivery, failure: BadContent
    ) -> Failure | None:
        """Keep a refused item as an unknown one; its raw body stays readable."""
        log.warning("item stored without contents", reason=str(failure))
        bare = [
            msgspec.structs.replace(
                row, kind=EventKind.UNKNOWN.value, state=EventState.DONE, body="{}"
            )
            for row in delivery.rows
        ]
        try:
            await self._write([Delivery(delivery.body, bare)])
        except (NotStored, BadContent) as again:
            return again
        return None
