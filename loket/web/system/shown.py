"""The state of the system as the page draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from loket.lib import disk
from loket.lib.clock import HOME_ZONE
from loket.lib.pulse.reads import Life
from loket.messaging.intake import TALK_LANES
from loket.messaging.watch import LATE_AFTER_S, WELL_BELOW_S
from loket.web.system import judged, words
from loket.web.system.judged import BAD, WARN, Trouble
from loket.web.system.looked import Look

GOOD = "good"
WHOLE = 100
# Tenths of a lane's height; one event can be seen already.
LANE_HEIGHT, LEAST_HEIGHT = 20, 3


@dataclass(frozen=True, slots=True)
class Process:
    """A process; `level` is the colour of its state."""

    name: str | Promise
    host: str
    pid: int
    runs: str
    seen: str
    memory: str
    level: str
    hanging: str


@dataclass(frozen=True, slots=True)
class Row:
    """Something that is counted, what it means, and how long the oldest waits."""

    name: str | Promise
    about: str | Promise
    count: int
    wait: str
    level: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One upright bar of a drawing: its place, height and the rest above it."""

    x: int
    height: int
    rest: int


@dataclass(frozen=True, slots=True)
class Office:
    """An office, its free places, and a bar for each day."""

    name: str
    code: str
    free: int
    places: int
    bars: Sequence[Bar]
    level: str


@dataclass(frozen=True, slots=True)
class System:
    """All that the page shows."""

    look: Look
    troubles: Sequence[Trouble]
    level: str
    processes: Sequence[Process]
    lanes: Sequence[Row]
    lane_bars: Sequence[Bar]
    outbox: Sequence[Row]
    failures: Sequence[tuple[int, str | Promise, int, int]]
    offices: Sequence[Office]
    days: Sequence[date]
    wait: str
    wait_level: str
    send_wait: str
    send_level: str
    heard_percent: int | None
    disk_percent: int
    disk_level: str
    disk_free: str
    database_size: str
    connections_percent: int
    transaction: str
    backup_age: str
    backup_size: str


def system(look: Look) -> System:
    """Return what the page shows of a look."""
    troubles = judged.troubles(look)
    room, state = look.room, look.database
    today = look.now.astimezone(ZoneInfo(HOME_ZONE)).date()
    last = look.backup
    return System(
        look=look,
        troubles=troubles,
        level=troubles[0].level if troubles else GOOD,
        processes=[_process(it) for it in look.processes],
        lanes=[
            Row(words.LANES[it.kind], "", it.waiting, _wait(it.oldest_s, it.waiting),
                _level(it.oldest_s))
            for it in look.lanes
        ],
        lane_bars=_lane_bars(look),
        outbox=[
            Row(*words.OUTBOX[it.state], it.waiting, "", "") for it in look.outbox
        ],
        failures=[
            (it.code, words.FAILURES.get(it.code, ""), it.in_an_hour, it.in_a_day)
            for it in look.failures
        ],
        offices=_offices(look),
        days=[today + timedelta(days=n) for n in range(7)],
        wait=words.span(look.longest_wait_s),
        wait_level=_level(look.longest_wait_s),
        send_wait=words.span(look.ready_since_s),
        send_level=_level(look.ready_since_s),
        heard_percent=_part(look.heard.sent - look.heard.unheard, look.heard.sent),
        disk_percent=_part(room.size_bytes - room.free_bytes, room.size_bytes) or 0,
        disk_level=_disk_level(room.free_bytes),
        disk_free=words.size(room.free_bytes),
        database_size=words.size(state.size_bytes),
        connections_percent=_part(state.connections, state.most_connections) or 0,
        transaction=words.span(state.oldest_transaction_s),
        backup_age=words.span(last.age(look.now).total_seconds()) if last else "",
        backup_size=words.size(last.size_bytes) if last and last.size_bytes else "",
    )  # fmt: skip


def _process(life: Life) -> Process:
    level = GOOD if life.is_seen and not life.hanging else BAD
    return Process(
        name=judged.KINDS.get(life.kind, life.kind),
        host=life.host,
        pid=life.pid,
        runs=words.span(life.age_s),
        seen=words.span(life.unseen_s),
        memory=words.size(life.memory_bytes),
        level=level,
        hanging=", ".join(life.hanging),
    )


def _lane_bars(look: Look) -> list[Bar]:
    most = max(look.busiest.values(), default=0)
    bars = []
    for lane in range(TALK_LANES):
        waiting = look.busiest.get(lane, 0)
        height = round(waiting / most * LANE_HEIGHT) if most else 0
        height = max(height, LEAST_HEIGHT) if waiting else 1
        bars.append(Bar(lane, height, LANE_HEIGHT - height))
    return bars


def _offices(look: Look) -> list[Office]:
    most = max((places for it in look.offices for places, _ in it.days), default=0) or 1
    return [
        Office(
            name=it.name,
            code=it.code,
            free=it.free,
            places=it.places,
            bars=[
                Bar(n, _height(free, most), _height(places - free, most))
                for n, (places, free) in enumerate(it.days)
            ],
            level=GOOD if it.free else WARN,
        )
        for it in look.offices
    ]


def _height(places: int, most: int) -> int:
    return round(places / most * LANE_HEIGHT)


def _wait(seconds: float, waiting: int) -> str:
    return words.span(seconds) if waiting else ""


def _level(wait_s: float) -> str:
    if wait_s > LATE_AFTER_S:
        return BAD
    return WARN if wait_s > WELL_BELOW_S else GOOD


def _disk_level(free: int) -> str:
    if free < disk.LEAST_FREE_BYTES:
        return BAD
    return WARN if free < disk.COMFORTABLE_FREE_BYTES else GOOD


def _part(some: float, whole: float) -> int | None:
    return round(some / whole * WHOLE) if whole else None
