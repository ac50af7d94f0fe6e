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
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.desk import HEAD, PASSWORD
from tests.desk import database

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
    """Open a page of a look and width; a signed-in browser is kept and used again."""
    kept: dict[tuple[str, int, str], BrowserContext] = {}

    def visit(
        path: str, theme: str = "light", width: int = 1366, email: str = ""
    ) -> Page:
        key = (theme, width, email)
        if key not in kept:
            kept[key] = new_context(browser, site, theme, width)
            if email:
                sign_in(kept[key], site, email)
        page = kept[key].new_page()
        page.troubles = []
        page.on("console", lambda m: _note(page, m))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.goto(site.url + path)
        return page

    yield visit
    for context in kept.values():
        context.close()


def new_context(browser: Browser, site: Site, theme: str, width: int) -> BrowserContext:
    height = 844 if width < 500 else 800
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "theme", "value": theme, "url": site.url}])
    return context


def sign_in(context: BrowserContext, site: Site, email: str) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/sign-in/")
    page.fill("#id_email", email)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/agenda/**")
    page.close()


def _note(page: Page, message) -> None:
    if message.type in {"error", "warning"}:
        page.troubles.append(message.text)


@pytest.fixture
def agenda(visit: Callable[..., Page]) -> Iterator[Page]:
    """The busy office, as its head sees it."""
    page = visit("/offices/TM/agenda/", email=HEAD)
    yield page
    page.close()


def faults(page: Page) -> list[str]:
    """What axe finds, as lines."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, iframes: false})", RULES
    )
    return [
        f"{fault['id']}: {node['target']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
