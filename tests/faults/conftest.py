"""
A PostgreSQL that may be killed, and desks on it that may be killed too.

`FAULTS=short` or `QUICK=1` makes the runs short enough for every change.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from loket.lib.embedded_postgres import Server, temporary_server
from tests.desk import database
from tests.desk.desk import Desk, opened
from tests.desk.fixtures import pytest_runtest_makereport

__all__ = ["pytest_runtest_makereport"]

# What a 200 promises is only true with these.
DURABLE = {"fsync": "on", "full_page_writes": "on"}
# Nobody waits half a minute for a message whose sender died.
IMPATIENT = {"LOKET_SEND_TIMEOUT_S": "1", "LOKET_SEND_LEASE_S": "3"}


@pytest.fixture(scope="session")
def is_short() -> bool:
    """Test if the short variant is wanted."""
    return os.environ.get("FAULTS") == "short" or bool(os.environ.get("QUICK"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A database server of our own."""
    folder = tmp_path_factory.mktemp("server")
    with temporary_server(folder, settings=DURABLE) as server:
        yield server


@pytest.fixture(scope="module")
def the_desk(
    server: Server, request: pytest.FixtureRequest, tmp_path_factory
) -> Iterator[Desk]:
    """A desk for the faults of one file."""
    name = request.module.__name__.rpartition(".")[2]
    with (
        database.made(name, server.url) as url,
        opened(url, tmp_path_factory.mktemp(name), **IMPATIENT) as desk,
    ):
        yield desk


@pytest.fixture
def desk(the_desk: Desk) -> Iterator[Desk]:
    """The desk, with all switches quiet before and after."""
    the_desk.emulator.reset()
    yield the_desk
    the_desk.emulator.reset()
