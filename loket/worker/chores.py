"""
What must be done now and then: expiring holds, opening days, cutting tables,
telling live screens. Each chore is one call of a room.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import Error, connection, transaction

from loket.bookings import actions as bookings
from loket.bookings import lapsing, offers
from loket.dialogue import handover, own_words
from loket.lib import audit, clock
from loket.lib import partitions as cuts
from loket.lib.live import changes
from loket.lib.pulse import counts
from loket.messaging import notices, outbox, returns, unheard
from loket.partners import repeats
from loket.retention import work as retention

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do every so many seconds."""

    name: str
    every_s: float
    do: Callable[[], object]


def chores(send_lease_s: float) -> list[Chore]:
    """All chores of a worker. Doing one twice, or in two workers, does no harm."""
    return [
        Chore("announce", 0.1, _announce),
        Chore("waiting lists", 2.0, lambda: offers.round_(clock.now())),
        Chore("waited in vain", 300.0, lambda: offers.end_past(clock.now())),
        Chore("days that are over", 300.0, lambda: lapsing.lapse(clock.now())),
        Chore("expire holds", 2.0, lambda: bookings.expire(clock.now())),
        Chore("lost claims", 2.0, lambda: outbox.give_up_lost_claims(send_lease_s)),
        Chore("withhold", 2.0, outbox.withhold_stale),
        Chore("own words", 2.0, own_words.renew),
        Chore("forgotten", 60.0, lambda: returns.forgotten(clock.now())),
        Chore("after hours", 60.0, lambda: handover.after_hours(clock.now())),
        Chore("open days", 60.0, lambda: bookings.open_days(clock.now())),
        Chore("late notices", 10.0, lambda: notices.expire(clock.now())),
        Chore("refused notices", 10.0, lambda: unheard.say_again(clock.now())),
        Chore("old notices", 3600.0, lambda: notices.forget(clock.now())),
        Chore("old answers", 3600.0, lambda: repeats.forget(clock.now())),
        Chore("partitions", 3600.0, _partitions),
    ]


def _announce() -> None:
    with connection.cursor() as cursor:
        changes.announce(cursor)


def _partitions() -> None:
    """Cut tables. It must not queue behind a long reader and so stop everybody."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local lock_timeout = '3s'")
        retention.cut(cursor, clock.now())
        cuts.ensure(cursor, audit.TABLE, clock.now().date())


def run(todo: list[Chore], stop: threading.Event) -> None:
    """Do chores when they are due, until told to stop."""
    due = {chore.name: 0.0 for chore in todo}
    while not stop.wait(max(0.0, min(due.values()) - time.monotonic())):
        for chore in todo:
            if due[chore.name] <= time.monotonic():
                counts.went_round(threading.current_thread().name)
                _do(chore)
                due[chore.name] = time.monotonic() + chore.every_s
    connection.close()


def _do(chore: Chore) -> None:
    try:
        chore.do()
    except (Error, OSError) as failure:
        log.warning("chore not done", chore=chore.name, reason=type(failure).__name__)
        connection.close()
