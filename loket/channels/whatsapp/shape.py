"""
An outbound message made into the request that says it best.

No choices make a text; up to three short ones make buttons; up to ten make a list.
A QR code stands above the words, as a caption's image or in the header over buttons;
a list takes no image, so more than three choices cannot go with a code. Templates,
files and requests for a place or a number are shaped in `shape_more`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loket.channels.types import Choice, OutboundMessage
from loket.channels.whatsapp import limits, shape_check, shape_more
from loket.channels.whatsapp.limits import longer

# Opens a list whose author named no label: a sign that is the same in any language.
NO_LABEL = "☰"


def check(message: OutboundMessage) -> list[str]:
    """
    Return what is wrong with a message; nothing if it can be sent.

    Each problem is a mistake of ours, said in the words of `OutboundMessage`.
    """
    problems = list(_check_frame(message))
    if shape_more.is_meant(message):
        return problems + list(shape_check.check(message))
    if not message.words.strip():
        problems.append("there are no words")
    problems += _check_words(message)
    if message.choices:
        problems += _check_choices(message)
    return problems


def shape(message: OutboundMessage, media_id: str = "") -> dict[str, Any]:
    """
    Return the body of a request to `/messages`.

    `media_id` is the uploaded picture of `message.qr`, or the uploaded file of
    `message.media`. The message has passed `check`.
    """
    request = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **_address(message),
        **_content(message, media_id),
    }
    if message.reference:
        request["biz_opaque_callback_data"] = message.reference
    return request


def _address(message: OutboundMessage) -> dict[str, str]:
    return {"to": message.phone} if message.phone else {"recipient": message.user_id}


def _content(message: OutboundMessage, media_id: str) -> dict[str, Any]:
    if shape_more.is_meant(message):
        return shape_more.content(message, media_id)
    if message.choices:
        make = _buttons if _are_buttons(message.choices) else _list
        return {"type": "interactive", "interactive": make(message, media_id)}
    if media_id:
        image = {"id": media_id, "caption": message.words}
        return {"type": "image", "image": image}
    return {"type": "text", "text": {"body": message.words, "preview_url": False}}


def _are_buttons(choices: list[Choice]) -> bool:
    return len(choices) <= limits.BUTTONS and all(
        limits.length(choice.title) <= limits.BUTTON_TITLE and not choice.description
        for choice in choices
    )


def _buttons(message: OutboundMessage, media_id: str) -> dict[str, Any]:
    buttons = [
        {"type": "reply", "reply": {"id": choice.id, "title": choice.title}}
        for choice in message.choices
    ]
    shaped: dict[str, Any] = {
        "type": "button",
        "body": {"text": message.words},
        "action": {"buttons": buttons},
    }
    if media_id:
        shaped["header"] = {"type": "image", "image": {"id": media_id}}
    return shaped


def _list(message: OutboundMessage, _: str) -> dict[str, Any]:
    action = {
        "button": message.label or NO_LABEL,
        "sections": [{"rows": [_row(choice) for choice in message.choices]}],
    }
    return {"type": "list", "body": {"text": message.words}, "action": action}


def _row(choice: Choice) -> dict[str, str]:
    row = {"id": choice.id, "title": choice.title}
    return {**row, "description": choice.description} if choice.description else row


def _check_frame(message: OutboundMessage) -> Iterator[str]:
    if not (message.phone or message.user_id):
        yield "there is nobody to send it to"
    if not _is_text(message):
        yield "half a character cannot be sent"
    yield from longer("reference", message.reference, limits.REFERENCE)


def _check_words(message: OutboundMessage) -> Iterator[str]:
    if message.choices:
        most = limits.INTERACTIVE_BODY
    else:
        most = limits.IMAGE_CAPTION if message.qr else limits.TEXT_BODY
    yield from longer("words", message.words, most)


def _check_choices(message: OutboundMessage) -> Iterator[str]:
    choices = message.choices
    is_list = not _are_buttons(choices)
    if len(choices) > limits.LIST_ROWS:
        yield f"there are {len(choices)} choices, {limits.LIST_ROWS} are the most"
    if len({choice.id for choice in choices}) < len(choices):
        yield "two choices have the same id"
    if is_list:
        yield from longer("label", message.label, limits.LIST_LABEL)
        yield from _check_rows(message)
    else:
        yield from _check_buttons(choices)


def _check_buttons(choices: list[Choice]) -> Iterator[str]:
    if len({choice.title for choice in choices}) < len(choices):
        yield "two buttons have the same title"
    for choice in choices:
        yield from _check_choice(choice, limits.BUTTON_ID, limits.BUTTON_TITLE)


def _check_rows(message: OutboundMessage) -> Iterator[str]:
    if message.qr:
        yield "a QR code goes with three short choices at most"
    for choice in message.choices:
        yield from _check_choice(choice, limits.ROW_ID, limits.ROW_TITLE)
        yield from longer("description", choice.description, limits.ROW_DESCRIPTION)


def _check_choice(choice: Choice, most_id: int, most_title: int) -> Iterator[str]:
    if not choice.id.strip() or not choice.title.strip():
        yield "a choice has no id or no title"
    yield from longer("choice id", choice.id, most_id)
    yield from longer("title", choice.title, most_title)


def _is_text(message: OutboundMessage) -> bool:
    parts = [message.words, message.label, message.qr, message.reference]
    parts += message.phone, message.user_id
    parts += shape_more.texts(message)
    for choice in message.choices:
        parts += choice.id, choice.title, choice.description
    try:
        "".join(parts).encode()
    except UnicodeEncodeError:
        return False
    return True
