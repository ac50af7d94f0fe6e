"""A second factor for whoever signed in on a real desk."""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING

from tests import authenticator

if TYPE_CHECKING:
    from tests.deploy.conftest import Real

PAGE = "/me/app/"


def add_app(real: Real, cookie: str) -> None:
    """Set up an app, as everybody must before anything else; `cookie` is signed in."""
    page = real.ask(PAGE, Cookie=cookie).body
    found = re.search(r"[A-Z2-7]{32}", page)
    token = re.search(r"loket_csrf=(\w+)", cookie)
    assert found, page
    assert token, cookie
    code = authenticator.code(found[0])
    fields = {"csrfmiddlewaretoken": token[1], "code": code}
    body = urllib.parse.urlencode(fields).encode()
    answer = real.ask(PAGE, body, Cookie=cookie, Referer=real.address)
    assert answer.status == 302, answer.body
