"""What a message of ours may hold besides words and choices."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec


class Gap(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words for one gap of a template. `name` is "" where gaps are numbered."""

    words: str
    name: str = ""


class ButtonKind(StrEnum):
    """What a button of a template does when it is tapped."""

    QUICK_REPLY = "quick_reply"
    URL = "url"
    COPY_CODE = "copy_code"


class TemplateButton(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What one button of a template carries this time, by its place (the first is 0).

    `value` comes back as the choice of a quick reply, ends the address of a link, or
    is the code to copy.
    """

    place: int
    value: str
    kind: ButtonKind = ButtonKind.QUICK_REPLY


class Template(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A text that the provider has approved, with words for its gaps.

    `language` is the provider's code ("id", "en"). `gaps` fill the body in their
    order, `header` the line above it.
    """

    name: str
    language: str
    gaps: list[Gap] = []
    header: list[Gap] = []
    buttons: list[TemplateButton] = []


class MediaKind(StrEnum):
    """What a file is to the person who gets it."""

    IMAGE = "image"
    DOCUMENT = "document"
    VIDEO = "video"
    AUDIO = "audio"
    STICKER = "sticker"


class Media(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A file that goes with a message; the message's words are its caption.

    It is named by the provider's `id`, or by `key`, under which our own store keeps
    it. `data` is what the store gave, put in just before sending and never kept.
    """

    kind: MediaKind
    id: str = ""
    key: str = ""
    filename: str = ""
    mime_type: str = ""
    data: bytes = b""


class Ask(StrEnum):
    """What a message asks the person to send with one tap."""

    LOCATION = "location"
    CONTACT = "contact"


class KnownTemplate(msgspec.Struct, frozen=True):
    """A template as a provider lists it; its words in the provider's own parts."""

    external_id: str
    name: str
    language: str
    category: str = ""
    status: str = ""
    quality: str = ""
    parameter_format: str = ""
    reason: str = ""
    components: list[dict[str, Any]] = []


class KnownNumber(msgspec.Struct, frozen=True):
    """
    A number as its provider describes it, in the provider's words.

    `limit` is how many people may be written to first, `per_second` how many messages
    it may carry (0: not told), `webhook` the address that gets its deliveries.
    """

    display: str = ""
    name: str = ""
    quality: str = ""
    status: str = ""
    limit: str = ""
    per_second: int = 0
    webhook: str = ""
