"""
Pages for what went wrong: each says in words of daily life what to do next.

They ask nothing of the database, because it may be what is away.
"""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER_S = 10
BAD, FORBIDDEN, MISSING, BROKEN, AWAY = 400, 403, 404, 500, 503


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request makes no sense."""
    return _page(request, BAD)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This may not be done."""
    return _page(request, FORBIDDEN)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old, or comes from another site."""
    return _page(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or not for this person."""
    return _page(request, MISSING)


def server_error(request: HttpRequest) -> HttpResponse:
    """We failed; if it is the database that is away, come back soon."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _page(request, AWAY)
        response["Retry-After"] = str(RETRY_AFTER_S)
        return response
    return _page(request, BROKEN)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    # What somebody asked for in vain is not repeated: it may be anything.
    context = {"is_error": True}
    response = render(request, f"errors/{status}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
