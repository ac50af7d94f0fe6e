"""`/cases`, read: one by its number or id, many by stage or change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from ninja import Query as Asked
from pydantic import Field

from loket.api import pages, places
from loket.api.doors import Noun
from loket.api.keys import ApiRequest
from loket.api.problems import Problem
from loket.api.shapes import Answer, Body, Moment, Query, Slug
from loket.api.v1.cases import Text
from loket.cases import kinds, queries
from loket.cases.kinds import TypeRow
from loket.cases.queries import CaseRow, Search
from loket.offices import queries as offices
from loket.partners.keys import Caller
from loket.partners.scopes import Scope

cases = Noun("cases")


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


@cases.reads("/cases/lookups", Scope.CASES_READ, CaseOut, method="POST")
def find_case(request: ApiRequest, body: LookupIn) -> CaseOut:
    """Read one case by its number."""
    caller = request.auth
    row = queries.by_words(caller.agency_id, body.number, settings.LOKET_KEYRING())
    return _one(caller, row)


@cases.reads("/cases/{uuid:case_id}", Scope.CASES_READ, CaseOut)
def get_case(request: ApiRequest, case_id: UUID) -> CaseOut:
    """Read one case by its id, as a webhook names it."""
    rows = queries.by_id([case_id], settings.LOKET_KEYRING())
    return _one(request.auth, rows.get(case_id))


@cases.reads("/cases", Scope.CASES_READ, CasesOut)
def list_cases(request: ApiRequest, asked: Asked[CasesAsked]) -> CasesOut:
    """List cases by office, type, stage, or change since a moment."""
    caller = request.auth
    types = kinds.of_agencies([caller.agency_id])
    since, after = pages.read(asked.after) or (asked.changed_since, pages.FIRST)
    wanted = Search(
        caller.agency_id,
        places.offices(caller, asked.office),
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


def _one(caller: Caller, row: CaseRow | None) -> CaseOut:
    if row is None or not places.sees(caller, row.office_id):
        raise Problem("not_found")
    return _shown(row, kinds.of_agencies([caller.agency_id]))


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
