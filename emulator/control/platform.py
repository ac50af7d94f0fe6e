"""
What the platform does on its own: reviews templates, tells of accounts, lets time go.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta

from emulator import reviews
from emulator.control.requests import answer, platform_of, read, refuse
from emulator.errors import Refusal
from emulator.platform import Platform
from emulator.templates import CATEGORIES
from emulator.wire import Json


class Verdict(msgspec.Struct, forbid_unknown_fields=True):
    """What happens to a template: an event, another category, or a quality."""

    event: str = ""
    reason: str = "NONE"
    category: str = ""
    quality: str = ""


class Event(msgspec.Struct, forbid_unknown_fields=True):
    """Any event of any field; `name` takes one of those that are prepared."""

    field: str = ""
    value: Any = None
    name: str = ""


class Leap(msgspec.Struct, forbid_unknown_fields=True):
    """How far the room's clock is put forward."""

    seconds: Annotated[float, Meta(ge=0.0)]


async def templates(request: web.Request) -> web.Response:
    """GET: all templates with state, category and quality."""
    return answer({"templates": platform_of(request).templates.all()})


async def add_template(request: web.Request) -> web.Response:
    """POST: a template as an office makes it, but approved at once."""
    platform = platform_of(request)
    wanted = await read(request, dict[str, Any])
    found = platform.templates.find(
        str(wanted.get("name", "")), str(wanted.get("language", ""))
    )
    if found:
        platform.templates.remove(found["name"], found["id"])
    try:
        template = platform.templates.create(wanted)
    except Refusal as problem:
        raise refuse(problem.details) from None
    template["status"] = str(wanted.get("status", "APPROVED"))
    return answer(template, 201)


async def judge(request: web.Request) -> web.Response:
    """POST: the platform decides on a template, and tells the office."""
    platform = platform_of(request)
    template = platform.templates.with_id(request.match_info["template_id"])
    if template is None:
        raise refuse("there is no such template", 404)
    verdict = await read(request, Verdict)
    _check(verdict)
    if verdict.category:
        platform.reviewer.recategorise(template, verdict.category)
    if verdict.quality:
        platform.reviewer.rate(template, verdict.quality)
    if verdict.event:
        platform.reviewer.decide(template, verdict.event, verdict.reason)
    return answer(template)


def _check(verdict: Verdict) -> None:
    known = (
        (verdict.event, tuple(reviews.STATE_AFTER)),
        (verdict.category, CATEGORIES),
        (verdict.quality, reviews.SCORES),
    )
    for wanted, words in known:
        if wanted and wanted not in words:
            raise refuse(f"{wanted} is none of {', '.join(words)}")


async def events(request: web.Request) -> web.Response:
    """GET: the events that are prepared."""
    return answer({"events": platform_of(request).number.events})


async def announce(request: web.Request) -> web.Response:
    """POST: tell the office something about its account or number."""
    platform = platform_of(request)
    event = await read(request, Event)
    field, value = (
        _prepared(platform, event) if event.name else (event.field, event.value)
    )
    if not field or not isinstance(value, dict):
        raise refuse("a field, and a value that is an object, or the name of an event")
    platform.announce(field, value)
    return answer({"field": field, "value": value}, 201)


def _prepared(platform: Platform, event: Event) -> tuple[str, Json]:
    for entry in platform.number.events:
        if entry["name"] == event.name:
            return entry["field"], entry["value"] | (event.value or {})
    raise refuse(f"no event is called {event.name!r}", 404)


async def clock(request: web.Request) -> web.Response:
    """GET: what time it is in the room, and how fast it goes."""
    return answer(_shown(platform_of(request)))


async def leap(request: web.Request) -> web.Response:
    """POST: put the room's clock forward; pauses, windows and reviews end in time."""
    platform = platform_of(request)
    wanted = await read(request, Leap)
    shift_s = platform.switches.clock_shift_s + wanted.seconds
    platform.turn({"clock_shift_s": shift_s})
    shown = msgspec.to_builtins(platform.switches)
    platform.room.publish({"event": "switches", "switches": shown})
    return answer(_shown(platform))


def _shown(platform: Platform) -> Json:
    switches = platform.switches
    return {
        "now": platform.clock.now(),
        "speed": switches.time_warp,
        "shift_s": switches.clock_shift_s,
    }
