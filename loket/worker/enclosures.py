"""Files of our own store put into the messages that carry them, just before sending."""

from __future__ import annotations

import asyncio
from uuid import UUID

import msgspec

from loket.channels.types import OutboundMessage
from loket.lib.crypto import CannotOpen, Keyring
from loket.messaging import file_store


async def enclose(message: OutboundMessage, keyring: Keyring) -> OutboundMessage:
    """
    Return the message with the bytes of its file.

    A file that is gone is left out: the channel then refuses the message as one of
    ours that is wrong, and it is shown as failed.
    """
    if message.media is None:
        return message
    try:
        data = await asyncio.to_thread(_read, message.media.key, keyring)
    except (OSError, CannotOpen, ValueError):
        return message
    media = msgspec.structs.replace(message.media, data=data)
    return msgspec.structs.replace(message, media=media)


def _read(key: str, keyring: Keyring) -> bytes:
    return file_store.here(keyring).read(UUID(hex=key))
