"""Answers that are not pages: health and icons."""

from __future__ import annotations

from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loket.lib.pulse import reads
from loket.lib.sql import Cursor
from loket.messaging import health as messages
from loket.messaging.watch import LATE_AFTER_S
from loket.web import icons
from loket.web.access import public

YEAR_S = 365 * 24 * 60 * 60


@require_GET
@public
def health(request: HttpRequest) -> HttpResponse:
    """200 while this process answers at all; nothing else is looked at or told."""
    return _say("ok\n")


@require_GET
@public
def ready(request: HttpRequest) -> HttpResponse:
    """
    Whether this process can do its work, for a balancer on the same machine: 503 while
    the database is away. How the workers stand is told beside it, but pages serve
    without them. Whoever comes through a proxy finds nothing here.
    """
    if "HTTP_X_FORWARDED_FOR" in request.META:
        raise Http404
    try:
        with connection.cursor() as cursor:
            workers = _workers(cursor)
    except Error:
        return _say("database away\n", status=503)
    return _say(f"database ok\nworker {workers}\n")


def _workers(cursor: Cursor) -> str:
    alive = [it for it in reads.processes(cursor) if it.kind == "worker" and it.is_seen]
    if not alive:
        return "missing"
    is_late = any(it.oldest_s > LATE_AFTER_S for it in messages.lanes(cursor))
    return "late" if is_late or all(it.hanging for it in alive) else "ok"


def _say(words: str, status: int = 200) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain")
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@public
def sprite(request: HttpRequest) -> HttpResponse:
    """All icons; the digest in the address lets browsers keep them."""
    response = HttpResponse(icons.sprite(), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    return response
