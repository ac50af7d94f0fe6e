"""`/cases`: how cases stand, told by the systems that know, and read by others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from django.conf import settings
from pydantic import Field

from loket.api.doors import Noun
from loket.api.keys import ApiRequest
from loket.api.shapes import Body, Count
from loket.api.v1.outcomes import Outcomes, outcomes
from loket.cases import actions
from loket.cases.records import CaseRecord, Fault, Outcome, Refused, Source, StageChange
from loket.lib import clock
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
    version: Count | None = Field(
        None,
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
    version: Count | None = None


class EventsIn(Body):
    """What happened to cases, in the order in which it happened."""

    events: list[EventIn] = Field(min_length=1, max_length=MOST_RECORDS)


@cases.writes("/cases/records", Scope.CASES_WRITE, Outcomes)
def put_cases(request: ApiRequest, body: RecordsIn) -> Outcomes:
    """Tell how up to 1,000 cases stand. Each record gets an outcome of its own."""
    now = clock.now()
    read = [read_record(one) for one in body.records]
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


def source_of(caller: Caller) -> Source:
    """Return as whom a key tells of cases."""
    return Source(caller.agency_id, caller.source, offices=caller.offices)


def _merged(
    read: Iterable[CaseRecord | StageChange | Fault], taken: Iterable[Outcome]
) -> list[Outcome]:
    left = iter(taken)
    return [Refused(one) if isinstance(one, Fault) else next(left) for one in read]


def read_record(one: RecordIn) -> CaseRecord | Fault:
    """Return a record with its days and moments read, or what is wrong with them."""
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
