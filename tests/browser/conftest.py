"""A real Chromium before a real desk, each page watched for errors."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.browser import ids as known
from tests.browser.desk import HEAD, PASSWORD, PROVEN
from tests.browser.things import SECRET
from tests.desk import database

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0
# How long a code of an app counts.
PERIOD_S = 30


@dataclass(frozen=True)
class Site:
    """Where the desk is, and where its data and database are."""

    url: str
    folder: Path
    database_url: str


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("pages")
    with database.made(f"pages_{os.getpid()}") as url:
        env = {
            **os.environ,
            "LOKET_DATABASE_URL": url,
            "LOKET_DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "loket.config.settings",
        }
        command = [sys.executable, "-m", "tests.browser.desk", str(port)]
        with subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as process:
            try:
                _wait(f"http://127.0.0.1:{port}/health", process)
                yield Site(f"http://127.0.0.1:{port}", folder, url)
            finally:
                process.terminate()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the desk of the browser tests did not start")


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
            signed_in[email] = _sign_in_once(browser, site, email)
        key = (theme, width, email, language)
        if key not in kept:
            kept[key] = _context(browser, width, signed_in.get(email))
            _choose(kept[key], site, theme=theme, language=language)
        page = kept[key].new_page()
        page.troubles = []
        page.on("console", lambda m: _note(page, m))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.answer = page.goto(site.url + path)
        return page

    yield visit
    for context in kept.values():
        context.close()


def _context(browser: Browser, width: int, state: StorageState | None = None):
    height = 844 if width < 500 else 800
    # Colours that fade from one to the other have no contrast to be measured.
    context = browser.new_context(
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        storage_state=state,
    )
    context.set_default_timeout(10_000)
    return context


def _choose(context: BrowserContext, site: Site, **choices: str) -> None:
    context.add_cookies(
        [
            {"name": name, "value": value, "url": site.url}
            for name, value in choices.items()
        ]
    )


def _sign_in_once(browser: Browser, site: Site, email: str) -> StorageState:
    context = _context(browser, 1366)
    sign_in(context, site, email)
    state = context.storage_state()
    context.close()
    return state


def sign_in(context: BrowserContext, site: Site, email: str) -> None:
    """Come in by the door, with a second factor if there is one."""
    page = context.new_page()
    page.goto(f"{site.url}/sign-in/")
    page.fill("#id_email", email)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    if email == PROVEN:
        page.wait_for_url("**/second-factor/")
        counter = int(time.time()) // PERIOD_S
        page.fill("#id_code", format_hotp_value(hotp_value(SECRET, counter)))
        page.get_by_role("button", name="Periksa kode").click()
    page.wait_for_url("**/agenda/**")
    page.close()


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
    """The busy office, as its head sees it."""
    page = visit("/offices/TM/agenda/", email=HEAD)
    yield page
    page.close()
