"""
What happens around a talk but is no word of a citizen: calls, and answers of staff who
use the number's own app.

Source: Meta, webhooks "calls" and "smb_message_echoes"; clients' examples of 2026.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import Literal

import msgspec
from aiohttp import web

from emulator import payloads
from emulator.control.requests import answer, citizen_of, platform_of, read
from emulator.payloads import Update
from emulator.state import Citizen
from emulator.wire import Json


class Call(msgspec.Struct, forbid_unknown_fields=True):
    """A citizen rings, or the ringing ends."""

    event: Literal["connect", "terminate"] = "connect"
    id: str = ""


class Echo(msgspec.Struct, forbid_unknown_fields=True):
    """What somebody of the office typed in the app."""

    text: str


async def ring(request: web.Request) -> web.Response:
    """POST: the citizen calls the number."""
    platform, citizen = platform_of(request), citizen_of(request)
    call = await read(request, Call)
    mode = platform.room.mode_of(citizen)
    body: Json = {
        "id": call.id or f"wacid.{secrets.token_urlsafe(16)}",
        **payloads.sender(citizen, mode),
        "to": platform.settings.digits,
        "event": call.event,
        "timestamp": str(int(platform.room.now())),
        "direction": "USER_INITIATED",
    }
    if call.event == "connect":
        body["session"] = {"sdp_type": "offer", "sdp": "v=0"}
    else:
        body["status"] = "COMPLETED"
    contact = payloads.contact(citizen, mode)
    platform.tell([_update(citizen, "calls", "calls", body, contact)])
    return answer({"id": body["id"]}, 201)


async def echo(request: web.Request) -> web.Response:
    """POST: an officer answers in the app, past the machine."""
    platform, citizen = platform_of(request), citizen_of(request)
    words = await read(request, Echo)
    message = platform.new_message(citizen, "office", "text")
    message.text, message.status = words.text, "delivered"
    platform.room.add(citizen, message)
    mode = platform.room.mode_of(citizen)
    recipient = {
        name.replace("from", "to"): value
        for name, value in payloads.sender(citizen, mode).items()
    }
    body: Json = {
        "from": platform.settings.digits,
        **recipient,
        "id": message.id,
        "timestamp": str(int(message.at)),
        "type": "text",
        "text": {"body": words.text},
    }
    contact = payloads.contact(citizen, mode)
    field = "smb_message_echoes"
    platform.tell([_update(citizen, field, "message_echoes", body, contact)])
    return answer({"id": message.id}, 201)


def _update(
    citizen: Citizen, field: str, name: str, body: Json, contact: Json
) -> Update:
    made_at = asyncio.get_running_loop().time()
    return Update(citizen.key, name, body, contact, made_at, field=field)
