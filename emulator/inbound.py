"""What a citizen does: says words, taps, sends a file, and the update it makes."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Callable
from typing import Any

import msgspec

from emulator import errors, limits, payloads
from emulator.payloads import Update
from emulator.platform import Platform
from emulator.state import Citizen, Message
from emulator.wire import Json


class CannotSay(Exception):
    """The citizen's phone has no such thing to tap or send."""


class Said(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """
    Something a citizen does. `text` or `choice` alone is enough.

    choice: id or title of an option on the phone. type: the platform's word; "voice"
    is a recorded audio; words that are not known here travel as they are, with `body`
    under their own name. data: a file in base64, else a small one is made up. id,
    timestamp: only to make deliveries that could not be made otherwise.
    """

    text: str = ""
    choice: str = ""
    type: str = ""
    caption: str = ""
    data: str = ""
    mime_type: str = ""
    filename: str = ""
    latitude: float = -6.2
    longitude: float = 106.8
    emoji: str = ""
    message_id: str = ""
    reply_to: str = ""
    id: str = ""
    timestamp: int = 0
    body: Any = None


# Small files with the first bytes of their kind: (type of content, bytes, name).
SAMPLES: dict[str, tuple[str, bytes, str]] = {
    "image": (
        "image/png",
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
            "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
        ),
        "",
    ),
    "sticker": ("image/webp", b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/", ""),
    "audio": ("audio/mpeg", b"ID3\x04\x00\x00\x00\x00\x00\x00", ""),
    "voice": ("audio/ogg; codecs=opus", b"OggS\x00\x02" + bytes(20), ""),
    "video": ("video/mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(12), ""),
    "document": ("application/pdf", b"%PDF-1.4\n%%EOF\n", "surat.pdf"),
}


def speak(
    platform: Platform, citizen: Citizen, said: Said, name: str = ""
) -> tuple[Message, Update]:
    """
    Put a citizen's bubble on their phone and return the update that tells of it.

    :raises CannotSay: if there is nothing like that to tap or send
    """
    citizen.name = name or citizen.name
    message = platform.new_message(citizen, "citizen", said.type or "text")
    message.id = said.id or message.id
    inner = _write(platform, citizen, message, said)
    now = platform.room.now()
    citizen.last_spoke_at = now
    platform.room.add(citizen, message)
    mode = platform.room.mode_of(citizen)
    body: Json = {
        **payloads.sender(citizen, mode),
        "id": message.id,
        "timestamp": str(said.timestamp or int(now)),
        **inner,
    }
    if message.reply_to:
        digits = platform.settings.digits
        body["context"] = {"from": digits, "id": message.reply_to}
    contact = payloads.contact(citizen, mode)
    made_at = asyncio.get_running_loop().time()
    return message, Update(citizen.key, "messages", body, contact, made_at, message)


def _write(platform: Platform, citizen: Citizen, message: Message, said: Said) -> Json:
    message.reply_to = said.reply_to
    if said.choice:
        return _tap(platform, citizen, message, said.choice)
    if said.type in SAMPLES:
        return _send_file(platform, message, said)
    write = PLAIN.get(said.type, _as_it_is)
    return write(citizen, message, said)


def _tap(platform: Platform, citizen: Citizen, message: Message, choice: str) -> Json:
    found = citizen.find_option(choice)
    if found is None:
        raise CannotSay(f"no message on this phone offers {choice!r}")
    offer, option = found
    offer.chosen = option.id
    platform.room.show(citizen, offer)
    message.type, message.text = option.kind, option.title
    message.details = {"description": option.description}
    message.reply_to = offer.id
    return payloads.tapped(option)


def _send_file(platform: Platform, message: Message, said: Said) -> Json:
    mime_type, content, filename = SAMPLES[said.type]
    if said.data:
        try:
            content = base64.b64decode(said.data, validate=True)
        except binascii.Error:
            raise CannotSay("data is not base64") from None
    mime_type, filename = said.mime_type or mime_type, said.filename or filename
    plain_type = mime_type.partition(";")[0]
    lives_s = limits.RECEIVED_MEDIA_LIVES_S
    media = platform.media.add(content, plain_type, filename, lives_s)
    message.media_id, message.mime_type = media.id, plain_type
    message.text, message.filename = said.caption, filename
    message.details = {"media": said.type}
    part: Json = {"mime_type": mime_type, "sha256": media.sha256_base64, "id": media.id}
    if said.caption:
        part["caption"] = said.caption
    if filename:
        part["filename"] = filename
    if said.type in ("audio", "voice"):
        part["voice"] = said.type == "voice"
    if said.type == "sticker":
        part["animated"] = False
    type_ = "audio" if said.type == "voice" else said.type
    return {"type": type_, type_: part}


def _text(_: Citizen, message: Message, said: Said) -> Json:
    message.text = said.text
    return {"type": "text", "text": {"body": said.text}}


def _as_it_is(_: Citizen, __: Message, said: Said) -> Json:
    return {"type": said.type, said.type: {} if said.body is None else said.body}


def _location(_: Citizen, message: Message, said: Said) -> Json:
    place: Json = {"latitude": said.latitude, "longitude": said.longitude}
    if said.text:
        place["name"] = said.text
    message.text, message.details = said.text, {"location": place}
    return {"type": "location", "location": place}


def _contacts(citizen: Citizen, message: Message, said: Said) -> Json:
    name = said.text or citizen.name or "Contact"
    card = {
        "name": {"formatted_name": name, "first_name": name},
        "phones": [{"phone": f"+{citizen.phone}", "wa_id": citizen.phone}],
    }
    message.details = {"contacts": [card]}
    return {"type": "contacts", "contacts": [card]}


def _reaction(citizen: Citizen, message: Message, said: Said) -> Json:
    target = citizen.find(said.message_id)
    if target is None:
        raise CannotSay("there is no such message to react to")
    message.details = {"reaction": {"message_id": target.id, "emoji": said.emoji}}
    reaction = {"message_id": target.id}
    if said.emoji:
        reaction["emoji"] = said.emoji
    return {"type": "reaction", "reaction": reaction}


def _unsupported(_: Citizen, message: Message, said: Said) -> Json:
    details = "Message type is currently not supported."
    message.details = {"unsupported": said.text or "poll"}
    return {"type": "unsupported", "errors": [errors.in_webhook(131051, details)]}


PLAIN: dict[str, Callable[[Citizen, Message, Said], Json]] = {
    "": _text,
    "text": _text,
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "unsupported": _unsupported,
}
