"""Everything the page of the system looks at, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from loket.bookings import health as places
from loket.bookings.health import Free
from loket.lib import disk
from loket.lib.disk import Room
from loket.lib.pulse import reads
from loket.lib.pulse.reads import DatabaseState, Life
from loket.messaging import health
from loket.messaging.health import Failure, Heard, Lanes, Queue
from loket.messaging.states import OutboxState
from loket.offices.models import Agency
from loket.web.system import backup
from loket.web.system.backup import Backup


@dataclass(frozen=True, slots=True)
class Look:
    """
    How everything stands at a moment. Processes, lanes and database are those of the
    whole desk, the rest is the agency's own.
    """

    now: datetime
    processes: Sequence[Life]
    database: DatabaseState
    room: Room
    backup: Backup | None
    lanes: Sequence[Lanes]
    busiest: Mapping[int, int]
    outbox: Sequence[Queue]
    parked: int
    stopped: int
    heard: Heard
    failures: Sequence[Failure]
    offices: Sequence[Free]

    @property
    def longest_wait_s(self) -> float:
        """For how long the oldest words wait to be read."""
        return max(it.oldest_s for it in self.lanes)

    @property
    def ready_since_s(self) -> float:
        """How long ago the oldest message was due that may be sent."""
        return next(it.due_s for it in self.outbox if it.state is OutboxState.READY)

    @property
    def unclear(self) -> int:
        """Messages of which nobody knows whether they were sent."""
        return next(it.waiting for it in self.outbox if it.state is OutboxState.UNKNOWN)


def at(now: datetime, agency: Agency) -> Look:
    """Look at everything."""
    folder = Path(settings.LOKET_DATA_DIR)
    with connection.cursor() as cursor:
        return Look(
            now=now,
            processes=reads.processes(cursor),
            database=reads.database(cursor),
            room=disk.room(folder),
            backup=backup.last(folder),
            lanes=health.lanes(cursor),
            busiest=health.busiest(cursor),
            outbox=health.outbox(cursor, agency.id),
            parked=health.parked(cursor, agency.id),
            stopped=health.stopped(cursor, agency.id),
            heard=health.receipts(cursor, now, agency.id),
            failures=health.failures(cursor, now, agency.id),
            offices=places.free(cursor, now, agency.id),
        )
