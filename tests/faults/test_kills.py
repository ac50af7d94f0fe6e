"""Whatever is killed: nothing lost, nothing twice, everything in order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from loket.lib.embedded_postgres import Server
from tests.desk import database
from tests.desk.desk import Desk
from tests.desk.processes import free_port
from tests.faults import truth
from tests.faults.conftest import IMPATIENT
from tests.faults.storm import POINTS, Size, Storm
from tests.faults.variant import IS_SHORT

pytestmark = pytest.mark.fault

LONG = Size(messages=5_000, people=200, bookers=30, rounds=6)
SHORT = Size(messages=400, people=40, bookers=6, rounds=1)


# Two who share the work are all that a short run needs; one alone is left to the long.
WORKERS = [2] if IS_SHORT else [1, 2]


@pytest.fixture(params=WORKERS)
def storm(
    request: pytest.FixtureRequest, server: Server, tmp_path: Path
) -> Iterator[Storm]:
    """A storm about to begin, over a desk without an emulator."""
    port = free_port()
    env = {**IMPATIENT, "LOKET_GRAPH_URL": f"http://127.0.0.1:{port}"}
    with database.made("storm", server.url) as url:
        desk = Desk(url, env, tmp_path, workers=request.param)
        try:
            desk.open()
            yield Storm(desk, server, port, SHORT if IS_SHORT else LONG, seed=1)
        finally:
            desk.close()


def test_kills_lose_nothing_and_double_nothing(storm: Storm) -> None:
    asyncio.run(storm.run())
    desk, load, calls = storm.desk, storm.load, storm.graph.calls
    wrong = chain(
        truth.lost_or_doubled(desk, load),
        truth.answered_wrongly(desk),
        truth.sent_wrongly(desk, calls, storm.helped),
        truth.oversold(desk, load),
        truth.tried_in_vain(desk),
    )
    assert list(wrong) == []
    assert {point for points in POINTS.values() for point in points} <= set(
        storm.killed
    )
    assert load.booked
