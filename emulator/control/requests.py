"""Reading control requests: typed, JSON only, refused with a sentence."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from aiohttp import web

from emulator import ids
from emulator.platform import PLATFORM, Platform
from emulator.state import Citizen

Wanted = TypeVar("Wanted")

LONGEST_WAIT_S = 60.0
UNPROCESSABLE = 422


def refuse(sentence: str, status: int = UNPROCESSABLE) -> web.HTTPException:
    """Return the answer to a request that makes no sense here."""
    body = msgspec.json.encode({"error": sentence})
    types: dict[int, type[web.HTTPException]] = {
        404: web.HTTPNotFound,
        415: web.HTTPUnsupportedMediaType,
        UNPROCESSABLE: web.HTTPUnprocessableEntity,
    }
    return types[status](body=body, content_type="application/json")


def answer(body: Any, status: int = 200) -> web.Response:
    """Return a JSON answer."""
    return web.Response(
        body=msgspec.json.encode(body), status=status, content_type="application/json"
    )


async def read(request: web.Request, type_: type[Wanted]) -> Wanted:
    """
    Return the JSON body as a type.

    Only `application/json` is read: a page of another site cannot send that
    without being asked first, so it cannot steer the room.
    """
    raw = await request.read()
    if raw and request.content_type != "application/json":
        raise refuse("send application/json", 415)
    try:
        return msgspec.json.decode(raw or b"{}", type=type_)
    except (msgspec.DecodeError, msgspec.ValidationError) as problem:
        raise refuse(str(problem)) from None


def platform_of(request: web.Request) -> Platform:
    """Return the platform of a request."""
    return request.app[PLATFORM]


def key_of(text: str) -> str:
    """Return a phone number or user id in the form the room keeps, or refuse."""
    key = text if ids.USER_ID.fullmatch(text) else ids.phone_number(text)
    if not key:
        raise refuse(f"{text!r} is neither a phone number nor a user id")
    return key


def citizen_of(request: web.Request) -> Citizen:
    """Return the citizen in the address, or refuse with 404."""
    key = key_of(request.match_info["key"])
    citizen = platform_of(request).room.find(key)
    if citizen is None:
        raise refuse(f"nobody here has the number {key}", 404)
    return citizen


def seconds(request: web.Request, name: str) -> float:
    """Return how long a caller wants to wait, at most a minute."""
    try:
        return min(float(request.query.get(name, "0")), LONGEST_WAIT_S)
    except ValueError:
        raise refuse(f"{name} is not a number") from None


def whole_number(request: web.Request, name: str) -> int:
    """Return a whole number of the query, 0 if it is not there."""
    text = request.query.get(name, "0")
    if not text.isdigit():
        raise refuse(f"{name} is not a whole number")
    return int(text)
