"""
What a person said, whatever they said it with.

`text` is only what the person wrote or tapped, so that a flow may read it as words;
what the app wrote for them ("Sent", "changed their number") stays in the details.
Source: Meta, Cloud API, webhook payload examples; read 23 November 2026.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from loket.channels.types import Attachment
from loket.channels.whatsapp import wire


class Content(NamedTuple):
    """
    The readable part of a message. `is_whole` says if nothing of the provider's own
    object is left that the details would have to keep.
    """

    type: str
    text: str = ""
    choice: str = ""
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()
    is_whole: bool = True


def read(message: wire.Table) -> Content | None:
    """Return the content of a message, or None if its type is none we know."""
    type_ = wire.word(message, "type") or _guess_type(message)
    reader = _READERS.get(type_)
    return reader(type_, message) if reader else None


def name(message: wire.Table) -> str:
    """Return the provider's word for a message that cannot be read."""
    return wire.word(message, "type") or "message"


def _guess_type(message: wire.Table) -> str:
    """Return the type whose object the message holds; older examples name none."""
    return next((type_ for type_ in _READERS if type_ in message), "")


def _text(type_: str, message: wire.Table) -> Content:
    inner = message.get("text")
    if type(inner) is dict:
        return Content(type_, wire.words(inner, "body"))
    return Content(type_, wire.words(message, "text"))


def _button(type_: str, message: wire.Table) -> Content:
    inner = wire.table(message, "button")
    return Content(type_, wire.words(inner, "text"), wire.word(inner, "payload", 256))


def _interactive(type_: str, message: wire.Table) -> Content | None:
    inner = wire.table(message, "interactive")
    subtype = wire.word(inner, "type") or next((t for t in _TAPPED if t in inner), "")
    if subtype in _TAPPED:
        tapped = wire.table(inner, subtype)
        choice = wire.word(tapped, "id", 256)
        return Content(subtype, wire.words(tapped, "title"), choice)
    if subtype in _REPLIES:
        return Content(subtype, is_whole=False)
    return None if subtype else Content(type_, is_whole=False)


def _media(type_: str, message: wire.Table) -> Content:
    inner = wire.table(message, type_)
    details = {k: wire.keep(v) for k, v in inner.items() if k not in _MEDIA_FIELDS}
    file = Attachment(
        type_,
        wire.word(inner, "id"),
        wire.words(inner, "mime_type", wire.MOST_NAME_CHARS),
        wire.word(inner, "sha256"),
        wire.words(inner, "filename", wire.MOST_NAME_CHARS),
        details,
    )
    return Content(type_, wire.words(inner, "caption"), attachments=(file,))


def _location(type_: str, message: wire.Table) -> Content:
    place = Attachment(type_, details=wire.keep(wire.table(message, type_)))
    return Content(type_, attachments=(place,))


def _contacts(type_: str, message: wire.Table) -> Content:
    cards = wire.tables(message, type_)
    return Content(
        type_,
        attachments=tuple(Attachment("contact", details=wire.keep(c)) for c in cards),
    )


def _order(type_: str, message: wire.Table) -> Content:
    text = wire.words(wire.table(message, type_), "text")
    return Content(type_, text, is_whole=False)


def _about(key: str) -> Reader:
    """Return the reader of something that says no words about an earlier message."""

    def read_about(type_: str, message: wire.Table) -> Content:
        target = wire.word(wire.table(message, type_), key)
        return Content(type_, reply_to=target, is_whole=False)

    return read_about


def _edit(type_: str, message: wire.Table) -> Content:
    inner = wire.table(message, type_)
    target = wire.word(inner, "original_message_id")
    newer = wire.table(inner, "message")
    said = None if wire.word(newer, "type") == type_ or type_ in newer else read(newer)
    if said is None:
        return Content(type_, reply_to=target, is_whole=False)
    return said._replace(type=type_, reply_to=target, is_whole=False)


def _wordless(type_: str, _: wire.Table) -> Content:
    return Content(type_, is_whole=False)


Reader = Callable[[str, wire.Table], Content | None]

_TAPPED = ("button_reply", "list_reply")
_REPLIES = ("nfm_reply", "call_permission_reply")
_MEDIA_FIELDS = frozenset({"id", "mime_type", "sha256", "filename", "caption"})
_READERS: dict[str, Reader] = {
    "text": _text,
    "interactive": _interactive,
    "button": _button,
    "image": _media,
    "audio": _media,
    "voice": _media,
    "video": _media,
    "document": _media,
    "sticker": _media,
    "location": _location,
    "contacts": _contacts,
    "order": _order,
    "reaction": _about("message_id"),
    "revoke": _about("original_message_id"),
    "edit": _edit,
    "request_welcome": _wordless,
    "poll": _wordless,
    "poll_creation": _wordless,
    "unsupported": _wordless,
    "unknown": _wordless,
    "errors": _wordless,
}
