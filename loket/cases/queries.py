"""Reading cases: for the talk in whole batches, by the keys of whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from loket.cases import holder as holders
from loket.cases import rekeying
from loket.cases.holder import Holder
from loket.cases.rekeying import Prints
from loket.lib import sql
from loket.lib.crypto import Keyring

QUERIES = sql.beside(__file__, "find")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """
    How a case stands. `data_at` is the time of the data: when its source last said
    anything, or when an officer last changed it; see `silence`.
    """

    id: UUID
    agency_id: int
    office_id: int
    type_id: int
    track: str
    stage_id: int
    stage_at: datetime
    promise_from: date | None
    expected_date: date | None
    promised_date: date | None
    missed_at: datetime | None
    ready_at: datetime | None
    closed_at: datetime | None
    source: str
    data_at: datetime
    stale_after_s: int | None
    holder: Holder


def by_id(cases: Collection[UUID], keyring: Keyring) -> dict[UUID, CaseRow]:
    """Return these cases."""
    rows = (_case(row, keyring) for row in _fetch("by_id", [list(cases)]))
    return {one.id: one for one in rows}


def followed(contacts: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return the cases of which each contact may hear, the newest first."""
    found: dict[UUID, list[UUID]] = {}
    for contact, case in _fetch("followed", [list(contacts)]):
        found.setdefault(contact, []).append(case)
    return found


def by_number(keys: Collection[tuple[int, bytes]]) -> dict[tuple[int, bytes], UUID]:
    """Return the cases with these numbers, by (agency, number key)."""
    rows = [{"agency_id": a, "key": key.hex()} for a, key in keys]
    found = _fetch("by_number", [sql.rows(rows)])
    return {(agency, bytes(key)): case for agency, key, case in found}


@transaction.atomic
def by_words(agency_id: int, number: str, keyring: Keyring) -> CaseRow | None:
    """Return the case of an agency with a number, None if there is none."""
    key = holders.number_key(rekeying.prints(keyring), agency_id, number)
    found = by_id(set(by_number([(agency_id, key)]).values()), keyring)
    return next(iter(found.values()), None)


def by_phone(
    keys: Collection[tuple[int, bytes]],
) -> dict[tuple[int, bytes], list[UUID]]:
    """Return the cases with these phones on file, by (agency, phone key)."""
    rows = [{"agency_id": a, "key": key.hex()} for a, key in keys]
    found: dict[tuple[int, bytes], list[UUID]] = {}
    for agency, key, case in _fetch("by_phone", [sql.rows(rows)]):
        found.setdefault((agency, bytes(key)), []).append(case)
    return found


def standing(
    agency_id: int, numbers: Collection[str], made: Prints
) -> dict[str, tuple[int, int]]:
    """Return the office and the type of those cases that are known, by number."""
    keys = {holders.number_key(made, agency_id, one): one for one in numbers}
    found = _fetch("standing", [agency_id, list(keys)])
    return {keys[bytes(key)]: (office, kind) for key, office, kind in found}


@dataclass(frozen=True, slots=True)
class Search:
    """
    Which cases of an agency: at these offices (none: all), at these stages (None: at
    any), changed after a moment, or at it and with a later id.
    """

    agency_id: int
    offices: Collection[int]
    stages: Collection[int] | None
    since: datetime
    after: UUID


def page(wanted: Search, limit: int) -> list[tuple[UUID, datetime]]:
    """Return some cases and when each was changed, the one changed first before."""
    stages = wanted.stages
    values: dict[str, Any] = {
        "agency": wanted.agency_id,
        "offices": sorted(wanted.offices),
        "stages": None if stages is None else sorted(stages),
        "since": wanted.since,
        "after": wanted.after,
        "limit": limit,
    }
    return [(id_, at) for id_, at in _fetch("page", values)]


def _case(row: tuple[Any, ...], keyring: Keyring) -> CaseRow:
    *facts, sealed = row
    return CaseRow(*(*facts, holders.unseal(keyring, row[0], sealed)))


def _fetch(
    name: str, values: Sequence[object] | Mapping[str, object]
) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
