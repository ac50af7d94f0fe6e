"""
Is a request to send what the platform accepts? Limits are in `limits`.

Words refuse with 100 and name the part and its limit in `message`, parts of interactive
messages with 131009 and in `details`, as the platform does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from emulator import limits
from emulator.errors import Refusal
from emulator.interactive import check_interactive
from emulator.parts import object_at, text_at
from emulator.wire import Json

WITH_CAPTION = ("image", "video", "document")
MEDIA = ("image", "video", "document", "audio", "sticker")


def check(request: Json) -> None:
    """
    Look at everything that needs no memory.

    :raises Refusal: for the first thing that is wrong
    """
    if request.get("messaging_product") != "whatsapp":
        raise Refusal(100, message="The parameter messaging_product is required.")
    if request.get("recipient_type", "individual") != "individual":
        raise Refusal(100, "Only recipient_type individual is offered here.")
    reference = request.get("biz_opaque_callback_data", "")
    if not isinstance(reference, str) or limits.length(reference) > limits.largest(
        "reference"
    ):
        raise Refusal(131009, "biz_opaque_callback_data: at most 512 characters")
    type_ = request.get("type", "text")
    if type_ not in CHECKS:
        raise Refusal(131051, f"Message type {type_!r} is not supported.")
    CHECKS[type_](request)


def _check_text(request: Json) -> None:
    body = object_at(request, "text").get("body")
    if not isinstance(body, str) or not body.strip():
        raise Refusal(100, message="The parameter text['body'] is required.")
    most = limits.largest("text.body")
    if limits.length(body) > most:
        raise Refusal(
            100, message=f"Param text['body'] must be at most {most} characters long."
        )


def _check_media(request: Json) -> None:
    type_ = request["type"]
    media = object_at(request, type_)
    if not media.get("id") and not media.get("link"):
        raise Refusal(131008, f"{type_}: either id or link is needed.")
    link = media.get("link", "")
    if link and not str(link).startswith(("http://", "https://")):
        raise Refusal(131009, f"{type_}.link is not a web address.")
    if "caption" in media and type_ not in WITH_CAPTION:
        raise Refusal(100, f"{type_} takes no caption.")
    text_at(media, "caption", "media.caption", optional=True)


def _check_template(request: Json) -> None:
    template = object_at(request, "template")
    text_at(template, "name", "template.name")
    if not object_at(template, "language").get("code"):
        raise Refusal(131008, "template.language.code is required.")


def _check_reaction(request: Json) -> None:
    reaction = object_at(request, "reaction")
    if not reaction.get("message_id"):
        raise Refusal(131008, "reaction.message_id is required.")


def _check_location(request: Json) -> None:
    location = object_at(request, "location")
    try:
        latitude = float(location["latitude"])
        longitude = float(location["longitude"])
    except (KeyError, TypeError, ValueError):
        raise Refusal(131008, "location: latitude and longitude needed.") from None
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004
        raise Refusal(131009, "location: latitude or longitude out of range.")


def _check_contacts(request: Json) -> None:
    cards: Any = request.get("contacts")
    if not isinstance(cards, list) or not cards:
        raise Refusal(131008, "contacts: a list of cards is needed.")
    for card in cards:
        if not object_at(card, "name").get("formatted_name"):
            raise Refusal(131008, "contacts: name.formatted_name is required.")


def _check_interactive(request: Json) -> None:
    check_interactive(object_at(request, "interactive"))


CHECKS: dict[str, Callable[[Json], None]] = {
    "text": _check_text,
    "template": _check_template,
    "reaction": _check_reaction,
    "location": _check_location,
    "contacts": _check_contacts,
    "interactive": _check_interactive,
    **dict.fromkeys(MEDIA, _check_media),
}
