"""From a checked request to the bubble on the citizen's phone."""

from __future__ import annotations

from typing import Any

from emulator.checks import MEDIA
from emulator.errors import Refusal
from emulator.media import MediaStore
from emulator.state import Message, Option
from emulator.template_words import write
from emulator.templates import Registry
from emulator.wire import Json

# Buttons of the platform's own that need no text from the office.
OWN_BUTTONS = {
    "location_request_message": "send_location",
    "request_contact_info": "share_contact",
}


def fill(
    message: Message, request: Json, media: MediaStore, templates: Registry
) -> str:
    """
    Write what the request says into an empty bubble, and return its price category.

    :raises Refusal: if it names a file or template that is not there
    """
    type_ = request.get("type", "text")
    context = request.get("context") or {}
    message.reply_to = str(context.get("message_id", ""))
    message.reference = request.get("biz_opaque_callback_data", "")
    if type_ == "text":
        message.text = request["text"]["body"]
    elif type_ in MEDIA:
        _fill_media(message, type_, request[type_], media)
    elif type_ == "interactive":
        _fill_interactive(message, request["interactive"], media)
    elif type_ == "template":
        return _fill_template(message, request["template"], media, templates)
    else:
        message.details = {type_: request[type_]}
    return "service"


def _fill_media(message: Message, kind: str, part: Json, media: MediaStore) -> None:
    message.text = str(part.get("caption", ""))
    message.filename = str(part.get("filename", ""))
    message.details |= {"media": kind, "media_link": str(part.get("link", ""))}
    identifier = str(part.get("id", ""))
    if not identifier:
        return
    file = media.find(identifier)
    if file is None:
        raise Refusal(100, f"{identifier} is not a media id of this account.")
    message.media_id, message.mime_type = file.id, file.mime_type


def _fill_interactive(message: Message, part: Json, media: MediaStore) -> None:
    message.details["interactive"] = part["type"]
    header: Any = part.get("header") or {}
    if header.get("type") == "text":
        message.header = header["text"]
    elif header:
        _fill_media(message, header["type"], header[header["type"]], media)
    message.text = str((part.get("body") or {}).get("text", ""))
    message.footer = str((part.get("footer") or {}).get("text", ""))
    action = part["action"]
    parameters = action.get("parameters") or {}
    if part["type"] == "button":
        message.options = [_button(button["reply"]) for button in action["buttons"]]
    elif part["type"] == "list":
        message.label = action["button"]
        message.options = [_row(s, r) for s in action["sections"] for r in s["rows"]]
    elif part["type"] == "cta_url":
        message.label, message.link = parameters["display_text"], parameters["url"]
    else:
        message.label = parameters.get("flow_cta") or OWN_BUTTONS.get(part["type"], "")


def _button(reply: Json) -> Option:
    return Option(reply["id"], reply["title"])


def _row(section: Json, row: Json) -> Option:
    return Option(
        id=row["id"],
        title=row["title"],
        description=row.get("description") or "",
        section=section.get("title") or "",
        kind="list_reply",
    )


def _fill_template(
    message: Message, part: Json, media: MediaStore, templates: Registry
) -> str:
    template = templates.usable(part["name"], part["language"]["code"])
    file = write(message, template, part.get("components") or [])
    if file:
        _fill_media(message, file["kind"], file["part"], media)
    return str(template["category"]).lower()
