"""The answering half of a worker, round after round."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

import psycopg
import structlog
from django.db import Error, connection

from loket.dialogue.answers.table import answerers
from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.lib.pulse import counts
from loket.messaging import intake
from loket.messaging.models import ChannelAccount
from loket.messaging.turns import PendingEvent
from loket.worker import rounds, talks
from loket.worker.ledger import Ledger
from loket.worker.rounds import Pace

log = structlog.get_logger(__name__)

IDLE_S = 0.5
SOONEST_S = 0.005
# A batch costs some thirty statements whatever its size. So when people are answered
# one after the other, a batch begins no sooner than this after the one before it.
BATCH_EVERY_S = 0.025
HALVES = 2
LANES_A_ROUND = intake.TALK_LANES // 2


class Talker:
    """Answers until stopped. `said` is called after each commit that wrote replies."""

    def __init__(
        self, url: str, keyring: Keyring, pace: Pace, said: Callable[[], None]
    ) -> None:
        self._ledger = Ledger(url)
        self._keyring = keyring
        self._pace = pace
        self._said = said
        self._answerers = answerers(keyring)
        self._agencies: dict[int, int] = {}
        self._first_lane = 0
        self._rounds_idle = 0
        self._due_s = IDLE_S

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop; a lost database is waited for."""
        while not stop.is_set():
            began = time.monotonic()
            try:
                self.once()
            except (Error, psycopg.Error, OSError) as failure:
                log.warning("database away", reason=type(failure).__name__)
                connection.close()
                self._ledger.close()
                stop.wait(IDLE_S)
            if not self._rounds_idle:
                stop.wait(max(0.0, began + BATCH_EVERY_S - time.monotonic()))
        connection.close()
        self._ledger.close()

    def once(self) -> None:
        """Do one round of turns; rest if there was nothing."""
        counts.went_round("answering")
        done = rounds.work(self._lanes(), self._pace, self._process, self._ledger)
        if done.turns:
            self._said()
        self._rest(bool(done.turns), done.next_due_s)

    def _rest(self, was_busy: bool, next_due_s: float | None) -> None:
        """Wait for news once both halves of the lanes had nothing to do."""
        self._rounds_idle = 0 if was_busy else self._rounds_idle + 1
        due_s = IDLE_S if next_due_s is None else next_due_s
        self._due_s = min(self._due_s, due_s)
        if self._rounds_idle >= HALVES:
            self._ledger.wait(max(SOONEST_S, self._due_s))
            self._rounds_idle, self._due_s = 0, IDLE_S

    def _lanes(self) -> list[int]:
        """One half of the lanes, then the other, so that other workers get some."""
        first = self._first_lane
        self._first_lane = (first + LANES_A_ROUND) % intake.TALK_LANES
        return list(range(first, first + LANES_A_ROUND))

    def _process(self, pending: Sequence[PendingEvent]) -> None:
        if any(event.account_id not in self._agencies for event in pending):
            found = ChannelAccount.objects.values_list("id", "agency_id")
            self._agencies = dict(found)
        talks.process(
            pending, self._agencies, self._answerers, self._keyring, clock.now()
        )
