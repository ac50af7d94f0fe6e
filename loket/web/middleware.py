"""The wall behind each page, its language, and files served without a build step."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from whitenoise.middleware import (  # type: ignore[import-untyped]
    WhiteNoiseMiddleware,
)

from loket.lib import walls
from loket.lib.audit import Actor, ActorKind, acting
from loket.web.requests import address_of

Handler = Callable[[HttpRequest], HttpResponse]

_PACKED = frozenset({".css", ".js", ".svg"})


class Wall:
    """The database shows a request nothing until it is known who asks."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer behind the wall; until somebody is known, nobody acts."""
        nobody = Actor(ActorKind.NOBODY, origin=address_of(request))
        with walls.raised(), acting(nobody):
            return self.get_response(request)


class Language:
    """
    Indonesian, unless somebody chose otherwise on these pages.

    What the browser prefers is not asked: office computers often speak English
    while the people in front of them do not.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _ in settings.LANGUAGES}
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Files(WhiteNoiseMiddleware):  # type: ignore[misc]
    """
    Static files, whole and packed once.

    The base class streams from a blocking file, which an asynchronous server must
    read to its end first, with a warning for each.
    """

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        """Return one file."""
        found = static_file.get_response(request.method, request.META)
        headers = dict(found.headers)
        body = found.file.read() if found.file is not None else b""
        if found.file is not None:
            body = _packed(request, Path(found.file.name), body, headers)
            found.file.close()
        response = HttpResponse(body, status=int(found.status))
        del response["Content-Type"]
        for name, value in headers.items():
            response[name] = value
        return response


def _packed(
    request: HttpRequest, path: Path, body: bytes, headers: dict[str, str]
) -> bytes:
    is_whole = "HTTP_RANGE" not in request.META
    if not (is_whole and path.suffix in _PACKED and _takes_gzip(request.META)):
        return body
    packed = _pack(body)
    headers |= {
        "Content-Encoding": "gzip",
        "Vary": "Accept-Encoding",
        "Content-Length": str(len(packed)),
    }
    return packed


def _takes_gzip(meta: Mapping[str, Any]) -> bool:
    return "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "")


@lru_cache(maxsize=64)
def _pack(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)
