"""
The lists of the desk: which cases stand where, page by page, and finding one of them.

Names are sealed, so a search for one opens the newest boxes one by one, up to a bound;
it says when it has not looked at all. Numbers are found by their keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain, islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from loket.cases import holder as holders
from loket.cases import queries, rekeying
from loket.cases.queries import CaseRow
from loket.lib import sql
from loket.lib.crypto import Keyring

QUERIES = sql.beside(__file__, "listing")

PAGE = 50
# Our own bounds, 29 November 2026: to look through 5,000 took half a second, measured
# on one of two cores among 100,000 cases.
MOST_OPENED = 5_000
MOST_FOUND = 50
PIECE = 500
FIRST_AT = datetime(1970, 1, 1, tzinfo=UTC)
LAST_AT = datetime(9999, 1, 1, tzinfo=UTC)
FIRST_ID, LAST_ID = UUID(int=0), UUID(int=2**128 - 1)


class Standing(StrEnum):
    """Which list a case can stand on; the SQL function `cases_stands` decides."""

    OPEN = "open"
    OVERDUE = "overdue"
    READY = "ready"
    CITIZEN = "citizen"
    CLOSED = "closed"


# Of these the one that has waited longest stands first.
WAITING = frozenset({Standing.OVERDUE, Standing.READY, Standing.CITIZEN})

Place = tuple[datetime, UUID]
"""Where a page ends: the stage's moment and the id of its last case."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is to show: cases of these offices, at a stage ("" for any)."""

    offices: Sequence[int]
    standing: Standing = Standing.OPEN
    stage: str = ""
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases of a list, and where the next page begins; None on the last."""

    cases: Sequence[CaseRow]
    after: Place | None


@dataclass(frozen=True, slots=True)
class Found:
    """Cases whose holder's name holds what was looked for; if not all were looked at,
    how many were."""

    cases: Sequence[CaseRow]
    looked_at: int
    is_whole: bool


def page(wanted: Wanted, now: datetime, keyring: Keyring, limit: int = PAGE) -> Page:
    """Return a page of a list."""
    places = _places(wanted, now, limit + 1)
    shown = places[:limit]
    rows = queries.by_id([id_ for _, id_ in shown], keyring)
    cases = [rows[id_] for _, id_ in shown if id_ in rows]
    return Page(cases, shown[-1] if len(places) > limit else None)


def each(wanted: Wanted, now: datetime, keyring: Keyring) -> Iterator[CaseRow]:
    """Yield all cases of a list at flat memory."""
    while True:
        found = page(wanted, now, keyring, PIECE)
        yield from found.cases
        if found.after is None:
            return
        wanted = replace(wanted, after=found.after)


def counts(wanted: Wanted, now: datetime) -> dict[Standing, int]:
    """Return how many cases stand on each list of these offices and stage."""
    values = {**_values(wanted, now), "standings": [one.value for one in Standing]}
    found = dict(_fetch("counts", values))
    return {one: found.get(one.value, 0) for one in Standing}


@transaction.atomic
def by_number(
    agency_id: int, offices: Collection[int], number: str, keyring: Keyring
) -> UUID | None:
    """Return the case of that number, if it is at one of these offices."""
    made = rekeying.prints(keyring)
    key = (agency_id, holders.number_key(made, agency_id, number))
    rows = queries.by_id(queries.by_number([key]).values(), keyring).values()
    return next((one.id for one in rows if one.office_id in offices), None)


@transaction.atomic
def by_nik(
    agency_id: int, offices: Collection[int], nik: str, keyring: Keyring
) -> list[CaseRow]:
    """Return the cases of one person at these offices, the open ones first."""
    made = rekeying.prints(keyring)
    key = holders.nik_key(made, agency_id, nik)
    found = [id_ for (id_,) in _fetch("by_nik", [agency_id, key, MOST_FOUND])]
    rows = queries.by_id(found, keyring)
    return [rows[id_] for id_ in found if rows[id_].office_id in offices]


def by_name(
    offices: Sequence[int], said: str, now: datetime, keyring: Keyring
) -> Found:
    """Return cases whose holder's name holds all these words, the open ones first."""
    parts = said.casefold().split()
    cases: list[CaseRow] = []
    looked_at = 0
    lists = (
        each(Wanted(offices, one), now, keyring)
        for one in (Standing.OPEN, Standing.CLOSED)
    )
    for case in islice(chain.from_iterable(lists), MOST_OPENED):
        looked_at += 1
        if _is_called(case, parts):
            cases.append(case)
        if len(cases) == MOST_FOUND:
            break
    is_whole = looked_at < MOST_OPENED and len(cases) < MOST_FOUND
    return Found(cases, looked_at, is_whole)


def _is_called(case: CaseRow, parts: Sequence[str]) -> bool:
    name = case.holder.name.casefold()
    return bool(parts) and all(part in name for part in parts)


def _places(wanted: Wanted, now: datetime, limit: int) -> list[Place]:
    is_waiting = wanted.standing in WAITING
    edge = (FIRST_AT, FIRST_ID) if is_waiting else (LAST_AT, LAST_ID)
    at, id_ = wanted.after or edge
    values = {
        **_values(wanted, now),
        "standing": wanted.standing.value,
        "after_at": at,
        "after_id": id_,
        "limit": limit,
    }
    found = _fetch("oldest" if is_waiting else "newest", values)
    return [(moment, case) for case, moment in found]


def _values(wanted: Wanted, now: datetime) -> dict[str, Any]:
    return {"offices": list(wanted.offices), "stage": wanted.stage, "now": now}


def _fetch(name: str, values: Any) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
