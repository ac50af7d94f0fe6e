"""
Templates, files, and messages that ask for a place or a phone number.

Source: Meta, Cloud API, "Template messages", "Media messages", "Location request
messages" and "Business-scoped user IDs" (contact request); read 23 November 2026.
"""

from __future__ import annotations

from typing import Any

from loket.channels.outgoing import (
    Ask,
    ButtonKind,
    Gap,
    Media,
    MediaKind,
    Template,
    TemplateButton,
)
from loket.channels.types import OutboundMessage
from loket.channels.whatsapp import limits

_SAID_BY = {
    Ask.LOCATION: "location_request_message",
    Ask.CONTACT: "request_contact_info",
}
_ACTIONS = {Ask.LOCATION: "send_location", Ask.CONTACT: "request_contact_info"}
# Sounds and stickers show no words.
WORDLESS = frozenset({MediaKind.AUDIO, MediaKind.STICKER})
# What a button carries: the name of its parameter, and how long it may be.
BUTTON_PARTS = {
    ButtonKind.QUICK_REPLY: ("payload", limits.TEMPLATE_PAYLOAD),
    ButtonKind.URL: ("text", limits.TEMPLATE_URL),
    ButtonKind.COPY_CODE: ("coupon_code", limits.TEMPLATE_CODE),
}


def is_meant(message: OutboundMessage) -> bool:
    """Test if a message is one of those that this module shapes."""
    return bool(message.template or message.media or message.ask)


def content(message: OutboundMessage, media_id: str) -> dict[str, Any]:
    """Return type and content of a request; `media_id` is an uploaded file's."""
    file_id = media_id or (message.media.id if message.media else "")
    if message.template:
        shaped = _template(message.template, message.media, file_id)
        return {"type": "template", "template": shaped}
    if message.media:
        kind = message.media.kind.value
        return {"type": kind, kind: _file(message.media, file_id, message.words)}
    return {"type": "interactive", "interactive": _ask(message)}


def _template(template: Template, media: Media | None, file_id: str) -> dict[str, Any]:
    header = [_gap(gap) for gap in template.header]
    if media:
        kind = media.kind.value
        header = [{"type": kind, kind: _file(media, file_id, "")}]
    parts = [("header", header), ("body", [_gap(gap) for gap in template.gaps])]
    components = [{"type": t, "parameters": found} for t, found in parts if found]
    components += [_button(button) for button in template.buttons]
    shaped: dict[str, Any] = {
        "name": template.name,
        "language": {"code": template.language},
    }
    return {**shaped, "components": components} if components else shaped


def _gap(gap: Gap) -> dict[str, Any]:
    named = {"parameter_name": gap.name} if gap.name else {}
    return {"type": "text", **named, "text": gap.words}


def _button(button: TemplateButton) -> dict[str, Any]:
    word, _ = BUTTON_PARTS[button.kind]
    return {
        "type": "button",
        "sub_type": button.kind.value,
        "index": str(button.place),
        "parameters": [{"type": word, word: button.value}],
    }


def _file(media: Media, file_id: str, caption: str) -> dict[str, str]:
    shaped = {"id": file_id}
    if caption and media.kind not in WORDLESS:
        shaped["caption"] = caption
    if media.filename and media.kind is MediaKind.DOCUMENT:
        shaped["filename"] = media.filename
    return shaped


def _ask(message: OutboundMessage) -> dict[str, Any]:
    ask = message.ask or Ask.LOCATION
    return {
        "type": _SAID_BY[ask],
        "body": {"text": message.words},
        "action": {"name": _ACTIONS[ask]},
    }


def texts(message: OutboundMessage) -> list[str]:
    """Return every text of such a message, so that half characters are found."""
    found = [message.answers]
    if message.media:
        found += message.media.id, message.media.filename
    if message.template:
        template = message.template
        found += [gap.words for gap in (*template.gaps, *template.header)]
        found += [button.value for button in template.buttons]
    return found
