"""
Taking back what an import did, where nothing else has happened to a case since. A case
that it made goes; another one gets back its stage and its holder, by a correction.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from loket.cases import holder as holders
from loket.cases import kinds, moving, storing, telling
from loket.cases.deciding import Known
from loket.cases.stages import EventKind
from loket.lib import once, sql
from loket.lib.crypto import Keyring
from loket.lib.live import changes
from loket.offices import queries as offices
from loket.partners import hooks
from loket.partners.hooks import HookKind, Told

QUERIES = sql.beside(__file__, "undo")
FIRST = UUID(int=0)


def undo(
    import_id: UUID, limit: int, now: datetime, keyring: Keyring
) -> Iterator[tuple[int, int]]:
    """
    Take an import back, some cases in each transaction; yield after each how many were
    taken back, and how many were kept because something happened to them since.
    """
    after = FIRST
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            values = {"id": import_id, "after": after, "limit": limit}
            touched = sql.fetch(cursor, QUERIES["touched"], values)
            if not touched:
                return
            after = touched[-1][0]
            made = [
                case for case, is_last, before, _ in touched if is_last and not before
            ]
            changed = [row for row in touched if row[1] and row[2]]
            _remove(cursor, made, now)
            _put_back(cursor, import_id, changed, now, keyring)
            done = len(made) + len(changed)
            yield done, len(touched) - done


def _remove(cursor: sql.Cursor, cases: Sequence[UUID], now: datetime) -> None:
    if cases:
        telling.forget(cursor, cases)
        gone = sql.fetch(cursor, QUERIES["remove"], [cases])
        changes.record(cursor, {f"cases:{office}" for _, office in gone})
        removed = HookKind.CASE_REMOVED
        hooks.tell(cursor, (Told(removed, id_, office) for id_, office in gone), now)


def _put_back(
    cursor: sql.Cursor,
    import_id: UUID,
    rows: Sequence[tuple[Any, ...]],
    now: datetime,
    keyring: Keyring,
) -> None:
    if not rows:
        return
    before = {case: (stage, sealed) for case, _, stage, sealed in rows}
    known = storing.lock_by_id(cursor, list(before), keyring)
    places = offices.offices()
    # An import is of one agency.
    agency_id = places[known[0].office_id].agency_id
    types = kinds.of_agencies([agency_id])
    changed = []
    # The calendars by which promises are counted anew are mostly the same.
    with once.in_batch():
        for one in known:
            stage_id, sealed = before[one.id]
            kind = types[one.type_id]
            stage, office = kind.stages[stage_id], places[one.office_id]
            one = _with_holder(one, sealed, keyring)
            corrected = EventKind.CORRECTED
            changed.append(moving.by_hand(one, office, kind, stage, corrected, now))
    why = {"undone": str(import_id)}
    moving.write(cursor, changed, agency_id, now, keyring, why)


def _with_holder(one: Known, sealed: str | None, keyring: Keyring) -> Known:
    if sealed is None:
        return one
    box = base64.b64decode(sealed)
    return replace(one, holder=holders.unseal(keyring, one.id, box))
