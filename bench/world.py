"""
Everybody outside of Loket: the platform's stub and its citizens, in one cheap process.

`python -m bench.world ACCOUNT` prints the stub's port, then obeys orders, one line of
JSON each, and answers each with lines: "began", "ended", and what was seen as JSON.
"""

from __future__ import annotations

import asyncio
import random
import resource
import secrets
import sys
import time
from collections import deque
from functools import partial

import msgspec
import uvloop

from bench import payloads, wire
from bench.askers import Asker
from bench.citizens import Citizen
from bench.graph_stub import Graph, Outgoing
from bench.orders import Order, Seen
from bench.place import SECRET

# A platform has many. With 64 the generator's own queue was what limited the talks:
# four deliveries a message, and each connection waits for its answer.
CONNECTIONS = 256
TICK_S = 0.002
# Free words close a turn after so much silence (LOKET_TURN_SILENCE_S).
SILENCE_S = 0.7
DRAIN_S = 60.0
# Part of the warm-up in which people come, so that not all ask the same at once.
ARRIVING = 0.6


Person = Citizen | Asker


class World:
    """The people of one order, and what they have seen."""

    def __init__(self, account: str, salt: str) -> None:
        self.account = account
        self.salt = salt
        self.pool = wire.Pool()
        self.graph = Graph(account, self.post, self.hear)
        self.people: dict[str, Person] = {}
        self.ready: deque[Person] = deque()
        self.answers: list[tuple[float, float]] = []
        self.said = self.unasked = self.content = 0
        self.is_eager = self.is_over = False
        self._numbers = 0
        self._order = Order(0, 0, 0)
        self._dice = random.Random(salt)

    def begin(self, order: Order) -> None:
        """Forget what was measured before."""
        self._order = order
        self.is_eager, self.is_over = not order.rate, False
        self.answers.clear()
        self.pool.ack_s.clear()

    def post(self, body: bytes) -> None:
        """Deliver something to the way in."""
        self.pool.put(payloads.request(body, SECRET.encode()))

    def hear(self, id_: str, message: Outgoing) -> None:
        """Hand a message to the citizen it is for."""
        now = time.perf_counter()
        citizen = self.people.get(message.to)
        if citizen is None or not citizen.closes_at:
            self.unasked += 1
            return
        self.answers.append((now, now - citizen.closes_at))
        citizen.read(id_, message)
        self.content += citizen.is_content
        if citizen.is_leaving:
            del self.people[citizen.phone]
            citizen = self.newcomer()
        if self.is_eager and not self.is_over:
            self.speak(citizen)
        else:
            self.ready.append(citizen)

    def newcomer(self) -> Person:
        """Return somebody who wants an hour and never wrote before, or has a case."""
        self._numbers += 1
        number = int(self.salt, 16) % 50 * 1_000_000 + self._numbers
        citizen: Person = Citizen(number, self._dice)
        if self._order.holders:
            holder = self._numbers % self._order.holders
            citizen = Asker(number, holder, self._order.stages)
        self.people[citizen.phone] = citizen
        return citizen

    def speak(self, citizen: Person) -> None:
        """Let somebody say the next thing."""
        message, closes = citizen.say(self.salt)
        citizen.closes_at = time.perf_counter() + (0.0 if closes else SILENCE_S)
        self.said += 1
        self.post(payloads.said(citizen.person, message, self.account))

    @property
    def waiting(self) -> int:
        """How many wait for an answer."""
        return sum(1 for citizen in self.people.values() if citizen.closes_at)


async def obey(world: World, order: Order) -> Seen:
    """Talk as ordered, let everything come to rest, and tell what was seen."""
    world.begin(order)
    counts = _counts(world)
    began = time.perf_counter()
    window = began + order.warm_s, began + order.warm_s + order.seconds
    say_so = partial(print, "began", flush=True)
    asyncio.get_running_loop().call_later(order.warm_s, say_so)
    pause_s = await _talk(world, order, began)
    print("ended", flush=True)
    await _drain(world)
    return _tell(world, counts, window, pause_s)


async def _talk(world: World, order: Order, began: float) -> float:
    """Let people speak when it is time; return our own longest pause in seconds."""
    spoken, passed, pause_s = 0, 0.0, 0.0
    while passed < order.warm_s + order.seconds:
        due = _due(order, passed)
        for _ in range(due - spoken):
            world.speak(world.ready.popleft() if world.ready else world.newcomer())
        spoken = due
        await asyncio.sleep(TICK_S)
        before, passed = passed, time.perf_counter() - began
        pause_s = max(pause_s, passed - before)
    world.is_over = True
    return pause_s


def _due(order: Order, passed: float) -> int:
    """Return how many should have spoken unasked by now: all, or all who came."""
    if order.rate:
        return int(passed * order.rate)
    arriving_s = order.warm_s * ARRIVING
    return int(order.citizens * min(1.0, passed / arriving_s))


async def _drain(world: World) -> None:
    """Wait until everybody has an answer and every receipt was taken."""
    until = time.perf_counter() + DRAIN_S
    while time.perf_counter() < until and (world.waiting or not world.pool.is_quiet):
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)  # what comes now was asked by nobody
    world.ready.clear()
    world.people.clear()


def _counts(world: World) -> list[float]:
    pool, usage = world.pool, resource.getrusage(resource.RUSAGE_SELF)
    counted = [world.said, world.unasked, world.content, world.graph.receipts]
    return [*counted, pool.acked, pool.refusals, usage.ru_utime + usage.ru_stime]


def _tell(
    world: World, before: list[float], window: tuple[float, float], pause_s: float
) -> Seen:
    since = [now - then for now, then in zip(_counts(world), before, strict=True)]
    said, unasked, content, receipts, acked, refused = map(int, since[:6])
    begin, end = window
    within = [waited for at, waited in world.answers if begin <= at <= end]
    return Seen(
        said=said,
        answered=len(world.answers),
        unasked=unasked,
        unanswered=said - len(world.answers),
        content=content,
        receipts=receipts,
        acked=acked,
        refused=refused,
        per_second=len(within) / (end - begin),
        p50_s=wire.percentile(within, 0.5),
        p99_s=wire.percentile(within, 0.99),
        ack_p99_s=wire.percentile(world.pool.ack_s, 0.99),
        longest_pause_s=pause_s,
        cpu_s=since[6],
    )


async def live(account: str) -> None:
    """Obey orders until standard input ends."""
    world = World(account, secrets.token_hex(5))
    print(await world.graph.serve(), flush=True)
    loop, is_connected = asyncio.get_running_loop(), False
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = msgspec.json.decode(line, type=Order)
        if not is_connected:
            await world.pool.connect(order.ingest_port, CONNECTIONS)
            is_connected = True
        seen = await obey(world, order)
        print(msgspec.json.encode(seen).decode(), flush=True)


if __name__ == "__main__":
    uvloop.run(live(sys.argv[1]))
