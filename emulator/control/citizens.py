"""
People and their phones: who there is, what they say, what they see.

Everything a test does as a citizen goes through here; so does the phone page.
"""

from __future__ import annotations

import asyncio

import msgspec
from aiohttp import web

from emulator import inbound, limits, receipts
from emulator.control.requests import (
    answer,
    citizen_of,
    key_of,
    platform_of,
    read,
    refuse,
    seconds,
    whole_number,
)
from emulator.payloads import Update
from emulator.platform import Platform
from emulator.said import CannotSay, Said
from emulator.state import Message
from emulator.switches import IdentityMode
from emulator.wire import Json


class Person(msgspec.Struct, forbid_unknown_fields=True):
    """What may be set about a citizen; what is left out stays."""

    name: str | msgspec.UnsetType = msgspec.UNSET
    username: str | msgspec.UnsetType = msgspec.UNSET
    identity: IdentityMode | msgspec.UnsetType | None = msgspec.UNSET
    fails_with: int | msgspec.UnsetType = msgspec.UNSET
    silent_for_s: float | msgspec.UnsetType = msgspec.UNSET


# What of it stands on a citizen under the same name.
KNOWN = ("name", "username", "identity", "fails_with")


class SaidBy(Said):
    """Something said, and by whom."""

    phone: str = ""
    name: str = ""


class Batch(msgspec.Struct, forbid_unknown_fields=True):
    """What several people say at once."""

    messages: list[SaidBy]


class Utterance(Said):
    """Something said by the citizen in the address."""

    name: str = ""


async def everyone(request: web.Request) -> web.Response:
    """GET: all citizens, the longest known first."""
    room = platform_of(request).room
    return answer({"citizens": [c.shown() for c in room.citizens.values()]})


async def put(request: web.Request) -> web.Response:
    """PUT: make a citizen, or change what is known of one."""
    room = platform_of(request).room
    person = await read(request, Person)
    citizen = room.citizen(key_of(request.match_info["key"]))
    for name in KNOWN:
        value = getattr(person, name)
        if value is not msgspec.UNSET:
            setattr(citizen, name, value)
    if person.silent_for_s is not msgspec.UNSET:
        citizen.last_spoke_at = room.now() - person.silent_for_s
    room.publish({"event": "citizen", "citizen": citizen.shown()})
    return answer(citizen.shown())


async def remove(request: web.Request) -> web.Response:
    """DELETE: forget a citizen and their phone."""
    room = platform_of(request).room
    citizen = citizen_of(request)
    room.forget(citizen)
    room.publish({"event": "gone", "key": citizen.key})
    return web.Response(status=204)


async def say(request: web.Request) -> web.Response:
    """POST: the citizen says, taps or sends something, in a delivery of its own."""
    platform = platform_of(request)
    said = await read(request, Utterance)
    message, update = _spoken(platform, request.match_info["key"], said, said.name)
    platform.tell([update])
    return answer({"id": message.id, "seq": message.seq}, 201)


async def say_many(request: web.Request) -> web.Response:
    """POST: many say something, each in a delivery of its own."""
    return await _say_batch(request, together=False)


async def say_together(request: web.Request) -> web.Response:
    """POST: many say something, all in one delivery."""
    return await _say_batch(request, together=True)


async def _say_batch(request: web.Request, *, together: bool) -> web.Response:
    platform = platform_of(request)
    batch = await read(request, Batch)
    if not batch.messages:
        raise refuse("messages is empty")
    if together and len(batch.messages) > limits.LARGEST_BATCH:
        raise refuse(f"a delivery holds at most {limits.LARGEST_BATCH} updates")
    spoken = [_spoken(platform, said.phone, said, said.name) for said in batch.messages]
    platform.tell([update for _, update in spoken], together=together)
    ids_ = [{"id": message.id, "seq": message.seq} for message, _ in spoken]
    return answer({"messages": ids_}, 201)


def _spoken(
    platform: Platform, key: str, said: Said, name: str
) -> tuple[Message, Update]:
    citizen = platform.room.citizen(key_of(key))
    try:
        return inbound.speak(platform, citizen, said, name)
    except CannotSay as problem:
        raise refuse(str(problem), 404) from None


async def hear(request: web.Request) -> web.Response:
    """
    GET: the bubbles on a phone after number `after`, perhaps only `from` one side.

    With `wait_s` the answer waits until there is one. Nobody has to exist: a phone
    without words is empty.
    """
    platform = platform_of(request)
    key = key_of(request.match_info["key"])
    after, author = whole_number(request, "after"), request.query.get("from", "")
    deadline = asyncio.get_running_loop().time() + seconds(request, "wait_s")
    while not (found := _heard(platform, key, after, author)):
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0 or not await platform.room.changed(key, left):
            break
    last = found[-1]["seq"] if found else after
    return answer({"messages": found, "last": last})


def _heard(platform: Platform, key: str, after: int, author: str) -> list[Json]:
    citizen = platform.room.find(key)
    if citizen is None:
        return []
    return [
        message.shown()
        for message in citizen.messages
        if message.seq > after and author in ("", message.author)
    ]


async def read_all(request: web.Request) -> web.Response:
    """POST: the citizen looks at the phone; what was delivered becomes read."""
    count = receipts.read(platform_of(request), citizen_of(request))
    return answer({"read": count})


async def show_media(request: web.Request) -> web.Response:
    """GET: a file as the citizen's phone sees it."""
    media = platform_of(request).media.find(request.match_info["media_id"])
    if media is None:
        raise refuse("there is no such file", 404)
    response = web.Response(body=media.content, content_type=media.mime_type)
    if not media.mime_type.startswith(("image/", "audio/", "video/")):
        response.headers["Content-Disposition"] = "attachment"
    return response
