"""`/cases/snapshots`: a source sends all its open cases, and learns what differs."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from ninja import Query as Asked
from pydantic import Field

from loket.api.doors import CREATED, Noun
from loket.api.keys import ApiRequest
from loket.api.problems import Problem
from loket.api.shapes import Answer, Query
from loket.api.v1.cases import RecordsIn, read_record, source_of
from loket.api.v1.outcomes import OutcomeOut, outcomes
from loket.cases import kinds
from loket.cases.models_snapshots import Snapshot
from loket.cases.records import FIELDS, CaseRecord, Fault
from loket.cases.snapshots import actions, queries
from loket.cases.snapshots.kinds import Difference
from loket.lib import clock
from loket.partners.keys import Caller
from loket.partners.scopes import Scope

snapshots = Noun("snapshots")


class SnapshotOut(Answer):
    """A snapshot that takes pages."""

    id: UUID


class WrongOut(Answer):
    """A record that was not taken, by its place in the call."""

    index: int
    fault: str
    field: str


class PageOut(Answer):
    """How many records of a page were taken, and which were not."""

    taken: int
    refused: list[WrongOut]


class ComparisonOut(Answer):
    """How many cases differ in which way."""

    same: int
    unknown_here: int = Field(description="Open there, unknown here.")
    other_stage: int = Field(description="At another stage here than there.")
    missing_there: int = Field(description="Open here, told by you, not in your pages.")
    changed_since: int = Field(description="Changed here since the snapshot began.")


class DifferenceOut(Answer):
    """One case that differs; a stage is null where it is not known."""

    difference: Difference
    number: str
    id: UUID | None
    stage_here: str | None
    stage_there: str | None


class DifferencesOut(Answer):
    """Some differences; `next` is where those that follow begin."""

    differences: list[DifferenceOut]
    next: UUID | None


class ApplicationOut(Answer):
    """What became of up to 1,000 differences, and how many are left to be applied."""

    outcomes: list[OutcomeOut]
    left: int


class DifferencesAsked(Query):
    """Which differences."""

    difference: Difference | None = None
    after: UUID = UUID(int=0)
    limit: int = Field(100, ge=1, le=500)


@snapshots.writes("/cases/snapshots", Scope.CASES_WRITE, SnapshotOut, status=CREATED)
def begin_snapshot(request: ApiRequest) -> SnapshotOut:
    """Begin to send all open cases; pages follow, then the comparison."""
    keys = settings.LOKET_KEYRING()
    made = actions.begin(source_of(request.auth), clock.now(), keys)
    return SnapshotOut(id=made.id)


@snapshots.writes(
    "/cases/snapshots/{uuid:snapshot_id}/pages", Scope.CASES_WRITE, PageOut
)
def add_snapshot_page(
    request: ApiRequest, snapshot_id: UUID, body: RecordsIn
) -> PageOut:
    """Send up to 1,000 open cases. Nothing of them is changed here yet."""
    snapshot = _found(request.auth, snapshot_id)
    read = [read_record(one) for one in body.records]
    good = [one for one in read if isinstance(one, CaseRecord)]
    try:
        kept = iter(actions.add(snapshot, good, clock.now(), settings.LOKET_KEYRING()))
    except (actions.Compared, actions.Outdated) as refusal:
        raise _conflict(refusal) from None
    faults = [one if isinstance(one, Fault) else next(kept) for one in read]
    refused = [
        WrongOut(index=n, fault=fault.value, field=FIELDS[fault])
        for n, fault in enumerate(faults)
        if fault is not None
    ]
    return PageOut(taken=len(faults) - len(refused), refused=refused)


@snapshots.writes(
    "/cases/snapshots/{uuid:snapshot_id}/comparison", Scope.CASES_WRITE, ComparisonOut
)
def compare_snapshot(request: ApiRequest, snapshot_id: UUID) -> ComparisonOut:
    """Say that all pages were sent, and learn what differs. Nothing is changed."""
    try:
        found = _found(request.auth, snapshot_id)
        counts = actions.compare(found, clock.now(), settings.LOKET_KEYRING())
    except (actions.Compared, actions.Outdated) as refusal:
        raise _conflict(refusal) from None
    return ComparisonOut(**{kind.value: count for kind, count in counts.items()})


@snapshots.reads(
    "/cases/snapshots/{uuid:snapshot_id}/differences", Scope.CASES_WRITE, DifferencesOut
)
def list_differences(
    request: ApiRequest, snapshot_id: UUID, asked: Asked[DifferencesAsked]
) -> DifferencesOut:
    """List the cases that differ, a page at a time."""
    caller = request.auth
    wanted = set(Difference) - {Difference.SAME}
    found = queries.differences(
        _found(caller, snapshot_id),
        [asked.difference] if asked.difference else sorted(wanted),
        asked.after,
        asked.limit,
        settings.LOKET_KEYRING(),
    )
    stages: dict[int | None, str | None] = {None: None}
    for kind in kinds.of_agencies([caller.agency_id]).values():
        stages |= {one.id: one.slug for one in kind.stages.values()}
    return DifferencesOut(
        differences=[
            DifferenceOut(
                difference=one.difference,
                number=one.number,
                id=one.case_id,
                stage_here=stages.get(one.stage_here),
                stage_there=stages.get(one.stage_there),
            )
            for one in found
        ],
        next=found[-1].place if len(found) == asked.limit else None,
    )


@snapshots.writes(
    "/cases/snapshots/{uuid:snapshot_id}/applications",
    Scope.CASES_WRITE,
    ApplicationOut,
)
def apply_snapshot(request: ApiRequest, snapshot_id: UUID) -> ApplicationOut:
    """
    Take up to 1,000 cases over as the snapshot says: unknown ones and other stages.

    Missing ones stay: how they ended, only their source can tell.
    """
    caller = request.auth
    snapshot = _found(caller, snapshot_id)
    try:
        done = actions.apply(
            snapshot, source_of(caller), clock.now(), settings.LOKET_KEYRING()
        )
    except actions.NotCompared:
        raise Problem("conflict", reason="not_compared") from None
    shown = outcomes(done.outcomes)
    return ApplicationOut.model_construct(outcomes=shown.outcomes, left=done.left)


def _found(caller: Caller, snapshot_id: UUID) -> Snapshot:
    try:
        return actions.find(snapshot_id, source_of(caller))
    except actions.NoSuch:
        raise Problem("not_found") from None


def _conflict(refusal: Exception) -> Problem:
    is_done = isinstance(refusal, actions.Compared)
    return Problem("conflict", reason="compared" if is_done else "begin_anew")
