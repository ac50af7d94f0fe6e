"""What every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser

from loket.config.keys import keyring as keys_of_this_run
from loket.lib.crypto import Keyring
from tests import chromium

GROWING = (
    "messaging_event, messaging_message, messaging_body, messaging_seen, "
    "messaging_outbox, messaging_attempt, live_change"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run; so tests that use it have a run of their own."""
    with chromium.started() as browser:
        yield browser


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
