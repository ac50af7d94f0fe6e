"""Files that go up before the message that names them: QR codes and kept files."""

from __future__ import annotations

from typing import NamedTuple

import aiohttp

from loket.channels.types import OutboundMessage
from loket.channels.whatsapp import qr

PNG = "image/png"
# What a picture of ours is called; the person never sees it.
QR_NAME = "qr.png"


class TooLong(ValueError):
    """A text does not fit a QR code."""


class File(NamedTuple):
    """A file to be handed over: its name, type and bytes."""

    name: str
    mime_type: str
    data: bytes


def wanted(message: OutboundMessage) -> File | None:
    """
    Return the file that must go up first, None if there is none.

    :raises TooLong: if the text of a QR code is too long
    """
    if message.qr:
        try:
            return File(QR_NAME, PNG, qr.draw(message.qr))
        except ValueError:
            raise TooLong("text is too long for a QR code") from None
    media = message.media
    if media is None or media.id or not media.data:
        return None
    return File(media.filename or media.kind.value, media.mime_type, media.data)


def form(file: File) -> aiohttp.FormData:
    """Return the form in which Meta takes a file."""
    fields = {"messaging_product": "whatsapp", "type": file.mime_type}
    made = aiohttp.FormData(fields)
    made.add_field("file", file.data, filename=file.name, content_type=file.mime_type)
    return made
