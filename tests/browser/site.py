"""The desk of these tests in a process of its own, and browsers before it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from playwright.sync_api import Browser, BrowserContext, StorageState

from tests import authenticator
from tests.browser.desk import PASSWORD, PROVEN
from tests.browser.things import SECRET
from tests.desk import database

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0


@dataclass(frozen=True)
class Site:
    """Where the desk is, and where its data and database are."""

    url: str
    folder: Path
    database_url: str


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Fill a desk with a busy day, and let it answer; its data lies in a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
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


def context(browser: Browser, width: int, state: StorageState | None = None):
    height = 844 if width < 500 else 800
    # Colours that fade from one to the other have no contrast to be measured.
    made = browser.new_context(
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        storage_state=state,
    )
    made.set_default_timeout(10_000)
    return made


def choose(context: BrowserContext, site: Site, **choices: str) -> None:
    context.add_cookies(
        [
            {"name": name, "value": value, "url": site.url}
            for name, value in choices.items()
        ]
    )


def sign_in_once(browser: Browser, site: Site, email: str) -> StorageState:
    made = context(browser, 1366)
    sign_in(made, site, email)
    state = made.storage_state()
    made.close()
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
        _forget_codes(site)
        page.fill("#id_code", authenticator.code(SECRET))
        page.get_by_role("button", name="Periksa kode").click()
    page.wait_for_url("**/agenda/**")
    page.close()


def _forget_codes(site: Site) -> None:
    """A code counts once; a test that comes in the same half minute needs it, too."""
    with psycopg.connect(site.database_url, autocommit=True) as there:
        there.execute("delete from web_cache")
