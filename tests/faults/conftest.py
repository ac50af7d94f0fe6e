"""A PostgreSQL that may be killed, and a desk on it that may be killed too."""

from __future__ import annotations

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
# The work on one word fails, another word kills the worker.
POISON = {"LOKET_POISON": "racun", "LOKET_FATAL": "maut"}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A database server of our own."""
    folder = tmp_path_factory.mktemp("server")
    with temporary_server(folder, settings=DURABLE) as server:
        yield server


@pytest.fixture(scope="session")
def the_desk(
    server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """One desk for all faults but the storm."""
    settings = {**IMPATIENT, **POISON}
    with (
        database.made("faults", server.url) as url,
        opened(url, tmp_path_factory.mktemp("desk"), **settings) as desk,
    ):
        yield desk


@pytest.fixture
def desk(the_desk: Desk) -> Iterator[Desk]:
    """The desk, with all switches quiet before and after."""
    the_desk.emulator.reset()
    yield the_desk
    the_desk.emulator.reset()
