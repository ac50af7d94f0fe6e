"""
One id for each request: on every log line of it, on its answer, on its error page.

Requests are told and counted by the name of their route. An address may hold ids, and
what somebody searched for; neither belongs into a log or a figure.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse

from loket.lib import clock, ids
from loket.lib.pulse import counts
from loket.lib.pulse.counts import Counter, Histogram

log = structlog.get_logger(__name__)

HEADER = "X-Request-ID"
# What a proxy makes itself; anything else could be words.
_MADE = re.compile(r"[0-9a-f]{32}")
NO_ROUTE, FILES = "none", "files"
_QUIET = frozenset({"health", "ready", FILES})
_MS = 1000

_durations: dict[str, Histogram] = {}
_answers: dict[tuple[str, int], Counter] = {}


class Traces:
    """Gives each request its id, tells how it went, and counts it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer one request."""
        given = request.headers.get(HEADER, "")
        request.trace = given if _MADE.fullmatch(given) else ids.new_hex()
        request.came_at = clock.now()
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=request.trace):
            response = self.get_response(request)
            _tell(request, response.status_code, time.perf_counter() - began)
        response[HEADER] = request.trace
        return response


def _tell(request: Any, status: int, took_s: float) -> None:
    route = route_of(request)
    _count(route, status, took_s)
    if route not in _QUIET:
        log.info(
            "request",
            route=route,
            method=request.method if request.method in _METHODS else "other",
            status=status,
            ms=round(took_s * _MS, 1),
        )


_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


def route_of(request: HttpRequest) -> str:
    """Return the name of the route, never its address."""
    match = getattr(request, "resolver_match", None)
    if match is not None:
        return str(match.url_name or NO_ROUTE)
    return FILES if request.path.startswith("/static/") else NO_ROUTE


def _count(route: str, status: int, took_s: float) -> None:
    if route not in _durations:
        about = "How long the answer to a request took, by the name of its route."
        _durations[route] = counts.histogram(
            "http_seconds", about, counts.ANSWERS, route=route
        )
    _durations[route].note(took_s)
    key = (route, status)
    if key not in _answers:
        about = "Requests by the name of their route and the status of the answer."
        _answers[key] = counts.counter(
            "http_requests", about, route=route, status=str(status)
        )
    _answers[key].value += 1


def _note_failure(request: HttpRequest | None = None, **_: Any) -> None:
    route = route_of(request) if request is not None else NO_ROUTE
    log.error("request failed", route=route, exc_info=sys.exc_info())


got_request_exception.connect(_note_failure, dispatch_uid="loket.web.traces")
