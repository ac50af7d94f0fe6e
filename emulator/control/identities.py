"""
Who a citizen is to the office, and what it is told when that changes.

Source: Meta, business-scoped user ids (28 May 2026); webhooks of system messages and
user preferences.
"""

from __future__ import annotations

import asyncio
from typing import Literal

import msgspec
from aiohttp import web

from emulator import ids, payloads
from emulator.control.requests import answer, citizen_of, key_of, platform_of, read
from emulator.payloads import Update
from emulator.platform import Platform
from emulator.state import Citizen
from emulator.wire import Json

MARKETING = "marketing_messages"
DETAILS = {
    "stop": "User requested to stop marketing messages",
    "resume": "User requested to resume marketing messages",
}


class Change(msgspec.Struct, forbid_unknown_fields=True):
    """
    A new user id, or a new number, which brings a new user id with it.

    `tell`: by a system message, by the field of its own, by both, or not at all.
    """

    phone: str = ""
    tell: Literal["system", "field", "both", "nothing"] = "system"


class Preference(msgspec.Struct, forbid_unknown_fields=True):
    """What a citizen chose in the menu of their phone."""

    value: Literal["stop", "resume"]


async def change(request: web.Request) -> web.Response:
    """POST: the citizen gets a new user id or number, and the office is told."""
    platform, citizen = platform_of(request), citizen_of(request)
    wanted = await read(request, Change)
    number = key_of(wanted.phone) if wanted.phone else ""
    if number:
        updates = _moved(platform, citizen, number)
    else:
        updates = _renamed(platform, citizen)
    told = {"system": updates[:1], "field": updates[1:], "both": updates, "nothing": []}
    platform.tell(told[wanted.tell])
    platform.room.publish({"event": "citizen", "citizen": citizen.shown()})
    return answer(citizen.shown(), 201)


async def prefer(request: web.Request) -> web.Response:
    """POST: the citizen stops or resumes marketing, and the office is told."""
    platform, citizen = platform_of(request), citizen_of(request)
    wanted = await read(request, Preference)
    citizen.stopped_marketing = wanted.value == "stop"
    mode = platform.room.mode_of(citizen)
    body: Json = {"wa_id": citizen.phone} if mode != "bsuid_only" else {}
    if mode != "phone_only":
        body["user_id"] = citizen.user_id
    body |= {
        "detail": DETAILS[wanted.value],
        "category": MARKETING,
        "value": wanted.value,
        "timestamp": int(platform.room.now()),
    }
    contact = payloads.contact(citizen, mode)
    platform.tell(
        [_update(citizen, "user_preferences", "user_preferences", body, contact)]
    )
    return answer(citizen.shown(), 201)


def _renamed(platform: Platform, citizen: Citizen) -> list[Update]:
    previous = citizen.user_id
    platform.room.rename(citizen, ids.user_id(previous, platform.settings.waba_id))
    # The documented event names nobody but by its ids: no `from`, no contact.
    system = _system(platform, citizen, "user_changed_user_id")
    system["system"] |= {
        "body": "User changed their account",
        "user_id": citizen.user_id,
        "previous_user_id": previous,
    }
    return [
        _update(citizen, payloads.MESSAGES, payloads.MESSAGES, system),
        _told_by_field(platform, citizen, previous),
    ]


def _moved(platform: Platform, citizen: Citizen, number: str) -> list[Update]:
    old, previous = citizen.phone, citizen.user_id
    mode = platform.room.mode_of(citizen)
    platform.room.move(citizen, number, ids.user_id(number, platform.settings.waba_id))
    system = _system(platform, citizen, "user_changed_number")
    change: Json = system["system"]
    change["body"] = f"User {citizen.name} changed their number"
    if mode != "bsuid_only":
        system = {"from": old} | system
        change["wa_id"] = number
    if mode != "phone_only":
        change |= {"user_id": citizen.user_id, "previous_user_id": previous}
    return [
        _update(citizen, payloads.MESSAGES, payloads.MESSAGES, system),
        _told_by_field(platform, citizen, previous),
    ]


def _system(platform: Platform, citizen: Citizen, type_: str) -> Json:
    return {
        "id": ids.message_id(citizen.key, from_office=False),
        "timestamp": str(int(platform.room.now())),
        "type": "system",
        "system": {"type": type_},
    }


def _told_by_field(platform: Platform, citizen: Citizen, previous: str) -> Update:
    mode = platform.room.mode_of(citizen)
    body: Json = {"wa_id": citizen.phone} if mode != "bsuid_only" else {}
    body |= {
        "detail": "User id has changed",
        "user_id": {"previous": previous, "current": citizen.user_id},
        "timestamp": str(int(platform.room.now())),
    }
    return _update(citizen, "user_id_update", "user_id_update", body)


def _update(
    citizen: Citizen, field: str, name: str, body: Json, contact: Json | None = None
) -> Update:
    made_at = asyncio.get_running_loop().time()
    return Update(citizen.key, name, body, contact, made_at, field=field)
