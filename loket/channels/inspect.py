"""Showing what a raw payload means to us, for people who look into a file."""

from __future__ import annotations

from typing import Any

import msgspec

from loket.channels.registry import CHANNELS
from loket.channels.types import InboundEvent


class UnknownChannel(LookupError):
    """There is no channel of that name. The message lists those there are."""


def describe(kind: str, raw: bytes) -> list[dict[str, Any]]:
    """
    Return the events of a raw payload as plain values, one dict each, in order.

    Empty fields are there, too, so that every dict has the same keys.

    :raises UnknownChannel: if `kind` names no channel
    """
    channel = CHANNELS.get(kind)
    if channel is None:
        raise UnknownChannel(f"no channel {kind!r}; there are: {', '.join(CHANNELS)}")
    return [_describe(event) for event in channel.parse(raw)]


def _describe(event: InboundEvent) -> dict[str, Any]:
    sender = event.sender
    return {
        "external_id": event.external_id,
        "account": event.account,
        "kind": event.kind.value,
        "type": event.type,
        "identities": {
            "phone": sender.phone,
            "user_id": sender.user_id,
            "parent": sender.parent_user_id,
            "username": sender.username,
            "name": sender.name,
        },
        "text": event.text,
        "choice": event.choice,
        "reply_to": event.reply_to,
        "attachments": msgspec.to_builtins(event.attachments),
        "receipt": msgspec.to_builtins(event.receipt),
        "occurred_at": event.occurred_at,
        "details": event.details,
    }
