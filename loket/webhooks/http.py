"""
The way in as an HTTP server of its own.

A general server makes a task, a context and six dictionaries for each request; that
cost more than all that is done with a delivery (measured, see ADR 0016). Here the
parser of llhttp calls the door, and the door calls back. TLS, names and slow
strangers belong to the proxy in front; what a proxy lets through is bounded here all
the same: size, number of requests on the way, time.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import cast

import httptools

from loket.webhooks.door import MAX_BODY_BYTES, SIGNATURE_HEADER, Door, Request

MAX_HEAD_BYTES = 65_536
# Requests of one connection that wait for their answers before we read on.
MAX_PIPELINED = 32
# How long a refused client may still talk, so that it reads the refusal first.
LINGER_S = 1.0
# uvicorn and others close idle connections after 5 s, while providers keep theirs.
IDLE_S = 75.0

_PLAIN = (
    b"content-type: text/plain; charset=utf-8\r\nx-content-type-options: nosniff\r\n"
    # So that `loket doctor --public` sees which process a proxy leads to.
    b"x-served-by: ingest\r\n"
)
_REASONS = {
    200: b"OK",
    400: b"Bad Request",
    403: b"Forbidden",
    404: b"Not Found",
    405: b"Method Not Allowed",
    413: b"Content Too Large",
    431: b"Request Header Fields Too Large",
    503: b"Service Unavailable",
}
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


def response(status: int, body: bytes = b"", *, is_last: bool = False) -> bytes:
    """Return a whole answer, as plain text that no browser will take for a page."""
    head = b"HTTP/1.1 %d %s\r\ncontent-length: %d\r\n" % (
        status,
        _REASONS[status],
        len(body),
    )
    kind = _PLAIN if body else b""
    last = b"connection: close\r\n" if is_last else b""
    return b"".join((head, kind, last, b"\r\n", body))


_OK = 200
_STORED = response(_OK)


class _Owed:
    """An answer that is owed; they leave in the order of their requests."""

    __slots__ = ("bytes", "is_last")

    def __init__(self, is_last: bool) -> None:
        self.bytes = b""
        self.is_last = is_last


class Connection(asyncio.Protocol):
    """One connection of a provider, or of the proxy in front of us."""

    def __init__(self, door: Door, others: set[Connection]) -> None:
        self._door = door
        self._others = others
        self._parser = httptools.HttpRequestParser(self)
        self._owed: deque[_Owed] = deque()
        self._idle: asyncio.TimerHandle | None = None
        self._heard_at = 0.0
        self._is_ending = self._is_talked_at = False
        self._begin()

    def _begin(self) -> None:
        self._url = b""
        self._signature: bytes | None = None
        self._body: list[bytes] = []
        self._head_bytes = self._body_bytes = 0
        self._expects = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the first request."""
        self._transport = cast(asyncio.Transport, transport)
        self._loop = asyncio.get_running_loop()
        self._others.add(self)
        self._heard_at = self._loop.time()
        self._idle = self._loop.call_later(IDLE_S, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Owe nothing any more; the provider sends again what had no answer."""
        self._others.discard(self)
        self._owed.clear()
        self._is_ending = True
        if self._idle is not None:
            self._idle.cancel()

    def data_received(self, data: bytes) -> None:
        """Read on; whole requests reach the door from `on_message_complete`."""
        self._heard_at = self._loop.time()
        if self._is_ending:
            return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._refuse(400)

    def on_url(self, url: bytes) -> None:
        """Keep the address; a long one may come in parts."""
        self._url += url
        self._head_bytes += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep the two headers that count here."""
        self._head_bytes += len(name) + len(value)
        size = len(name)
        if size == len(SIGNATURE_HEADER) and name.lower() == SIGNATURE_HEADER:
            self._signature = value
        elif size == len(b"expect") and name.lower() == b"expect":
            self._expects = value.lower() == b"100-continue"

    def on_headers_complete(self) -> None:
        """Refuse what is too much, and let those go on who ask first."""
        if self._head_bytes > MAX_HEAD_BYTES:
            self._refuse(431)
        elif self._parser.should_upgrade():
            self._refuse(400)
        elif self._expects and not self._owed and not self._is_ending:
            self._transport.write(_CONTINUE)

    def on_body(self, body: bytes) -> None:
        """Collect the body, up to what is too much."""
        self._body_bytes += len(body)
        if self._body_bytes <= MAX_BODY_BYTES:
            self._body.append(body)
        else:
            self._refuse(413)

    def on_message_complete(self) -> None:
        """Hand the request to the door."""
        if self._is_ending:
            return
        path, _, query = self._url.partition(b"?")
        request = Request(
            self._parser.get_method().decode("latin-1"),
            path.decode("latin-1"),
            query,
            self._signature,
            self._body[0] if len(self._body) == 1 else b"".join(self._body),
        )
        owed = _Owed(is_last=not self._parser.should_keep_alive())
        self._is_ending = owed.is_last
        self._owed.append(owed)
        self._begin()
        if len(self._owed) == MAX_PIPELINED:
            self._transport.pause_reading()
        self._door.answer(request, self._answer_to(owed))

    def _answer_to(self, owed: _Owed) -> Callable[[int, bytes], None]:
        def answer(status: int, body: bytes) -> None:
            is_usual = status == _OK and not body and not owed.is_last
            owed.bytes = (
                _STORED if is_usual else response(status, body, is_last=owed.is_last)
            )
            self._pay()

        return answer

    def _pay(self) -> None:
        """Write all answers whose turn it is."""
        owed, was_full = self._owed, len(self._owed) >= MAX_PIPELINED
        while owed and owed[0].bytes:
            first = owed.popleft()
            self._transport.write(first.bytes)
            if first.is_last:
                self._hang_up()
        if was_full and len(owed) < MAX_PIPELINED:
            self._transport.resume_reading()

    def _refuse(self, status: int) -> None:
        """Answer what cannot be read, after all else that is owed, and hang up."""
        if self._is_ending:
            return
        self._is_ending = self._is_talked_at = True
        last = _Owed(is_last=True)
        last.bytes = response(status, is_last=True)
        self._owed.append(last)
        self._pay()

    def _hang_up(self) -> None:
        """Close; what is still being sent to us would make the answer get lost."""
        if self._is_talked_at:
            self._transport.write_eof()
            self._loop.call_later(LINGER_S, self._transport.close)
        else:
            self._transport.close()

    def end(self) -> None:
        """Read nothing more, and hang up when nothing is owed."""
        self._is_ending = True
        if self._owed:
            self._owed[-1].is_last = True
        else:
            self._transport.close()

    def _look(self) -> None:
        """Hang up if nobody says anything; unless the silence is ours."""
        quiet_s = self._loop.time() - self._heard_at
        if quiet_s >= IDLE_S and not self._owed:
            self._transport.close()
            return
        self._idle = self._loop.call_later(max(1.0, IDLE_S - quiet_s), self._look)
