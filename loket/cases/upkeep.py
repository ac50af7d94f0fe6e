"""
What happens to cases by itself: promises counted anew when a calendar changes, days
that pass, things that nobody collects.

Each call takes some cases at a time and may be made by two workers at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from loket.cases import kinds, moving, promises, storing, telling
from loket.cases.deciding import Known
from loket.cases.kinds import TypeRow
from loket.cases.stages import CLOSED, EventKind
from loket.lib import ids, sql
from loket.lib.crypto import Keyring
from loket.lib.live import changes
from loket.offices import queries as offices
from loket.partners import hooks
from loket.partners.hooks import HookKind, Told

QUERIES = sql.beside(__file__, "cases")
AT_ONCE = 1000


def recount(now: datetime, keyring: Keyring) -> int:
    """
    Count all running promises anew by the calendars as they are, and tell those whose
    day moves; return how many moved.
    """
    moved, after = 0, b""
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            values = {"after": after, "limit": AT_ONCE}
            found = [id_ for (id_,) in sql.fetch(cursor, QUERIES["running"], values)]
            known = storing.lock_by_id(cursor, found, keyring)
            moved += _recount(cursor, known, now)
        if not known:
            return moved
        after = known[-1].number_key


def _recount(cursor: sql.Cursor, known: Sequence[Known], now: datetime) -> int:
    types = _types()
    since = [one.due.since for one in known if one.due.since]
    calendars = promises.load((one.office_id for one in known), since, now.date())
    shifted = []
    for one in known:
        kind = types[one.type_id]
        stage = kind.stages[one.stage_id]
        due = promises.recount(kind, one.due, stage, calendars[one.office_id])
        if due.expected not in {one.due.expected, None}:
            shifted.append((one, due.expected))
    if not shifted:
        return 0
    rows = [{"id": one.id, "expected_date": day, "at": now} for one, day in shifted]
    cursor.execute(QUERIES["shift"], [sql.rows(rows)])
    _note(
        cursor,
        [(one, {"before": one.due.expected, "expected": day}) for one, day in shifted],
        now,
    )
    telling.tell_again(cursor, [one.id for one, _ in shifted], telling.NEWS, now)
    promised = HookKind.CASE_PROMISED
    told = (Told(promised, one.id, one.office_id) for one, _ in shifted)
    hooks.tell(cursor, told, now)
    return len(shifted)


def miss(now: datetime) -> int:
    """Note whose promised day has passed, and tell them; return how many there were."""
    values = {"now": now, "limit": AT_ONCE}
    with transaction.atomic(), connection.cursor() as cursor:
        late = [id_ for (id_,) in sql.fetch(cursor, QUERIES["overdue"], values)]
        missed = sql.fetch(cursor, QUERIES["miss"], {"ids": late, "now": now})
        cases = [id_ for id_, _ in missed]
        telling.tell_again(cursor, cases, telling.MISSED, now)
        changes.record(cursor, (f"case:{id_}" for id_ in cases))
        changes.record(cursor, {f"cases:{office}" for _, office in missed})
        told = (Told(HookKind.CASE_MISSED, id_, office) for id_, office in missed)
        hooks.tell(cursor, told, now)
    return len(missed)


def lapse(now: datetime, keyring: Keyring) -> int:
    """Move what was not collected in time to the stage its type names for that."""
    with connection.cursor() as cursor:
        values = {"now": now, "limit": AT_ONCE}
        found = dict(sql.fetch(cursor, QUERIES["lapsed"], values))
    lapsed = 0
    for id_, stage_id in found.items():
        with transaction.atomic(), connection.cursor() as cursor:
            lapsed += _lapse(cursor, id_, stage_id, now, keyring)
    return lapsed


def _lapse(
    cursor: sql.Cursor, id_: UUID, stage_id: int, now: datetime, keyring: Keyring
) -> int:
    known = [one for one in storing.lock_by_id(cursor, [id_], keyring) if one.ready_at]
    for one in known:
        kind = _types()[one.type_id]
        office = offices.offices()[one.office_id]
        stage = kind.stages[stage_id]
        if kind.stages[one.stage_id].kind in CLOSED:
            continue
        change = moving.by_hand(one, office, kind, stage, EventKind.MOVED, now)
        why = {"reason": "not collected"}
        moving.write(cursor, [change], office.agency_id, now, keyring, why)
    return len(known)


def _types() -> dict[int, TypeRow]:
    return kinds.of_agencies({one.agency_id for one in offices.offices().values()})


def _note(
    cursor: sql.Cursor,
    shifted: Sequence[tuple[Known, dict[str, object]]],
    now: datetime,
) -> None:
    lives = [
        {
            "id": ids.new_hex(),
            "case_id": one.id,
            "kind": EventKind.PROMISED,
            "at": now,
            "before_id": one.stage_id,
            "after_id": one.stage_id,
            "details": details,
        }
        for one, details in shifted
    ]
    storing.add_lives(cursor, lives, now)
    changes.record(cursor, (f"case:{one.id}" for one, _ in shifted))
