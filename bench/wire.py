"""
HTTP/1.1 with as little work as possible, because the load generator shares the
machine with what it measures. It understands Content-Length and nothing else.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple, cast

END = b"\r\n\r\n"
LENGTH = b"content-length:"
RETRY_S = 0.25


class Unframed(Exception):
    """A message came without its length."""


class Whole(NamedTuple):
    """One request or answer: its first line, its body, and what came behind it."""

    first: bytes
    body: bytes
    rest: bytes


def split(buffer: bytes) -> Whole | None:
    """
    Return the first message of a buffer, None while it is not whole.

    :raises Unframed: if it names no length
    """
    end = buffer.find(END)
    if end < 0:
        return None
    head = buffer[:end].lower()
    at = head.find(LENGTH)
    is_question = head.startswith(b"get ")
    if at < 0 and not is_question:
        raise Unframed(head[:200])
    size = int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
    stop = end + len(END) + size
    if len(buffer) < stop:
        return None
    first = buffer[: buffer.find(b"\r\n")]
    return Whole(first, buffer[end + len(END) : stop], buffer[stop:])


class Answering(asyncio.Protocol):
    """The server's end: hands each request on and writes what comes back."""

    def __init__(self, answer: Callable[[bytes, bytes], bytes]) -> None:
        self._answer = answer
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Answer all requests that are whole."""
        self._buffer += data
        while (found := split(self._buffer)) is not None:
            self._buffer = found.rest
            body = self._answer(found.first, found.body)
            head = (
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n" % len(body)
            )
            self._transport.write(head + body)


class Calling(asyncio.Protocol):
    """The client's end: one connection, one request at a time."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._buffer = b""
        self._begun = 0.0
        self._request = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Be ready for the first request."""
        self._transport = cast(asyncio.WriteTransport, transport)
        self._pool.free(self)

    def call(self, request: bytes) -> None:
        """Write a request."""
        self._request, self._begun = request, time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Read an answer; the platform sends again later what was refused."""
        self._buffer += data
        if (found := split(self._buffer)) is None:
            return
        self._buffer = found.rest
        request, self._request = self._request, b""
        if found.first.startswith(b"HTTP/1.1 200"):
            self._pool.accepted(time.perf_counter() - self._begun)
        else:
            self._pool.refused(request)
        self._pool.free(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Send again what had no answer."""
        self._pool.lost(self._request)


class Pool:
    """Some connections, and the requests that wait for one of them."""

    def __init__(self) -> None:
        self.waiting: deque[bytes] = deque()
        self.acked = 0
        self.refusals = 0
        self.ack_s: list[float] = []
        self._idle: list[Calling] = []
        self._size = 0

    async def connect(self, port: int, connections: int) -> None:
        """Open the connections."""
        loop = asyncio.get_running_loop()
        self._size = connections
        for _ in range(connections):
            await loop.create_connection(lambda: Calling(self), "127.0.0.1", port)

    @property
    def is_quiet(self) -> bool:
        """True when nothing waits and nothing is on its way."""
        return not self.waiting and len(self._idle) == self._size

    def put(self, request: bytes) -> None:
        """Send a request as soon as a connection is free."""
        if self._idle:
            self._idle.pop().call(request)
        else:
            self.waiting.append(request)

    def free(self, connection: Calling) -> None:
        """Give a connection its next request."""
        if self.waiting:
            connection.call(self.waiting.popleft())
        else:
            self._idle.append(connection)

    def accepted(self, seconds: float) -> None:
        """Count one that was stored."""
        self.acked += 1
        self.ack_s.append(seconds)

    def refused(self, request: bytes) -> None:
        """Send again a little later."""
        self.refusals += 1
        asyncio.get_running_loop().call_later(RETRY_S, self.put, request)

    def lost(self, request: bytes) -> None:
        """Go on with one connection less."""
        self._size -= 1
        if request:
            self.refused(request)


def percentile(values: list[float], share: float) -> float:
    """Return the value that a share of the values does not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
