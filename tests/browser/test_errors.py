"""The pages for what went wrong are for everybody, like all others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import RequestFactory
from django.utils import translation

from loket.lib import ids
from loket.web import errors
from tests.browser import looks, spoken

pytestmark = pytest.mark.browser


def broken(request: HttpRequest) -> HttpResponse:
    try:
        raise OperationalError
    except OperationalError:
        return errors.server_error(request)


PAGES: dict[int, Callable[[HttpRequest], HttpResponse]] = {
    400: lambda request: errors.bad_request(request, ValueError()),
    403: errors.forgery,
    429: lambda request: render(request, "429.html", status=429),
    500: errors.server_error,
    503: broken,
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("status", PAGES)
def test_an_error_page_is_for_everybody(visit, status, language):
    request = RequestFactory().get("/tidak/ada")
    request.user, request.trace = AnonymousUser(), ids.new_hex()
    with translation.override(language):
        answer = PAGES[status](request)
    assert answer.status_code == status

    # Drawn here and put before the browser in the place of a page that is not there:
    # what breaks a real desk in just this way cannot be asked for by an address.
    page = visit("/tidak/ada", language=language)
    csp = page.answer.headers["content-security-policy"]
    headers = {"content-type": "text/html", "content-security-policy": csp}
    page.route(
        "**/tidak/ada",
        lambda route: route.fulfill(
            status=status, body=answer.content, headers=headers
        ),
    )
    page.answer = page.reload()

    assert page.answer.status == status
    assert looks.everywhere(page, page.troubles) == {}
    assert spoken.foreign(spoken.of(page), language) == []
    assert page.get_by_role("heading", level=1).count() == 1
    page.close()
