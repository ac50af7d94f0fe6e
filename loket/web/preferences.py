"""Language and look, kept in cookies, so that they count before anybody signs in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from loket.web.access import public
from loket.web.context import THEME_COOKIE, THEMES
from loket.web.requests import Request

YEAR_S = 365 * 24 * 60 * 60


@require_POST
@public
def preferences(request: Request) -> HttpResponse:
    """Keep a choice and go back to the page on which it was made."""
    response = redirect(_back(request))
    languages = {code for code, _ in settings.LANGUAGES}
    _keep(request, response, "language", settings.LANGUAGE_COOKIE_NAME, languages)
    _keep(request, response, "theme", THEME_COOKIE, set(THEMES))
    return response


def _keep(
    request: Request, response: HttpResponse, field: str, cookie: str, known: set[str]
) -> None:
    chosen = request.POST.get(field, "")
    if chosen in known:
        response.set_cookie(
            cookie,
            chosen,
            max_age=YEAR_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _back(request: Request) -> str:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return wanted if is_ours else "/"
