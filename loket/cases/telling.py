"""
Letting people know what became of their cases, before they ask.

What is said is decided when it is said, from what is true then: a case that moved three
times in an import gives one message, and one that moved back gives none. A notice names
the case and holds no words, no number and no name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from loket.cases.deciding import Change
from loket.cases.stages import StageKind
from loket.lib import sql
from loket.messaging import notices
from loket.messaging.notices import Notice

QUERIES = sql.beside(__file__, "telling")

NEWS, MISSED, UNCOLLECTED = "case.news", "case.missed", "case.uncollected"

# Time for an import to say everything it has to say of a case.
SETTLES = timedelta(seconds=60)
# News that nobody could be told for so long are old.
NEWS_KEEP = timedelta(days=7)
WARNING_KEEP = timedelta(days=2)


Pair = tuple[UUID, UUID]
"""A case, and a contact who follows it."""


@dataclass(frozen=True, slots=True)
class Following:
    """
    What somebody who follows a case was told last. `is_known` says that they proved
    that it is theirs, or were told of it before: others hear only that there is news.
    """

    is_known: bool
    stage_id: int | None
    expected: date | None


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody who may hear of a case, and the office whose clock counts."""

    case_id: UUID
    contact_id: UUID
    agency_id: int
    office_id: int
    stage_id: int
    ready_at: datetime | None
    keep_days: int
    warn_days: Sequence[int]


def tell(
    cursor: sql.Cursor, changed: Sequence[Change], agency_id: int, now: datetime
) -> None:
    """Plan what people hear of changed cases, in the transaction that changes them."""
    _follow(cursor, changed, agency_id, now)
    news = [one.id for one in changed if one.event and one.is_news]
    hearers = _hearers(cursor, news)
    _plan([(one, _news(one, now)) for one in hearers])
    ready = {one.id for one in changed if _became(one, StageKind.READY)}
    _plan(
        [
            (one, notice)
            for one in hearers
            if one.case_id in ready
            for notice in _warnings(one, now)
        ]
    )
    _calm(cursor, [one.id for one in changed if _left_ready(one)])


def tell_again(
    cursor: sql.Cursor, cases: Collection[UUID], kind: str, now: datetime
) -> None:
    """Plan one kind of notice for everybody who may hear of these cases."""
    hearers = _hearers(cursor, cases)
    _plan([(one, _notice(one, kind, now, NEWS_KEEP)) for one in hearers])


def following(pairs: Collection[Pair]) -> dict[Pair, Following]:
    """Return what each of those who follow a case was told last."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["following"], [_rows(pairs)])
    return {(case, contact): Following(*rest) for case, contact, *rest in found}


def note_told(pairs: Collection[Pair]) -> None:
    """Note that people were told how these cases stand now."""
    if pairs:
        with connection.cursor() as cursor:
            cursor.execute(QUERIES["told"], [_rows(pairs)])


def _rows(pairs: Collection[Pair]) -> str:
    return sql.rows(
        {"case_id": case, "contact_id": contact} for case, contact in sorted(pairs)
    )


def _follow(
    cursor: sql.Cursor, changed: Sequence[Change], agency_id: int, now: datetime
) -> None:
    """Whoever writes to us with the number on file may hear of the case."""
    rows = [
        {"case_id": one.id, "phone": one.holder.phone}
        for one in changed
        if one.event and one.holder.phone and one.keyed.phone_key
    ]
    if rows:
        values = {"rows": sql.rows(rows), "agency": agency_id, "now": now}
        cursor.execute(QUERIES["follow"], values)


def _hearers(cursor: sql.Cursor, cases: Collection[UUID]) -> list[Hearer]:
    if not cases:
        return []
    found = sql.fetch(cursor, QUERIES["hearers"], [sql.uuids(cases)])
    return [Hearer(*row) for row in found]


def _plan(planned: Sequence[tuple[Hearer, Notice]]) -> None:
    """Write notices anew: one that was said of the same stage long ago is forgotten."""
    found = [notice for _, notice in planned]
    notices.withdraw([one.key for one in found])
    notices.write(found)


def _news(one: Hearer, now: datetime) -> Notice:
    return _notice(one, NEWS, now, NEWS_KEEP, str(one.stage_id))


def _warnings(one: Hearer, now: datetime) -> Iterable[Notice]:
    for days in one.warn_days:
        at = (one.ready_at or now) + timedelta(days=days)
        if days < one.keep_days and at > now:
            yield _notice(one, UNCOLLECTED, at, WARNING_KEEP, str(days))


def _notice(
    one: Hearer, kind: str, due_at: datetime, keeps: timedelta, mark: str = ""
) -> Notice:
    starts = due_at + SETTLES
    return Notice(
        kind=kind,
        parameters={"case": str(one.case_id), "mark": mark},
        agency_id=one.agency_id,
        office_id=one.office_id,
        contact_id=one.contact_id,
        key=_key(kind, one.case_id, one.contact_id, mark),
        due_at=starts,
        expires_at=starts + keeps,
    )


def prefix(kind: str, case: UUID) -> str:
    """Return how the keys of all notices of a kind about a case begin."""
    return f"{kind}:{case.hex[-24:]}:"


def _key(kind: str, case: UUID, contact: UUID, mark: str) -> str:
    """At most 80 characters: both ids are cut, their ends are random (RFC 9562)."""
    return f"{prefix(kind, case)}{contact.hex[-24:]}:{mark}"


def _became(one: Change, kind: StageKind) -> bool:
    return one.is_moved and one.keyed.stage.kind is kind


def _left_ready(one: Change) -> bool:
    was_ready = one.before is not None and one.before.ready_at is not None
    return was_ready and one.is_moved and one.keyed.stage.kind is not StageKind.READY


def forget(cursor: sql.Cursor, cases: Collection[UUID]) -> None:
    """Say nothing more of cases that were never meant to be."""
    hearers = _hearers(cursor, cases)
    stages = {one.stage_id for one in hearers}
    gone = [
        _key(kind, one.case_id, one.contact_id, mark)
        for one in hearers
        for kind, marks in (
            (NEWS, map(str, stages)),
            (MISSED, [""]),
            (UNCOLLECTED, map(str, one.warn_days)),
        )
        for mark in marks
    ]
    notices.withdraw(gone)


def _calm(cursor: sql.Cursor, cases: Collection[UUID]) -> None:
    """Nobody is warned of what was collected."""
    gone = [
        _key(UNCOLLECTED, one.case_id, one.contact_id, str(days))
        for one in _hearers(cursor, cases)
        for days in one.warn_days
    ]
    notices.withdraw(gone)
