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
    return page(request, "room.html", {})


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
    settings["bare"] = is_bare
    return page(request, "single.html", settings)


def page(
    request: web.Request,
    name: str,
    settings: Json,
    *,
    words: dict[str, str] | None = None,
    parts: dict[str, str] | None = None,
) -> web.Response:
    """
    Return a page; what stands in `words` is escaped, what stands in `parts` is HTML.

    Only a bare phone may be framed.
    """
    language, theme = language_of(request), request.query.get("theme")
    words = words or words_of(language)
    framed_by = FRAMED_BY if settings.get("bare") else "'none'"
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
        **(parts or {}),
    }
    values["phone"] = Template(_read("phone.html")).safe_substitute(values)
    response = web.Response(
        text=Template(_read(name)).substitute(values), content_type="text/html"
    )
    response.headers["Content-Security-Policy"] = POLICY.format(framed_by=framed_by)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def language_of(request: web.Request) -> str:
    """Return the language that a page is asked in, Indonesian if in none."""
    return _one_of(request.query.get("lang"), LANGUAGES)


def words_of(language: str, *more: str) -> dict[str, str]:
    """Return the words of the phones, and perhaps of another page over them."""
    found: dict[str, str] = {}
    for prefix in ("", *more):
        found |= _words(f"locale/{prefix}{language}.json")
    return found


def _one_of(value: str | None, allowed: tuple[str, ...]) -> str:
    return value if value in allowed else allowed[0]


@cache
def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _words(name: str) -> dict[str, str]:
    words: dict[str, str] = json.loads(_read(name))
    return words
