"""The way in as a server of its own: what a socket hears."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from loket.messaging.models import Event
from loket.webhooks import http
from loket.webhooks.door import MAX_BODY_BYTES, Door, Request
from loket.webhooks.http import Connection

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]


class Slow(Door):
    """Answers with the path of each request, the longest path first."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def answer(self, request: Request, answer) -> None:
        self.asked.append(request)
        wait_s = 0.2 / len(request.path)
        asyncio.get_running_loop().call_later(
            wait_s, answer, 200, request.path.encode()
        )


def heard(door: Door, talk: Talk) -> bytes:
    """Return what a client hears who talks like this."""

    async def run() -> bytes:
        loop = asyncio.get_running_loop()
        open_now: set[Connection] = set()
        server = await loop.create_server(
            lambda: Connection(door, open_now), "127.0.0.1", 0
        )
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            async with asyncio.timeout(10):
                return await talk(reader, writer)
        finally:
            writer.close()
            server.close()
            while open_now:
                open_now.pop().end()
            if not isinstance(door, Slow):
                await door.stop()

    return asyncio.run(run())


def said(*requests: bytes) -> Talk:
    """Say all this at once, and listen until the other side hangs up."""

    async def talk(reader, writer) -> bytes:
        writer.write(b"".join(requests))
        return await reader.read()

    return talk


def post(body: bytes, *headers: bytes, path: bytes = b"/webhooks/post") -> bytes:
    head = [b"POST " + path + b" HTTP/1.1", b"Host: x", *headers]
    return b"\r\n".join([*head, b"Content-Length: %d" % len(body), b"", body])


SIGNED = b"X-Hub-Signature-256: yes"
LAST = b"Connection: close"


def test_a_delivery_is_stored_and_answered(door):
    one = door()

    async def talk(reader, writer) -> bytes:
        one.start()
        writer.write(post(b'[{"id": "1"}]', SIGNED, LAST))
        return await reader.read()

    answer = heard(one, talk)

    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"connection: close\r\n" in answer
    assert Event.objects.count() == 1


def test_a_forged_delivery_is_refused(door):
    assert heard(door(), said(post(b"[]", LAST))).startswith(b"HTTP/1.1 403 ")


def test_answers_leave_in_the_order_of_their_requests():
    door = Slow()
    paths = [b"/a", b"/bbb", b"/cccccc"]
    requests = [post(b"x", path=path) for path in paths[:2]]

    answer = heard(door, said(*requests, post(b"x", LAST, path=paths[2])))

    bodies = [
        part.split(b"\r\n\r\n")[1] for part in answer.split(b"HTTP/1.1 200 OK")[1:]
    ]
    assert bodies == paths


def test_a_body_in_pieces_is_put_together():
    door = Slow()
    request = post(b"0123456789", LAST)

    async def talk(reader, writer) -> bytes:
        for byte in request:
            writer.write(bytes([byte]))
            await writer.drain()
        return await reader.read()

    heard(door, talk)
    assert [one.body for one in door.asked] == [b"0123456789"]


def test_a_body_of_unknown_length_comes_in_chunks():
    door = Slow()
    head = (
        b"POST /a?q=1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + LAST + b"\r\n\r\n"
    )

    heard(door, said(head, b"3\r\nabc\r\n", b"2\r\nde\r\n", b"0\r\n\r\n"))

    assert [(one.path, one.query, one.body) for one in door.asked] == [
        ("/a", b"q=1", b"abcde")
    ]


def test_who_asks_before_sending_a_body_is_told_to_go_on():
    async def talk(reader, writer) -> bytes:
        request = post(b"body", b"Expect: 100-continue", LAST)
        writer.write(request[:-4])
        first = await reader.readuntil(b"\r\n\r\n")
        writer.write(request[-4:])
        return first + await reader.read()

    answer = heard(Slow(), talk)
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")


def test_a_body_that_is_too_large_is_refused_and_the_refusal_arrives():
    door = Slow()

    answer = heard(door, said(post(bytes(MAX_BODY_BYTES + 500_000))))

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert door.asked == []


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"hello\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (
            b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
            b"400",
        ),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * http.MAX_HEAD_BYTES + b"\r\n\r\n", b"431"),
    ],
    ids=["no http", "negative length", "another protocol", "long head"],
)
def test_what_is_no_request_is_refused(request_, status):
    assert heard(Slow(), said(request_)).split()[1] == status


def test_many_requests_at_once_are_all_answered():
    many = http.MAX_PIPELINED * 3
    requests = [post(b"x", path=b"/%d" % n) for n in range(many - 1)]

    answer = heard(Slow(), said(*requests, post(b"x", LAST, path=b"/last")))

    assert answer.count(b"HTTP/1.1 200 OK") == many


def test_who_says_nothing_is_hung_up_on(monkeypatch):
    monkeypatch.setattr(http, "IDLE_S", 0.1)

    async def talk(reader, writer) -> bytes:
        return await reader.read()

    assert heard(Slow(), talk) == b""
