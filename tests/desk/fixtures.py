"""The desk of a test session; a failed test shows what its processes wrote."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest

from tests.desk import database
from tests.desk.desk import Desk, opened


@pytest.fixture(scope="session")
def the_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all journeys of this process; citizens are new in each test."""
    folder = tmp_path_factory.mktemp("desk")
    with database.made(f"desk_{os.getpid()}") as url, opened(url, folder) as desk:
        yield desk


@pytest.fixture
def desk(the_desk: Desk) -> Desk:
    """The desk, with an emulator whose switches are quiet."""
    the_desk.emulator.reset()
    return the_desk


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    known: dict[str, Any] = getattr(item, "funcargs", {})
    desks = [one for one in known.values() if isinstance(one, Desk)]
    if report.failed and desks:
        report.sections += desks[0].last_words()
    return report
