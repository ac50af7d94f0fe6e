"""The clock is set back and forth while people talk: nobody waits until it is right."""

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
from tests.faults.storm import Size, Storm
from tests.faults.variant import IS_SHORT
from tests.faults.wrong_clock import Clock

pytestmark = pytest.mark.fault

LONG = Size(messages=2_000, people=100, bookers=20, rounds=4)
SHORT = Size(messages=300, people=30, bookers=4, rounds=1)
HOUR_S = 3600.0
# Each time the clock is set, it is wrong by so much. After the last time, which sets it
# back, those who wrote just before say nothing more.
SETTINGS = (HOUR_S, -HOUR_S, 0.0, -5 * HOUR_S, 30.0, -30.0, 5 * HOUR_S, 0.0)


class WrongClock(Storm):
    """A storm in which nothing is killed, but the clock jumps."""

    clock: Clock

    async def trouble(self) -> None:
        """Set the clock again and again, in the end to the right time."""
        for seconds in SETTINGS * self.size.rounds:
            await asyncio.sleep(self.chance.uniform(0.5, 1.5))
            await asyncio.to_thread(self.clock.set, seconds)
        self.load.is_over = True


@pytest.fixture
def storm(server: Server, tmp_path: Path) -> Iterator[WrongClock]:
    """A desk whose clock can be set."""
    port = free_port()
    with database.made("clock", server.url) as url:
        clock = Clock(url, tmp_path)
        graph = {"LOKET_GRAPH_URL": f"http://127.0.0.1:{port}"}
        desk = Desk(url, {**IMPATIENT, **graph, **clock.env}, tmp_path)
        try:
            desk.open()
            size = SHORT if IS_SHORT else LONG
            storm = WrongClock(desk, server, port, size, seed=2)
            storm.clock = clock
            yield storm
        finally:
            desk.close()


def test_a_clock_that_jumps_loses_nothing_and_delays_nobody(storm: WrongClock) -> None:
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
    assert storm.helped == set()
    assert len(load.booked) == storm.size.bookers
