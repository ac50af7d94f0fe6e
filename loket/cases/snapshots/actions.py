"""
Taking a snapshot in, comparing it, and putting right what differs, if that is asked.

Pages come one by one, and whoever sends one again changes nothing. A case that has
changed here since the snapshot began is no difference: what was sent may be older.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.cases import checking, holder, recording, rekeying, storing
from loket.cases.checking import Checked
from loket.cases.models_snapshots import Snapshot, SnapshotRow
from loket.cases.records import CaseRecord, Fault, Outcome, Source
from loket.cases.rekeying import Prints
from loket.cases.snapshots.kinds import APPLIED, Difference
from loket.lib import audit, ids, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring

QUERIES = sql.beside(__file__, "snapshots")

# Our own choice, 29 November 2026: a week to look at the differences.
KEEP = timedelta(days=7)
AT_ONCE = 1_000

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(CaseRecord).decode


class NoSuch(Exception):
    """This source has no such snapshot."""


class Compared(Exception):
    """The snapshot was compared already."""


class Outdated(Exception):
    """The index key was changed meanwhile; the snapshot has to be begun anew."""


class NotCompared(Exception):
    """The snapshot was not compared yet."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of some differences, and how many are left to be applied."""

    outcomes: Sequence[Outcome]
    left: int


@transaction.atomic
def begin(source: Source, now: datetime, keyring: Keyring) -> Snapshot:
    """Begin a snapshot of all open cases of a source at its offices."""
    made = rekeying.prints(keyring)
    return Snapshot.objects.create(
        id=ids.new(),
        agency_id=source.agency_id,
        source=source.name,
        offices=sorted(source.offices),
        key_number=made.index,
        begun_at=now,
    )


def find(snapshot_id: UUID, source: Source) -> Snapshot:
    """
    Return a snapshot of a source.

    :raises NoSuch: if there is none, or it is of another source or other offices
    """
    found = Snapshot.objects.filter(
        id=snapshot_id, agency_id=source.agency_id, source=source.name
    ).first()
    if found is None or frozenset(found.offices) != source.offices:
        raise NoSuch
    return found


@transaction.atomic
def add(
    snapshot: Snapshot, records: Sequence[CaseRecord], now: datetime, keyring: Keyring
) -> list[Fault | None]:
    """
    Take in a page; return for each record what is wrong with it, None if it was taken.

    :raises Compared: if no more pages are taken
    :raises Outdated: if it has to be begun anew
    """
    if snapshot.compared_at is not None:
        raise Compared
    made = _prints(snapshot, keyring)
    places = recording.places(snapshot.agency_id, snapshot.offices)
    checked = [checking.check(record, places, now) for record in records]
    rows = {
        row["number_key"]: row
        for one in checked
        if isinstance(one, Checked)
        for row in [_row(snapshot, one, made)]
    }
    values: dict[str, Any]
    values = {"snapshot": snapshot.id, "rows": sql.rows(rows.values())}
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["add"], values)
    return [one if isinstance(one, Fault) else None for one in checked]


@transaction.atomic
def compare(
    snapshot: Snapshot, now: datetime, keyring: Keyring
) -> dict[Difference, int]:
    """
    Compare a snapshot with what is here; return how many cases differ in which way.

    :raises Compared: if that was done
    :raises Outdated: if it has to be begun anew
    """
    _prints(snapshot, keyring)
    done = Snapshot.objects.filter(id=snapshot.id, compared_at=None)
    if not done.update(compared_at=now):
        raise Compared
    source = Source(snapshot.agency_id, snapshot.source)
    values: dict[str, Any] = {
        "snapshot": snapshot.id,
        "agency": snapshot.agency_id,
        "source": snapshot.source,
        "offices": list(snapshot.offices),
        "begun": snapshot.begun_at,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["compare"], values)
        cursor.execute(QUERIES["missing"], values)
        storing.note_heard(cursor, source, now)
        counts = _counts(cursor, snapshot)
        about = Entry(
            "snapshot.compared",
            str(snapshot.id),
            snapshot.agency_id,
            details={kind.value: count for kind, count in counts.items()},
        )
        audit.record(cursor, [about])
    return counts


def apply(
    snapshot: Snapshot, source: Source, now: datetime, keyring: Keyring
) -> Applied:
    """
    Put right up to 1,000 cases that are unknown here, or stand at another stage.

    :raises NotCompared: if nobody knows the differences yet
    """
    if snapshot.compared_at is None:
        raise NotCompared
    open_ = SnapshotRow.objects.filter(
        snapshot=snapshot, difference__in=sorted(APPLIED), applied_at=None
    )
    rows = list(open_.select_for_update().order_by("id")[:AT_ONCE])
    records = [record_of(row, keyring) for row in rows]
    outcomes = recording.take(records, source, now, keyring)
    open_.filter(id__in=[row.id for row in rows]).update(applied_at=now)
    return Applied(outcomes, open_.count())


def forget(now: datetime) -> None:
    """Forget snapshots that are older than a week."""
    Snapshot.objects.filter(begun_at__lt=now - KEEP).delete()


def record_of(row: SnapshotRow, keyring: Keyring) -> CaseRecord:
    """Return a case as its source sent it."""
    return _decode(keyring.open(bytes(row.sealed or b""), row.id.bytes))


def _prints(snapshot: Snapshot, keyring: Keyring) -> Prints:
    made = rekeying.prints(keyring)
    if made.index != snapshot.key_number:
        raise Outdated
    return made


def _row(snapshot: Snapshot, one: Checked, made: Prints) -> dict[str, object]:
    id_ = ids.new()
    key = holder.number_key(made, snapshot.agency_id, one.record.number)
    sealed = made.keyring.seal(_encode(one.record), id_.bytes)
    return {
        "id": id_,
        "number_key": key.hex(),
        "stage_id": one.stage.id,
        "sealed": base64.b64encode(sealed).decode(),
    }


def _counts(cursor: sql.Cursor, snapshot: Snapshot) -> dict[Difference, int]:
    found = dict(sql.fetch(cursor, QUERIES["counts"], [snapshot.id]))
    return {kind: found.get(kind.value, 0) for kind in Difference}
