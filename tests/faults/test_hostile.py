"""Hostile deliveries: never a 5xx, no memory that stays, no lane that stops."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from pathlib import Path

import aiohttp
import pytest

from tests.desk import deliveries
from tests.desk.desk import Desk
from tests.faults import hostile
from tests.faults.variant import HOSTILE as COUNT

pytestmark = pytest.mark.fault

SEED = 20_261_124
AT_ONCE = 32
# Answers to one person wait for the pair rate; what came must not wait.
EVENTS = "select count(*) from messaging_event"
ANSWERS = "select count(*) from messaging_message where direction = 'out'"
UNREAD = "select count(*) from messaging_event where state = 0"
# A process needs something when it has seen everything once; then it must stay there.
ROUNDS = 5
MOST_GROWTH_KB = 40_000
SETTLE_S = 30.0 + COUNT / 50


async def deliver(webhook: str, bodies: list[bytes]) -> Counter[int]:
    """Post bodies side by side; return how often each status was answered."""
    statuses: Counter[int] = Counter()
    waiting = iter(bodies)

    async def post(http: aiohttp.ClientSession) -> None:
        for raw in waiting:
            headers = {"X-Hub-Signature-256": deliveries.signature(raw)}
            async with http.post(webhook, data=raw, headers=headers) as answer:
                statuses[answer.status] += 1

    async with aiohttp.ClientSession() as http:
        await asyncio.gather(*(post(http) for _ in range(AT_ONCE)))
    return statuses


def read(desk: Desk) -> None:
    """Wait until everything that came is worked off."""
    desk.until(lambda: desk.value(UNREAD) == 0, SETTLE_S, "a lane stands still")


def memory_kb(desk: Desk, name: str) -> int:
    """How much memory a process holds."""
    status = Path(f"/proc/{desk.processes[name].pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


def shares(bodies: list[bytes]) -> list[list[bytes]]:
    """Deal bodies out to the rounds."""
    return [bodies[n::ROUNDS] for n in range(ROUNDS)]


def test_hostile_bodies_are_taken_and_stop_nobody(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    statuses: Counter[int] = Counter()
    held: dict[str, list[int]] = {"ingest": [], "worker": []}
    started = time.monotonic()
    for share in shares(list(hostile.bodies(COUNT, SEED))):
        statuses += asyncio.run(deliver(desk.webhook, share))
        read(desk)
        for name, sizes in held.items():
            sizes.append(memory_kb(desk, name))
    took = time.monotonic() - started
    with capsys.disabled():
        sys.stdout.write(
            f"\n{COUNT} hostile bodies in {took:.0f} s: {dict(statuses)}, "
            f"{desk.value(EVENTS)} events, {desk.value(ANSWERS)} answers, kB {held}\n"
        )

    assert statuses == {200: COUNT}
    grown = {name: sizes[-1] - sizes[0] for name, sizes in held.items()}
    assert max(grown.values()) < MOST_GROWTH_KB, grown
    parked = "select count(*) from messaging_event where state = 2 and body not like %s"
    assert desk.value(parked, "%racun%") == 0
    desk.citizen("Siti").says("halo").hears("mesin penjawab")


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256=",
        "sha256=" + "0" * 64,
        deliveries.signature(b"other"),
        deliveries.signature(b"{}").upper(),
        deliveries.signature(b"{}").replace("sha256", "sha1"),
        deliveries.signature(b"{}")[:-1],
    ],
)
def test_a_body_that_we_cannot_trust_is_not_kept(desk: Desk, signature: str) -> None:
    async def post() -> int:
        headers = {"X-Hub-Signature-256": signature} if signature else {}
        async with (
            aiohttp.ClientSession() as http,
            http.post(desk.webhook, data=b"{}", headers=headers) as answer,
        ):
            return answer.status

    before = desk.value("select count(*) from messaging_event")

    assert asyncio.run(post()) == 403
    assert desk.value("select count(*) from messaging_event") == before
