"""What every test may use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from loket.config.keys import keyring as keys_of_this_run
from loket.lib.crypto import Keyring

GROWING = (
    "messaging_event, messaging_message, messaging_body, messaging_seen, "
    "messaging_outbox, messaging_attempt, live_change"
)


CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """
    Debian's Chromium, one for the whole run. While it is open no other event loop can
    run in this process; so tests that use it have a run of their own.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """The keys of this run."""
    return keys_of_this_run()


@pytest.fixture
def shared_db(transactional_db: None) -> Iterator[None]:
    """A database that other connections see too, empty again afterwards."""
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {GROWING}")
