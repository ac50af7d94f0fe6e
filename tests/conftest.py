"""What every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from loket.config.keys import keyring as keys_of_this_run
from loket.lib.crypto import Keyring
from tests import chromium

# A busy machine is no fault of ours: what is searched counts, never how long it takes.
# A fixture of a test that is made once for all its examples is meant to be.
settings.register_profile(
    "loket",
    settings(),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("loket")

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
    """A database that other connections see too, empty before and afterwards."""
    _empty()
    yield
    _empty()


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {GROWING}")
