"""
Storing what came in, all or nothing, without Django.

The way in has a process of its own that must be small and quick; so this module
knows only the table layout, and takes any psycopg connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from loket.channels import types
from loket.channels.types import EventKind, InboundEvent
from loket.lib import ids, sql
from loket.messaging.states import EventState

QUERIES = sql.beside(__file__, "intake")
TALK_LANES = 64
RECEIPT_LANES = 4
WORK_CHANNEL = "loket_work"

# Events that no account of ours received are kept under this id and shown.
NO_ACCOUNT = 0

_SEPARATOR = "\x1e"
_NOBODY = UUID(int=0)
_PENDING_KINDS = frozenset({EventKind.MESSAGE, EventKind.RECEIPT})


class Row(msgspec.Struct, frozen=True):
    """One event as it will stand in the table; columns as text."""

    id: UUID
    account_id: int
    external_key: UUID
    kind: str
    lane: int
    contact_key: UUID
    closes_turn: bool
    state: int
    body: str


def row(event: InboundEvent, account_id: int) -> Row:
    """Return the row of an event. Its identity numbers must be hidden already."""
    key, lane = _place(event)
    pending = event.kind in _PENDING_KINDS and account_id != NO_ACCOUNT
    return Row(
        id=ids.new(),
        account_id=account_id,
        external_key=ids.digest(event.external_id),
        kind=event.kind.value,
        lane=lane,
        contact_key=key,
        closes_turn=bool(event.choice),
        state=EventState.PENDING if pending else EventState.DONE,
        body=types.encode(event).decode(),
    )


def _place(event: InboundEvent) -> tuple[UUID, int]:
    """Return who an event belongs to and the lane in which it waits."""
    if event.receipt is not None:
        key = ids.digest(event.receipt.message_id)
        return key, TALK_LANES + key.int % RECEIPT_LANES
    sender = event.sender
    who = sender.user_id or sender.phone or sender.parent_user_id
    key = ids.digest(event.account, who) if who else _NOBODY
    return key, key.int % TALK_LANES


def parameters(rows: Sequence[Row], body_id: UUID, sealed: bytes) -> Mapping[str, Any]:
    """Return the parameters of `store` for a group of rows without double keys."""
    return {
        "ids": _join(r.id.hex for r in rows),
        "accounts": _join(str(r.account_id) for r in rows),
        "keys": _join(r.external_key.hex for r in rows),
        "kinds": _join(r.kind for r in rows),
        "lanes": _join(str(r.lane) for r in rows),
        "contacts": _join(r.contact_key.hex for r in rows),
        "closings": _join("t" if r.closes_turn else "f" for r in rows),
        "states": _join(str(int(r.state)) for r in rows),
        "bodies": _join(r.body for r in rows),
        "body_id": body_id,
        "sealed": sealed,
    }


def without_doubles(rows: Iterable[Row]) -> list[Row]:
    """Return the rows whose key did not stand in an earlier row of the same group."""
    return list(
        {(r.account_id, r.external_key): r for r in reversed(list(rows))}.values()
    )[::-1]


def pack_bodies(bodies: Sequence[tuple[UUID, bytes]]) -> bytes:
    """Return the raw bodies of a group as one, each under its first event's id."""
    return msgspec.msgpack.encode([(id_.bytes, body) for id_, body in bodies])


def find_body(packed: bytes, event_id: UUID) -> bytes:
    """
    Return the raw body that brought an event.

    :raises LookupError: if the event did not come with this group
    """
    bodies = msgspec.msgpack.decode(packed, type=list[tuple[bytes, bytes]])
    before = [body for first, body in bodies if first <= event_id.bytes]
    if not before:
        raise LookupError(event_id)
    return before[-1]


def _join(values: Iterable[str]) -> str:
    return _SEPARATOR.join(values)
