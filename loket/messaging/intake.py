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
from loket.channels.incoming import CALL
from loket.channels.types import EventKind, InboundEvent
from loket.lib import ids, sql
from loket.messaging.states import EventState

QUERIES = sql.beside(__file__, "intake")
TALK_LANES = 64
RECEIPT_LANES = 4
# What we are told of people and accounts waits behind the other lanes.
NEWS_LANE = TALK_LANES + RECEIPT_LANES
WORK_CHANNEL = "loket_work"

# Events that no account of ours received are kept under this id and shown.
NO_ACCOUNT = 0

_SEPARATOR = "\x1e"
_NOBODY = UUID(int=0).hex
# Lanes are a power of two, so the last digits of a key tell the lane.
_LANE_DIGITS = 2
_PENDING, _DONE = EventState.PENDING.value, EventState.DONE.value
_MESSAGE, _RECEIPT = EventKind.MESSAGE, EventKind.RECEIPT
# News may be about a whole business and then names no number of ours.
_IDENTITY, _ACCOUNT = EventKind.IDENTITY, EventKind.ACCOUNT


class Row(msgspec.Struct, frozen=True, gc=False):
    """One event as it will stand in the table; ids and keys as 32 hex digits."""

    id: str
    account_id: int
    external_key: str
    kind: str
    lane: int
    contact_key: str
    closes_turn: bool
    state: int
    body: str


def row(event: InboundEvent, account_id: int) -> Row:
    """Return the row of an event. Its identity numbers must be hidden already."""
    key, lane = _place(event)
    kind = event.kind
    # Not by a set: a member's hash is computed in Python.
    is_asked = kind is _MESSAGE or kind is _RECEIPT or event.type == CALL
    is_pending = lane == NEWS_LANE or (is_asked and account_id != NO_ACCOUNT)
    return Row(
        ids.new_hex(),
        account_id,
        ids.digest_hex(event.external_id),
        kind,
        lane,
        key,
        bool(event.choice),
        _PENDING if is_pending else _DONE,
        types.encode(event).decode(),
    )


def told(row: Row) -> str:
    """Return what the log says of a row that was stored."""
    return f"trace={ids.dashed(row.id)} kind={row.kind}"


def _place(event: InboundEvent) -> tuple[str, int]:
    """Return who an event belongs to and the lane in which it waits."""
    if event.receipt is not None:
        key = ids.digest_hex(event.receipt.message_id)
        return key, TALK_LANES + int(key[-_LANE_DIGITS:], 16) % RECEIPT_LANES
    is_news = event.kind is _IDENTITY or event.kind is _ACCOUNT
    if is_news and event.type != CALL:
        # Each stands alone, so that one that cannot be read stops no other.
        return ids.digest_hex(event.external_id), NEWS_LANE
    sender = event.sender
    who = sender.user_id or sender.phone or sender.parent_user_id
    key = ids.digest_hex(event.account, who) if who else _NOBODY
    return key, lane_of(key)


def lane_of(key: str) -> int:
    """Return the lane in which somebody waits whose digest this is."""
    return int(key[-_LANE_DIGITS:], 16) % TALK_LANES


def is_urgent(row: Row) -> bool:
    """Test if somebody waits for an answer to this event, so that a worker is woken."""
    return row.lane < TALK_LANES and row.state == _PENDING


def parameters(rows: Sequence[Row], body_id: UUID, sealed: bytes) -> Mapping[str, Any]:
    """Return the parameters of `store` for a group of rows without double keys."""
    return {
        "ids": _join([r.id for r in rows]),
        "accounts": _join([str(r.account_id) for r in rows]),
        "keys": _join([r.external_key for r in rows]),
        "kinds": _join([r.kind for r in rows]),
        "lanes": _join([str(r.lane) for r in rows]),
        "contacts": _join([r.contact_key for r in rows]),
        "closings": _join(["t" if r.closes_turn else "f" for r in rows]),
        "states": _join([str(r.state) for r in rows]),
        "bodies": _join([r.body for r in rows]),
        "body_id": body_id,
        "sealed": sealed,
    }


def without_doubles(rows: Iterable[Row]) -> list[Row]:
    """Return the rows whose key did not stand in an earlier row of the same group."""
    return list(
        {(r.account_id, r.external_key): r for r in reversed(list(rows))}.values()
    )[::-1]


def pack_bodies(bodies: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the raw bodies of a group as one, each under its first event's id."""
    return msgspec.msgpack.encode([(bytes.fromhex(id_), b) for id_, b in bodies])


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


def _join(values: list[str]) -> str:
    return _SEPARATOR.join(values)
