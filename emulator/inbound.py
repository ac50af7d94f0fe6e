"""What a citizen does: says words, taps, sends a file, and the update it makes."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib

from emulator import limits, payloads
from emulator.kinds import KINDS, as_it_is
from emulator.media import Media
from emulator.payloads import Update
from emulator.platform import Platform
from emulator.said import CannotSay, Said
from emulator.samples import SAMPLES
from emulator.state import Citizen, Message
from emulator.wire import Json

# What is not a word of the citizen, and so opens no window. Source: Meta, "Customer
# service window"; that the first opening of a chat is none is our reading.
NO_WORDS = ("system", "request_welcome")

REFERRAL: Json = {
    "source_url": "https://example.test/notice",
    "source_id": "120200000000000",
    "source_type": "ad",
    "headline": "Open on Saturday",
    "body": "Eight to twelve.",
    "media_type": "image",
    "image_url": "https://example.test/notice.png",
    "ctwa_clid": "training-click",
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
    if inner["type"] not in NO_WORDS:
        citizen.last_spoke_at = said.timestamp or now
    platform.room.add(citizen, message)
    mode = platform.room.mode_of(citizen)
    body: Json = {
        **payloads.sender(citizen, mode),
        "id": message.id,
        "timestamp": str(said.timestamp or int(now)),
        **inner,
    }
    context = _context(platform, message, said)
    if context:
        body["context"] = context
    if said.by_ad:
        citizen.entered_at = now
        body["referral"] = REFERRAL
    contact = payloads.contact(citizen, mode)
    made_at = asyncio.get_running_loop().time()
    return message, Update(citizen.key, "messages", body, contact, made_at, message)


def _write(platform: Platform, citizen: Citizen, message: Message, said: Said) -> Json:
    message.reply_to = said.reply_to
    if said.choice:
        return _tap(platform, citizen, message, said.choice)
    if said.type in SAMPLES:
        return _send_file(platform, message, said)
    return KINDS.get(said.type, as_it_is)(citizen, message, said)


def _context(platform: Platform, message: Message, said: Said) -> Json:
    context: Json = {}
    if message.reply_to and not said.loose:
        context = {"from": platform.settings.digits, "id": message.reply_to}
    if said.forwarded:
        name = "forwarded" if said.forwarded == "once" else "frequently_forwarded"
        context[name] = True
    return context


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
    part: Json = {"mime_type": mime_type, "sha256": _hash(media, said), "id": media.id}
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


def _hash(media: Media, said: Said) -> str:
    if not said.spoiled:
        return media.sha256_base64
    return base64.b64encode(hashlib.sha256(b"something else").digest()).decode()
