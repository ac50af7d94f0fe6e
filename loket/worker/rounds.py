"""
One round of work: take lanes, find whose turn has closed, answer them together.

What fails is bisected down to one turn, so that everybody else gets an answer at
once. A turn that failed before is done alone, later one event at a time; an event
that failed three times is parked. Tries are counted before the work, so that an
event that kills the worker is found out too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec
import psycopg
import structlog
from django.db import InterfaceError, OperationalError, transaction

from loket.lib import audit, clock, failpoints, ids, logs
from loket.lib.pulse import counts
from loket.messaging import story, turns
from loket.messaging.turns import OpenTurn, PendingEvent
from loket.worker.ledger import Ledger

log = structlog.get_logger(__name__)

MOST_TURNS = 400
MOST_TRIES = 3
ALONE_AFTER = 2

_ANSWERED_AFTER = counts.histogram(
    "turn_seconds",
    "From the first words of a turn to the commit of what answers them.",
    counts.WAITS,
)
_FAILED = counts.counter("turns_failed", "Tries of a turn that failed.")
_PARKED = counts.counter("events_parked", "Events put aside after three tries.")

# The database failed, told by Django, or by the ledger's own connection.
AWAY = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)

Process = Callable[[Sequence[PendingEvent]], None]


class Pace(msgspec.Struct, frozen=True):
    """When a turn of free text closes, in seconds."""

    silence_s: float
    longest_s: float


class Work(msgspec.Struct, frozen=True):
    """What a round did, and in how many seconds the next turn closes (None: nobody)."""

    turns: int
    next_due_s: float | None
    has_suspects: bool = False


def work(lanes: Sequence[int], pace: Pace, process: Process, ledger: Ledger) -> Work:
    """
    Do one round.

    :raises OperationalError: if the database failed; nothing was lost
    """
    ledger.settle()
    done = _run(_Batch(lanes, pace, process, ledger))
    if not done.has_suspects:
        return done
    # One of those who failed before, so that a crowd cannot make them wait for ever.
    alone = _run(_Batch(lanes, pace, process, ledger, is_for_suspects=True))
    return Work(done.turns + alone.turns, 0.0)


def _run(batch: _Batch) -> Work:
    try:
        return batch.run()
    except AWAY:
        batch.forgive()
        raise


class _Batch:
    """The state of one round."""

    def __init__(
        self,
        lanes: Sequence[int],
        pace: Pace,
        process: Process,
        ledger: Ledger,
        *,
        is_for_suspects: bool = False,
    ) -> None:
        self.is_for_suspects = is_for_suspects
        self.has_suspects = False
        self.lanes = lanes
        self.pace = pace
        self.process = process
        self.ledger = ledger
        self.begun: list[UUID] = []

    def run(self) -> Work:
        pending: list[PendingEvent] = []
        try:
            with audit.acting(audit.CITIZEN), transaction.atomic():
                closed, next_due_s = self._closed_turns()
                pending = self._begin(closed)
                self._process(pending)
            return Work(_note_waits(pending), next_due_s, self.has_suspects)
        except AWAY:
            raise
        except Exception as failure:
            log.exception("batch failed", events=len(pending))
            self._bisect(pending, failure)
            return Work(len({p.contact_key for p in pending}), 0.0)

    def _closed_turns(self) -> tuple[list[OpenTurn], float | None]:
        """Those to answer now: many that never failed, or one that did."""
        self.lanes = turns.take_lanes(self.lanes)
        if not self.lanes:
            return [], None
        found = turns.open_turns(
            self.lanes, self.pace.silence_s, self.pace.longest_s, MOST_TURNS
        )
        due = [turn for turn in found if turn.due_in_s <= 0]
        later = [turn.due_in_s for turn in found if turn.due_in_s > 0]
        healthy = [turn for turn in due if not turn.tries]
        suspects = [turn for turn in due if turn.tries]
        self.has_suspects = bool(suspects)
        chosen = suspects[:1] if self.is_for_suspects else healthy
        return chosen, min(later, default=None)

    def _begin(self, closed: Sequence[OpenTurn]) -> list[PendingEvent]:
        """Read what they said, park what failed too often, count the try."""
        if not closed:
            return []
        pending = turns.events(self.lanes, [turn.contact_key for turn in closed])
        stuck = [p.id for p in pending if p.tries >= MOST_TRIES]
        if stuck:
            _park(stuck)
        pending = [p for p in pending if p.tries < MOST_TRIES]
        if any(p.tries >= ALONE_AFTER for p in pending):
            pending = pending[:1]
        self.begun = [p.id for p in pending]
        self.ledger.begin(self.begun)
        failpoints.reach("worker.begun")
        return pending

    def _process(self, pending: Sequence[PendingEvent]) -> None:
        if pending:
            self.process(pending)
            failpoints.reach("worker.before_commit")

    def _bisect(self, pending: Sequence[PendingEvent], failure: Exception) -> None:
        """Do each half on its own, until what fails is one turn."""
        people = list(dict.fromkeys(p.contact_key for p in pending))
        if len(people) <= 1:
            _tell_failure(pending, failure)
            self.ledger.note([p.id for p in pending], logs.place_of(failure))
            return
        for part in (people[: len(people) // 2], people[len(people) // 2 :]):
            self._retry([p for p in pending if p.contact_key in set(part)])

    def _retry(self, pending: Sequence[PendingEvent]) -> None:
        try:
            with audit.acting(audit.CITIZEN), transaction.atomic():
                still = self._still_pending(pending)
                self._process(still)
            _note_waits(still)
        except AWAY:
            raise
        except Exception as failure:  # noqa: BLE001 the same net, further down
            self._bisect(pending, failure)

    def _still_pending(self, pending: Sequence[PendingEvent]) -> Sequence[PendingEvent]:
        """Take the lanes again; what another worker has taken meanwhile is left."""
        lanes = turns.take_lanes(self.lanes)
        people = list({p.contact_key for p in pending})
        if not lanes:
            return []
        known = {p.id for p in pending}
        return [p for p in turns.events(lanes, people) if p.id in known]

    def forgive(self) -> None:
        """Take the tries back: the database was away, the events are innocent."""
        try:
            self.ledger.forgive(self.begun)
        except AWAY:
            self.ledger.close()


def _note_waits(pending: Sequence[PendingEvent]) -> int:
    """Count how long each person waited; return how many there were."""
    now = clock.now().timestamp()
    # The oldest of each person stands last, and so stays.
    first = {p.contact_key: p.id for p in reversed(pending)}
    for id_ in first.values():
        _ANSWERED_AFTER.note(now - ids.seconds_of(id_))
    return len(first)


def _park(stuck: Sequence[UUID]) -> None:
    parked = turns.park(stuck)
    _PARKED.value += len(parked)
    log.error("events parked", count=len(parked))
    logs.story("parked", map(story.of_event, parked))


def _tell_failure(pending: Sequence[PendingEvent], failure: Exception) -> None:
    _FAILED.value += 1
    kind = type(failure).__qualname__
    lines = (f"{story.of_event(p.id)} failure={kind}" for p in pending)
    logs.story("turn_failed", lines)
