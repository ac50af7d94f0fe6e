"""The table work of cases: each function is one statement for the whole batch."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from loket.cases import holder as holders
from loket.cases.checking import Checked
from loket.cases.deciding import Change, Keyed, Known
from loket.cases.promises import Due
from loket.cases.records import Source
from loket.cases.rekeying import Prints
from loket.cases.stages import EventKind
from loket.lib import ids, sql
from loket.lib.audit import actor
from loket.lib.crypto import Keyring
from loket.lib.live import changes
from loket.partners import hooks
from loket.partners.hooks import HookKind, Told

QUERIES = sql.beside(__file__, "cases")


# The columns of a locked case before and after its promise.
_HEAD, _DUE = 7, 10


def keyed(checked: Iterable[Checked], agency_id: int, made: Prints) -> list[Keyed]:
    """Return records of one agency with the keys of their cases."""
    number_key = holders.number_keys(made, agency_id)
    phone_key = holders.phone_keys(made, agency_id)
    return [
        Keyed(
            one.record,
            one.office,
            one.kind,
            one.stage,
            number_key(one.record.number),
            phone_key(one.record.phone) if one.record.phone else None,
        )
        for one in checked
    ]


def lock(
    cursor: sql.Cursor, agency_id: int, wave: Sequence[Keyed], keyring: Keyring
) -> dict[bytes, Known]:
    """Lock those cases that are known, in the order of their keys."""
    keys = sql.boxes(one.number_key for one in wave)
    found = sql.fetch(cursor, QUERIES["lock"], [agency_id, keys])
    known = (_known(row, keyring) for row in found)
    return {one.number_key: one for one in known}


def lock_by_id(
    cursor: sql.Cursor, ids_: Collection[UUID], keyring: Keyring
) -> list[Known]:
    """Lock cases, in the order of their keys."""
    found = sql.fetch(cursor, QUERIES["lock_by_id"], [sql.uuids(ids_)])
    return [_known(row, keyring) for row in found]


def _known(row: tuple[Any, ...], keyring: Keyring) -> Known:
    id_, number_key, *head = row[:_HEAD]
    *tail, sealed = row[_DUE:]
    holder = holders.unseal(keyring, id_, sealed)
    due = Due(*row[_HEAD:_DUE])
    return Known(*(id_, bytes(number_key), *head, due, *tail, holder))


def add(
    cursor: sql.Cursor,
    made: Sequence[Change],
    source: Source,
    now: datetime,
    prints: Prints,
) -> set[bytes]:
    """Make new cases; return the keys of those that somebody else made meanwhile."""
    if not made:
        return set()
    values = {
        **_same(made, source, now, prints.keyring),
        "agency": source.agency_id,
        "key_number": prints.index,
    }
    kept = {id_ for (id_,) in sql.fetch(cursor, QUERIES["add"], values)}
    return {one.keyed.number_key for one in made if one.id not in kept}


def update(
    cursor: sql.Cursor,
    changed: Sequence[Change],
    source: Source,
    now: datetime,
    keyring: Keyring,
) -> None:
    """Write how cases stand now. They must be locked."""
    updates = [one for one in changed if one.is_update]
    if updates:
        cursor.execute(QUERIES["update"], _same(updates, source, now, keyring))


def _same(
    changed: Sequence[Change], source: Source, now: datetime, keyring: Keyring
) -> dict[str, Any]:
    """Return what each of these rows is, and what all have alike: said only once."""
    return {
        "rows": sql.rows(_row(one, keyring) for one in changed),
        "source": source.name,
        "import": source.import_id,
        "now": now,
    }


def _row(one: Change, keyring: Keyring) -> dict[str, Any]:
    keyed_, record = one.keyed, one.keyed.record
    sealed = holders.seal(keyring, one.id, one.holder)
    phone = keyed_.phone_key
    return {
        "id": one.id,
        "office_id": keyed_.office.id,
        "type_id": keyed_.kind.id,
        "track": record.track if one.before is None else one.before.track,
        "number_key": keyed_.number_key.hex(),
        "phone_key": phone.hex() if phone else None,
        "sealed": base64.b64encode(sealed).decode(),
        "stage_id": keyed_.stage.id if one.event else None,
        "stage_at": record.at if one.is_moved else None,
        "promise_id": one.due.promise_id,
        "promise_from": one.due.since,
        "expected_date": one.due.expected,
        "ready_at": one.ready_at,
        "closed_at": record.at if one.is_closed else None,
        "source_version": record.version,
    }


def add_events(
    cursor: sql.Cursor,
    changed: Sequence[Change],
    source: Source,
    now: datetime,
    keyring: Keyring,
    details: Mapping[str, object] | None = None,
) -> None:
    """Add to the lives of cases what happened; `details` are those of every one."""
    lives = [
        {
            "id": ids.new_hex(),
            "case_id": one.id,
            "kind": one.event,
            "at": one.keyed.record.at,
            "before_id": one.before.stage_id if one.before else None,
            "after_id": one.keyed.stage.id,
            "details": {**_details(one, source, keyring), **(details or {})},
        }
        for one in changed
        if one.event
    ]
    add_lives(cursor, lives, now, source.name, source.import_id)


def add_lives(
    cursor: sql.Cursor,
    lives: Sequence[Mapping[str, object]],
    now: datetime,
    origin: str = "",
    import_id: UUID | None = None,
) -> None:
    """Add entries to the lives of cases, all learnt now and from the same."""
    if not lives:
        return
    who = actor()
    values = {
        "rows": sql.rows(lives),
        "actor_kind": who.kind.value,
        "actor": who.id,
        "origin": origin,
        "import": import_id,
        "now": now,
    }
    cursor.execute(QUERIES["add_events"], values)


def _details(one: Change, source: Source, keyring: Keyring) -> dict[str, object]:
    """What a promise was and is; for an import, the holder to be put back."""
    found: dict[str, object] = {}
    before = one.before.due.expected if one.before else None
    if before != one.due.expected:
        found |= {"expected": one.due.expected, "before": before}
    if source.import_id and one.before and one.before.holder != one.holder:
        sealed = holders.seal(keyring, one.id, one.before.holder)
        found["sealed"] = base64.b64encode(sealed).decode()
    return found


def announce(cursor: sql.Cursor, changed: Sequence[Change], now: datetime) -> None:
    """Let screens and other systems know."""
    seen = [one for one in changed if one.event]
    offices = {one.keyed.office.id for one in seen}
    topics = [f"case:{one.id}" for one in seen] + [f"cases:{id_}" for id_ in offices]
    changes.record(cursor, topics)
    hooks.tell(cursor, (told for one in seen for told in _told(one)), now)


def _told(one: Change) -> Iterator[Told]:
    office = one.keyed.office.id
    if one.is_moved:
        is_new = one.event is EventKind.OPENED
        kind = HookKind.CASE_OPENED if is_new else HookKind.CASE_MOVED
        yield Told(kind, one.id, office)
    before = one.before.due.expected if one.before else None
    if one.due.expected not in {before, None}:
        yield Told(HookKind.CASE_PROMISED, one.id, office)


def note_heard(cursor: sql.Cursor, source: Source, now: datetime) -> None:
    """Note that a system has spoken; officers are none."""
    if source.name and source.import_id is None:
        cursor.execute(QUERIES["heard"], [source.agency_id, source.name, now])
