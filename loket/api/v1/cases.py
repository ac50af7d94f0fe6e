"""`/cases`: how cases stand, told by the systems that know, and read by others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.conf import settings
from ninja import Query as Asked
from pydantic import Field

from loket.api import pages
from loket.api.doors import Noun
from loket.api.keys import ApiRequest
from loket.api.problems import Problem
from loket.api.shapes import Answer, Body, Moment, Query, Slug
from loket.api.v1.outcomes import Outcomes, outcomes
from loket.cases import actions, kinds, queries
from loket.cases.kinds import TypeRow
from loket.cases.queries import CaseRow, Search
from loket.cases.records import CaseRecord, Fault, Outcome, Refused, Source, StageChange
from loket.lib import clock
from loket.offices import queries as offices
from loket.partners.keys import Caller
from loket.partners.scopes import Scope

# One call stays below 3 MB and a second: a thousand cases with all their fields have
# about 350 kB.
MOST_RECORDS = 1_000

cases = Noun("cases")

Text = Annotated[str, Field(max_length=400)]


class RecordIn(Body):
    """
    How a case stands, as its source says. What is wrong with a value is said of this
    record alone; the others are taken.
    """

    office: Text = Field(description="Code of the office, as GET /offices says.")
    type: Text = Field(description="Type of the case, as GET /case-types says.")
    number: Text = Field(
        description="Number of the application: 4 to 32 digits, capital letters, "
        "dashes and strokes."
    )
    stage: Text = Field(description="Stage, as GET /case-types says.")
    at: Text = Field(
        description="When it came to this stage: ISO 8601 with a zone, at most an "
        "hour ahead of our clock.",
        examples=["2026-12-31T09:00:00+07:00"],
    )
    name: Text = Field("", description="Name of the holder; left out, the old stays.")
    birth_date: Text = Field("", description="As 1990-12-31.")
    phone: Text = Field("", description="Digits with country code: 6281234567890.")
    track: Text = Field("", description='"" or "express".')
    billing: Text = Field("", description="Code by which the fee is paid.")
    version: int | None = Field(
        None,
        ge=0,
        le=2**63 - 1,
        description="Grows with each change at the source; an older one is ignored.",
    )


class RecordsIn(Body):
    """Cases of one source."""

    records: list[RecordIn] = Field(min_length=1, max_length=MOST_RECORDS)


class EventIn(Body):
    """A stage that a case came to, which is known here."""

    number: Text
    stage: Text
    at: Text = Field(examples=["2026-12-31T09:00:00+07:00"])
    version: int | None = Field(None, ge=0, le=2**63 - 1)


class EventsIn(Body):
    """What happened to cases, in the order in which it happened."""

    events: list[EventIn] = Field(min_length=1, max_length=MOST_RECORDS)


class LookupIn(Body):
    """The number of a case: in a body, because addresses are kept in logs."""

    number: Text


class CaseOut(Answer):
    """How a case stands. Whose it is, its source knows; we do not tell."""

    id: UUID
    number: str
    office: str
    type: str
    stage: str
    stage_at: datetime
    track: str
    source: str
    expected_date: date | None
    promised_date: date | None
    is_late: bool
    ready_at: datetime | None
    closed_at: datetime | None
    told_at: datetime = Field(description="When its source last said how it stands.")


class CasesOut(Answer):
    """Some cases, the one that changed first before the others."""

    cases: list[CaseOut]
    next: str | None = Field(description="Send it as `after` for those that follow.")


class CasesAsked(Query):
    """Which cases."""

    office: Slug | None = None
    type: Slug | None = None
    stage: Slug | None = None
    changed_since: Moment | None = None
    after: str | None = Field(None, max_length=200)
    limit: int = Field(100, ge=1, le=500)


@cases.writes("/cases/records", Scope.CASES_WRITE, Outcomes)
def put_cases(request: ApiRequest, body: RecordsIn) -> Outcomes:
    """Tell how up to 1,000 cases stand. Each record gets an outcome of its own."""
    now = clock.now()
    read = [_record(one) for one in body.records]
    good = [one for one in read if isinstance(one, CaseRecord)]
    taken = iter(
        actions.take(good, source_of(request.auth), now, settings.LOKET_KEYRING())
    )
    return outcomes(_merged(read, taken))


@cases.writes("/cases/events", Scope.CASES_WRITE, Outcomes)
def add_events(request: ApiRequest, body: EventsIn) -> Outcomes:
    """Tell of up to 1,000 stages that known cases came to."""
    now = clock.now()
    read = [_event(one) for one in body.events]
    good = [one for one in read if isinstance(one, StageChange)]
    taken = iter(
        actions.move_on(good, source_of(request.auth), now, settings.LOKET_KEYRING())
    )
    return outcomes(_merged(read, taken))


@cases.reads("/cases/lookups", Scope.CASES_READ, CaseOut, method="POST")
def find_case(request: ApiRequest, body: LookupIn) -> CaseOut:
    """Read one case by its number."""
    caller = request.auth
    from loket.cases import holder

    key = holder.number_key(settings.LOKET_KEYRING(), caller.agency_id, body.number)
    found = queries.by_number([(caller.agency_id, key)])
    return _one(caller, found.values())


@cases.reads("/cases/{uuid:case_id}", Scope.CASES_READ, CaseOut)
def get_case(request: ApiRequest, case_id: UUID) -> CaseOut:
    """Read one case by its id, as a webhook names it."""
    return _one(request.auth, [case_id])


@cases.reads("/cases", Scope.CASES_READ, CasesOut)
def list_cases(request: ApiRequest, asked: Asked[CasesAsked]) -> CasesOut:
    """List cases by office, type, stage, or change since a moment."""
    caller = request.auth
    types = kinds.of_agencies([caller.agency_id])
    since, after = pages.read(asked.after) or (asked.changed_since, pages.FIRST)
    wanted = Search(
        caller.agency_id,
        _offices(caller, asked.office),
        _stages(types, asked.type, asked.stage),
        since or pages.BEGIN,
        after,
    )
    found = queries.page(wanted, asked.limit)
    rows = queries.by_id([id_ for id_, _ in found], settings.LOKET_KEYRING())
    shown = [_shown(rows[id_], types) for id_, _ in found if id_ in rows]
    is_more = len(found) == asked.limit
    return CasesOut(
        cases=shown, next=pages.write(found[-1][1], found[-1][0]) if is_more else None
    )


def source_of(caller: Caller) -> Source:
    """Return as whom a key tells of cases."""
    return Source(caller.agency_id, caller.source, offices=caller.offices)


def _merged(
    read: Iterable[CaseRecord | StageChange | Fault], taken: Iterable[Outcome]
) -> list[Outcome]:
    left = iter(taken)
    return [Refused(one) if isinstance(one, Fault) else next(left) for one in read]


def _record(one: RecordIn) -> CaseRecord | Fault:
    at, born = _read_moment(one.at), _read_day(one.birth_date)
    if at is None:
        return Fault.BAD_MOMENT
    if born is None and one.birth_date:
        return Fault.BAD_BIRTH_DATE
    return CaseRecord(
        office=one.office,
        type=one.type,
        number=one.number,
        stage=one.stage,
        at=at,
        name=one.name,
        birth_date=born,
        phone=one.phone,
        track=one.track,
        billing=one.billing,
        version=one.version,
    )


def _event(one: EventIn) -> StageChange | Fault:
    at = _read_moment(one.at)
    if at is None:
        return Fault.BAD_MOMENT
    return StageChange(one.number, one.stage, at, one.version)


def _read_moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _one(caller: Caller, ids_: Iterable[UUID]) -> CaseOut:
    rows = queries.by_id(list(ids_), settings.LOKET_KEYRING())
    for row in rows.values():
        if row.agency_id == caller.agency_id and caller.is_at(row.office_id):
            return _shown(row, kinds.of_agencies([caller.agency_id]))
    raise Problem("not_found")


def _offices(caller: Caller, code: str | None) -> frozenset[int]:
    """
    Return the offices to look at, none for all.

    :raises Problem: if there is no such office for this key
    """
    if code is None:
        return caller.offices
    return frozenset({office_of(caller, code)})


def office_of(caller: Caller, code: str) -> int:
    """
    Return the office of a code.

    :raises Problem: if there is none for this key
    """
    for one in offices.offices().values():
        is_ours = one.agency_id == caller.agency_id and caller.is_at(one.id)
        if is_ours and one.code == code:
            return one.id
    raise Problem("not_found", reason="office")


def _stages(
    types: Mapping[int, TypeRow], kind: str | None, stage: str | None
) -> list[int] | None:
    if kind is None and stage is None:
        return None
    return [
        one.id
        for row in types.values()
        if kind is None or row.slug == kind
        for one in row.stages.values()
        if stage is None or one.slug == stage
    ]


def _shown(row: CaseRow, types: Mapping[int, TypeRow]) -> CaseOut:
    kind = types[row.type_id]
    return CaseOut(
        id=row.id,
        number=row.holder.number,
        office=offices.offices()[row.office_id].code,
        type=kind.slug,
        stage=kind.stages[row.stage_id].slug,
        stage_at=row.stage_at,
        track=row.track,
        source=row.source,
        expected_date=row.expected_date,
        promised_date=row.promised_date,
        is_late=row.missed_at is not None,
        ready_at=row.ready_at,
        closed_at=row.closed_at,
        told_at=row.data_at,
    )
