"""
Doing what was asked of tables: some rows at a time, each batch in one transaction with
its place, so that whoever goes on after a kill neither leaves out nor doubles a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction

from loket.cases import recording
from loket.cases.imports import reading, store, undoing
from loket.cases.imports.reading import Form, Unreadable
from loket.cases.imports.rows import Reader, Wrong
from loket.cases.imports.states import AT_WORK, ImportState
from loket.cases.models_imports import Import, ImportFault
from loket.cases.records import FIELDS, CaseRecord, Refused, Source, Taken
from loket.lib import clock
from loket.lib.crypto import Keyring
from loket.lib.live import changes

SOURCE = "import"
BATCH = 1_000
LEASE = timedelta(seconds=60)
# More would be read by nobody; all are counted.
MOST_FAULTS_KEPT = 500


class Lost(Exception):
    """Another worker has taken the table over; nothing of this batch is kept."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows that were read, and the place of the last; empty ones are left out."""

    last: int
    rows: Sequence[tuple[int, CaseRecord | Wrong]]

    @property
    def good(self) -> list[tuple[int, CaseRecord]]:
        """The rows that tell of a case."""
        return [(n, one) for n, one in self.rows if isinstance(one, CaseRecord)]

    @property
    def wrong(self) -> list[Wrong]:
        """The rows that cannot be taken."""
        return [one for _, one in self.rows if isinstance(one, Wrong)]


def work(now: datetime, keyring: Keyring) -> bool:
    """Do what one table waits for; False if none does."""
    table = _claim(now)
    if table is None:
        return False
    try:
        _WORKS[ImportState(table.state)](table, keyring)
    except Lost:
        return True
    except (Unreadable, FileNotFoundError) as failure:
        reason = getattr(failure, "reason", "gone")
        _end(table, ImportState.FAILED, reason=reason)
    return True


def _claim(now: datetime) -> Import | None:
    with transaction.atomic():
        waiting = Import.objects.filter(state__in=sorted(AT_WORK)).exclude(
            claimed_until__gt=now
        )
        table = waiting.select_for_update(skip_locked=True).first()
        if table is not None:
            table.claimed_until = now + LEASE
            table.save(update_fields=["claimed_until"])
        return table


def _check(table: Import, keyring: Keyring) -> None:
    """Read everything and take nothing."""
    for batch in _batches(table, 0, keyring):
        with transaction.atomic():
            _keep(table, batch.wrong)
            _advance(table, batch.last, len(batch.wrong), {})
    _end(table, ImportState.CHECKED)


def _run(table: Import, keyring: Keyring) -> None:
    source = Source(table.agency_id, SOURCE, table.id)
    for batch in _batches(table, table.done, keyring):
        records = [one for _, one in batch.good]
        with transaction.atomic():
            became = recording.take(records, source, clock.now(), keyring)
            wrong = [
                Wrong(place, FIELDS[one.fault], one.fault.value)
                for (place, _), one in zip(batch.good, became, strict=True)
                if isinstance(one, Refused)
            ]
            taken = (one.became.value for one in became if isinstance(one, Taken))
            _keep(table, wrong)
            _advance(table, batch.last, len(wrong), Counter(taken))
    _end(table, ImportState.DONE)


def _undo(table: Import, keyring: Keyring) -> None:
    for undone, kept in undoing.undo(table.id, BATCH, clock.now(), keyring):
        _advance(table, table.done + 1, 0, {"undone": undone, "kept": kept})
    _end(table, ImportState.UNDONE)


def _batches(table: Import, done: int, keyring: Keyring) -> Iterator[Batch]:
    """Rows from a place on, read and checked; `done` counts rows after the header."""
    reader = Reader(
        table.columns, table.fixed, recording.places(table.agency_id), clock.now()
    )
    form = Form(table.kind, table.encoding)
    rows = reading.rows(form, store.pieces(table.id, keyring))
    waiting = islice(enumerate(rows, start=1), 1 + done, None)
    while some := list(islice(waiting, BATCH)):
        read = ((place, reader.read(place, row)) for place, row in some)
        yield Batch(some[-1][0], [(n, one) for n, one in read if one is not None])


def _keep(table: Import, wrong: Sequence[Wrong]) -> None:
    if not wrong:
        return
    room = MOST_FAULTS_KEPT - ImportFault.objects.filter(table=table).count()
    ImportFault.objects.bulk_create(
        ImportFault(table=table, row=one.row, field=one.field, fault=one.fault)
        for one in wrong[: max(room, 0)]
    )


def _advance(table: Import, last: int, wrong: int, counts: Mapping[str, int]) -> None:
    """Note how far we are, if the table is still ours."""
    table.done = last - 1
    table.rows = max(table.rows, table.done)
    table.wrong += wrong
    table.counts = dict(Counter(table.counts) + Counter(counts))
    _save(
        table,
        done=table.done,
        rows=table.rows,
        wrong=table.wrong,
        counts=table.counts,
        claimed_until=clock.now() + LEASE,
    )


def _end(table: Import, state: ImportState, reason: str = "") -> None:
    _save(table, state=state, claimed_until=None, reason=reason, ended_at=clock.now())


def _save(table: Import, **changed: Any) -> None:
    ours = Import.objects.filter(id=table.id, claimed_until=table.claimed_until)
    if not ours.update(**changed):
        raise Lost
    table.claimed_until = changed["claimed_until"]
    with connection.cursor() as cursor:
        changes.record(cursor, [f"import:{table.id}"])


_WORKS: Mapping[ImportState, Callable[[Import, Keyring], None]] = {
    ImportState.CHECKING: _check,
    ImportState.RUNNING: _run,
    ImportState.UNDOING: _undo,
}
