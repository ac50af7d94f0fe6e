"""
A busy hour during which the way in, the worker and the database are killed.

First at each named point, then at random moments. All of it is over when everything
was said, everything killed is up again, and nothing waits any more.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from dataclasses import dataclass

import aiohttp

from loket.lib.embedded_postgres import Server
from tests.desk.desk import WAITING, Desk
from tests.faults.graph import Graph
from tests.faults.load import Load, Provider

POINTS = {
    "ingest": ("ingest.before_commit", "ingest.committed"),
    "worker": (
        "worker.begun",
        "worker.before_commit",
        "sender.claimed",
        "sender.answered",
    ),
}
SPARED = ("furnish",)
POINT_S = 20.0
DRAIN_S = 90.0
POLL_S = 0.1


@dataclass(frozen=True)
class Size:
    """
    How much is said at least, by how many, and how often each part of the house is
    killed at a random moment.
    """

    messages: int
    people: int
    bookers: int
    rounds: int


class Storm:
    """One run against a desk whose worker sends to a port of ours."""

    def __init__(
        self, desk: Desk, server: Server, graph_port: int, size: Size, seed: int
    ) -> None:
        self.desk = desk
        self.server = server
        self.size = size
        self.chance = random.Random(seed)
        self.killed: list[str] = []
        self.helped: set[str] = set()
        self._graph_port = graph_port
        self.graph: Graph
        self.load: Load

    async def run(self) -> None:
        """Let it blow."""
        timeout = aiohttp.ClientTimeout(total=5.0)
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(timeout=timeout, connector=connector) as http:
            provider = Provider(http, self.desk.webhook)
            self.graph = Graph(self._graph_port, provider.post, self.chance)
            self.load = Load(provider, self.graph, self.chance)
            await self.graph.start()
            try:
                await asyncio.gather(self.trouble(), *self._people())
                await self.load.copies()
                await self._drain()
            finally:
                await self.graph.stop()

    def _people(self) -> list[asyncio.Future[None]]:
        each = self.size.messages // self.size.people
        chats = [self.load.chat(f"62813{n:07}", each) for n in range(self.size.people)]
        hours = self._hours()
        books = [
            self.load.book(f"62814{n:07}", hours[n % len(hours)], _person(n))
            for n in range(self.size.bookers)
        ]
        return [asyncio.ensure_future(work) for work in chats + books]

    def _hours(self) -> list[str]:
        """Two hours that many want."""
        return [
            f"hour:{slot}:{day}:{service}:{office}"
            for slot, day, service, office in self.desk.rows(
                "select id, day, service_id, office_id from bookings_slot"
                " where day > current_date + 1 order by day, id limit 2"
            )
        ]

    async def trouble(self) -> None:
        """Let things go wrong, and say in the end that it is over."""
        await asyncio.gather(*(self._kill_at_points(name) for name in POINTS))
        victims = [name for name in self.desk.processes if name not in SPARED]
        victims = [*victims, "database"] * self.size.rounds
        self.chance.shuffle(victims)
        for victim in victims:
            await asyncio.sleep(self.chance.uniform(0.3, 1.5))
            await self._kill(victim)
        self.load.is_over = True

    async def _kill_at_points(self, name: str) -> None:
        """Start a process that dies at a point, again and again; then a sound one."""
        process = self.desk.processes[name]
        process.kill()
        for point in POINTS[name]:
            process.begin(LOKET_FAILPOINT=point)
            status = await asyncio.to_thread(process.wait_for_end, POINT_S)
            assert status == -signal.SIGKILL, f"{name} ended with {status} at {point}"
            self.killed.append(point)
        await asyncio.to_thread(process.start)

    async def _kill(self, victim: str) -> None:
        self.killed.append(victim)
        if victim == "database":
            await self._kill_database()
        else:
            process = self.desk.processes[victim]
            process.kill()
            await asyncio.sleep(self.chance.uniform(0.0, 0.5))
            await asyncio.to_thread(process.start)

    async def _kill_database(self) -> None:
        pid = self.server.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(self.chance.uniform(0.0, 0.5))
        await asyncio.to_thread(self.server.start)

    async def _drain(self) -> None:
        """Wait until nothing waits: no event, no message, no receipt."""
        async with asyncio.timeout(DRAIN_S):
            while not self.graph.is_quiet() or self._waits() or self._help():
                await asyncio.sleep(POLL_S)

    def _waits(self) -> bool:
        return bool(self.desk.value(WAITING))

    def _help(self) -> bool:
        """Let go, as staff do, what was put aside because of too many kills."""
        freed = self.desk.rows(
            "update messaging_event set state = 0, reason = '' where state = 2"
            " returning body::json -> 'sender' ->> 'phone'"
        )
        self.helped.update(phone for (phone,) in freed)
        return bool(freed)


def _person(number: int) -> str:
    letters = "abcdefghij"
    name = "".join(letters[int(digit)] for digit in f"{number:03}")
    return f"Tamu {name} 12-03-1990"
