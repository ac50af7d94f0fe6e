"""The number itself: registered, verified, set up, and whom it blocks."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from emulator import ids
from emulator.errors import Refusal
from emulator.graph.door import read_fields, require_number
from emulator.graph.paging import page_of
from emulator.number import CODE, PIN
from emulator.platform import Platform
from emulator.state import Citizen
from emulator.wire import Json

METHODS = ("SMS", "VOICE")


async def register(platform: Platform, request: web.Request, node: str) -> Json:
    """Take the number into use; a PIN that was set must be repeated."""
    require_number(platform, request, node)
    fields = await read_fields(request)
    pin = str(fields.get("pin", ""))
    if not PIN.fullmatch(pin):
        raise Refusal(100, message="The parameter pin is required.")
    if platform.number.pin and pin != platform.number.pin:
        raise Refusal(133005)
    platform.number.pin = pin
    if platform.switches.account == "unregistered":
        platform.turn({"account": "ok"})
    return {"success": True}


async def deregister(platform: Platform, request: web.Request, node: str) -> Json:
    """Take the number out of use: from now on nothing can be sent."""
    require_number(platform, request, node)
    platform.turn({"account": "unregistered"})
    return {"success": True}


async def request_code(platform: Platform, request: web.Request, node: str) -> Json:
    """Let a code be sent to the number; in the training room it is always the same."""
    require_number(platform, request, node)
    fields = await read_fields(request)
    if fields.get("code_method") not in METHODS:
        raise Refusal(100, message="The parameter code_method is required.")
    return {"success": True}


async def verify_code(platform: Platform, request: web.Request, node: str) -> Json:
    """Check the code that was sent."""
    require_number(platform, request, node)
    code = str((await read_fields(request)).get("code", ""))
    if code.replace("-", "") != CODE:
        raise Refusal(136025, message="Code couldn't be verified")
    return {"success": True, "id": node}


async def settings(platform: Platform, request: web.Request, node: str) -> Json:
    """Return how calls, storage and identity checks are set."""
    require_number(platform, request, node)
    return platform.number.settings


async def change_settings(platform: Platform, request: web.Request, node: str) -> Json:
    """Change some of these settings."""
    require_number(platform, request, node)
    for name, value in (await read_fields(request)).items():
        if isinstance(value, dict):
            before = platform.number.settings.get(name, {})
            platform.number.settings[name] = before | value
    return {"success": True}


async def blocked(platform: Platform, request: web.Request, node: str) -> Json:
    """Return whom the number blocks."""
    require_number(platform, request, node)
    people = sorted(platform.number.blocked)
    return page_of(
        request, [{"messaging_product": "whatsapp", "wa_id": key} for key in people]
    )


async def block(platform: Platform, request: web.Request, node: str) -> Json:
    """Block people: what they write does not arrive any more."""
    require_number(platform, request, node)
    people = _people(platform, await read_fields(request))
    platform.number.blocked |= {citizen.key for _, citizen in people}
    return _answer("added_users", people)


async def unblock(platform: Platform, request: web.Request, node: str) -> Json:
    """Let people write again."""
    require_number(platform, request, node)
    people = _people(platform, await read_fields(request))
    platform.number.blocked -= {citizen.key for _, citizen in people}
    return _answer("removed_users", people)


def _people(platform: Platform, fields: Json) -> list[tuple[str, Citizen]]:
    users: Any = fields.get("block_users")
    if not isinstance(users, list) or not users:
        raise Refusal(100, message="The parameter block_users is required.")
    found = []
    for user in users:
        written = str(user.get("user", "")) if isinstance(user, dict) else ""
        key = written if ids.USER_ID.fullmatch(written) else ids.phone_number(written)
        if not key:
            raise Refusal(139100, f"{written} is neither a number nor a user id.")
        found.append((written, platform.room.citizen(key)))
    return found


def _answer(name: str, people: list[tuple[str, Citizen]]) -> Json:
    users = [{"input": written, "wa_id": c.phone} for written, c in people]
    return {"messaging_product": "whatsapp", "block_users": {name: users}}
