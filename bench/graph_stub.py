"""
The platform's end of the line, as little of it as a talk needs.

It takes messages and pictures, hands each message to the citizen it is for, and says
that it was sent, delivered and read, each in a delivery of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec

from bench import payloads, wire

STATUSES = ("sent", "delivered", "read")
BACKLOG = 1024


class Tappable(msgspec.Struct):
    """A button or a row of a list."""

    id: str
    title: str


class _Button(msgspec.Struct):
    reply: Tappable


class _Section(msgspec.Struct):
    rows: list[Tappable] = []


class _Action(msgspec.Struct):
    buttons: list[_Button] = []
    sections: list[_Section] = []


class _Text(msgspec.Struct):
    """Words: `body` of a plain message, `text` of one with something to tap."""

    body: str = ""
    text: str = ""


class _Interactive(msgspec.Struct):
    type: str
    action: _Action
    body: _Text = msgspec.field(default_factory=_Text)
    header: dict[str, Any] | None = None


class Outgoing(msgspec.Struct):
    """A message on its way to a citizen, with what a citizen can see of it."""

    to: str
    type: str
    interactive: _Interactive | None = None
    text: _Text | None = None
    biz_opaque_callback_data: str = ""

    @property
    def words(self) -> str:
        """What it says, "" for a picture alone."""
        if self.interactive is not None:
            return self.interactive.body.text
        return self.text.body if self.text else ""

    @property
    def options(self) -> list[Tappable]:
        """What can be tapped, buttons or rows."""
        if self.interactive is None:
            return []
        action = self.interactive.action
        rows = [row for section in action.sections for row in section.rows]
        return [button.reply for button in action.buttons] + rows

    @property
    def reply_kind(self) -> str:
        """How the platform names a tap on one of them."""
        is_list = self.interactive is not None and self.interactive.type == "list"
        return "list_reply" if is_list else "button_reply"


decode = msgspec.json.Decoder(Outgoing).decode
# Shows a citizen's message as read; nobody answers to it.
MARK = b'"status":"read"'

Hear = Callable[[str, Outgoing], None]


class Graph:
    """The stub. `hear` gets each message with the id that the platform gave it."""

    def __init__(self, account: str, post: Callable[[bytes], None], hear: Hear) -> None:
        self.receipts = 0
        self.pictures = 0
        self._messages = 0
        self._account = account
        self._post = post
        self._hear = hear

    async def serve(self) -> int:
        """Listen; return the port."""
        server = await asyncio.get_running_loop().create_server(
            lambda: wire.Answering(self.answer), "127.0.0.1", 0, backlog=BACKLOG
        )
        port: int = server.sockets[0].getsockname()[1]
        return port

    def answer(self, first: bytes, body: bytes) -> bytes:
        """Answer one request."""
        if first.split(b" ", 2)[1].endswith(b"/media"):
            self.pictures += 1
            return b'{"id":"%d"}' % (10**15 + self.pictures)
        if first.startswith(b"GET") or MARK in body:
            return b"{}"
        message = decode(body)
        self._messages += 1
        id_ = f"wamid.BENCH{self._messages:030d}"
        self._hear(id_, message)
        self._say_what_became(id_, message)
        return (
            b'{"messaging_product":"whatsapp","contacts":[{"input":"%s","wa_id":"%s"}],'
            b'"messages":[{"id":"%s"}]}'
        ) % (message.to.encode(), message.to.encode(), id_.encode())

    def _say_what_became(self, id_: str, message: Outgoing) -> None:
        for status in STATUSES:
            self.receipts += 1
            item = payloads.receipt(
                id_, message.to, status, message.biz_opaque_callback_data
            )
            self._post(payloads.became(item, self._account))
