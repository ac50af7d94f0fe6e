"""A real Chromium before a real desk, each page watched for errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.browser import ids as known
from tests.browser.desk import HEAD
from tests.browser.site import Site, choose, context, served, sign_in_once


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("pages")) as site:
        yield site


@pytest.fixture(scope="session")
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """
    Open a page of a look, width and language. Everybody signs in once, and browsers
    are kept and used again. The page bears its answer, and what the browser tells of.
    """
    kept: dict[tuple[str, int, str, str], BrowserContext] = {}
    signed_in: dict[str, StorageState] = {}

    def visit(
        path: str,
        theme: str = "light",
        width: int = 1366,
        email: str = "",
        language: str = "id",
    ) -> Page:
        if email and email not in signed_in:
            signed_in[email] = sign_in_once(browser, site, email)
        key = (theme, width, email, language)
        if key not in kept:
            kept[key] = context(browser, width, signed_in.get(email))
            choose(kept[key], site, theme=theme, language=language)
        page = kept[key].new_page()
        page.troubles = []
        page.on("console", lambda m: _note(page, m))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.answer = page.goto(site.url + path)
        return page

    yield visit
    for one in kept.values():
        one.close()


def _note(page: Page, message) -> None:
    # That the page itself is not there, its answer says.
    is_of_page = message.location.get("url") == page.url
    is_answer = is_of_page and "the server responded with a status" in message.text
    if message.type in {"error", "warning"} and not is_answer:
        page.troubles.append(message.text)


@pytest.fixture(scope="session")
def ids(site: Site) -> dict[str, object]:
    """What stands in addresses, by words for it."""
    return known.of(site)


@pytest.fixture
def agenda(visit: Callable[..., Page]) -> Iterator[Page]:
    """The busy office, as its head sees it, with the hour chosen that is now: the next
    one may begin while a test looks."""
    page = visit("/offices/TM/agenda/", email=HEAD)
    page.goto(urljoin(page.url, page.locator("tr.sel th a").get_attribute("href")))
    yield page
    page.close()
