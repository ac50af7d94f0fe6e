"""
The HTML around the phones.

Bubbles are drawn in the browser from text nodes; what stands in these pages is
escaped here, and their policy allows no inline code at all.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from aiohttp import web

from emulator.control.requests import key_of, platform_of
from emulator.wire import Json

FOLDER = Path(__file__).parent
LANGUAGES = ("id", "en")
THEMES = ("light", "dark")

# Loket's demo page shows a phone in a frame, from whichever port it runs on.
FRAMED_BY = "http://127.0.0.1:* http://localhost:*"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors {framed_by}"
)


async def room(request: web.Request) -> web.Response:
    """GET /: several phones side by side, with the switches."""
    return _page(request, "room.html", {}, framed_by="'none'")


async def single(request: web.Request) -> web.Response:
    """
    GET /phone/{key}: one phone.

    `bare=1` leaves out everything around it, for a frame. `lang` is id or en, `theme`
    light or dark (else the system's), `name` is what the citizen is called.
    """
    key = key_of(request.match_info["key"])
    citizen = platform_of(request).room.find(key)
    known = citizen.name if citizen else ""
    settings: Json = {"key": key, "name": request.query.get("name", "")[:60] or known}
    is_bare = request.query.get("bare") == "1"
    framed_by = FRAMED_BY if is_bare else "'none'"
    settings["bare"] = is_bare
    return _page(request, "single.html", settings, framed_by=framed_by)


def _page(
    request: web.Request, name: str, settings: Json, *, framed_by: str
) -> web.Response:
    language = _one_of(request.query.get("lang"), LANGUAGES)
    theme = request.query.get("theme")
    words = _words(language)
    office = platform_of(request).settings.name
    data = settings | {"words": words, "office": office, "lang": language}
    values = {key: escape(value) for key, value in words.items()}
    values |= {
        "lang": language,
        "other_lang": "en" if language == "id" else "id",
        "theme": theme if theme in THEMES else "auto",
        "body_class": "bare" if settings.get("bare") else "",
        "data": json.dumps(data).replace("<", "\\u003c"),
        "icons": _read("icons.svg"),
        "phone": Template(_read("phone.html")).substitute(values),
    }
    response = web.Response(
        text=Template(_read(name)).substitute(values), content_type="text/html"
    )
    response.headers["Content-Security-Policy"] = POLICY.format(framed_by=framed_by)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _one_of(value: str | None, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else allowed[0]


@cache
def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _words(language: str) -> dict[str, str]:
    words: dict[str, Any] = json.loads(_read(f"locale/{language}.json"))
    return words
