"""Answers that are not pages: health and icons."""

from __future__ import annotations

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loket.web import icons
from loket.web.access import public

YEAR_S = 365 * 24 * 60 * 60


@require_GET
@public
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except Error:
        return HttpResponse("database away\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
@public
def sprite(request: HttpRequest) -> HttpResponse:
    """All icons; the digest in the address lets browsers keep them."""
    response = HttpResponse(icons.sprite(), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    return response
