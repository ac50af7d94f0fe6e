"""
Changing what kinds of cases there are, so that no running case loses its way: a stage
that is known to any case stays, a promise that was given stands.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils.text import slugify

from loket.cases.models import (
    Case,
    CaseDocument,
    CaseEvent,
    CaseFee,
    CaseType,
    DocumentTick,
    Promise,
    Stage,
    StageMove,
)
from loket.cases.stages import CLOSED, MOVES, StageKind
from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices.models import Agency

Words = Mapping[str, str]
Pair = tuple[int, int]
DAY = timedelta(days=1)


class Refused(Exception):
    """A change that would break something; `code` says what, `count` how many cases."""

    def __init__(self, code: str, count: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.count = count


@transaction.atomic
def add_type(
    agency: Agency, names: Words, stages: Sequence[Mapping[str, Any]]
) -> CaseType:
    """
    Add a kind of case with these stages, each of which leads to the next; a case may
    be ended at any of them.

    :raises Refused: if there is one of that name, or the name has no letters
    """
    slug = slugify(names["id"])
    if not slug:
        raise Refused("name")
    if CaseType.objects.filter(agency=agency, slug=slug).exists():
        raise Refused("taken")
    position = agency.case_types.count()
    kind = CaseType.objects.create(
        agency=agency, slug=slug, names=names, position=position
    )
    made = [
        Stage.objects.create(type=kind, position=n, slug=_slug(one["names"]), **one)
        for n, one in enumerate(stages)
    ]
    way = [one for one in made if one.kind != StageKind.ENDED]
    pairs = {(a.id, b.id) for a, b in pairwise(way)}
    pairs |= {
        (one.id, end.id)
        for one in way
        for end in made
        if StageKind(end.kind) in MOVES[StageKind(one.kind)]
        and end.kind == StageKind.ENDED
    }
    _write_moves(pairs)
    _note("case_type.made", kind)
    return kind


@transaction.atomic
def change_type(kind: CaseType, **facts: Any) -> None:
    """Change names, pick-up rule, warnings and source of a kind."""
    CaseType.objects.filter(id=kind.id).update(**facts)
    _note("case_type.changed", kind, what=sorted(facts))


@transaction.atomic
def add_stage(kind: CaseType, names: Words, stage_kind: StageKind) -> Stage:
    """
    Add a stage at the end; moves to it are made apart.

    :raises Refused: if there is one of that name, or the name has no letters
    """
    slug = _slug(names)
    if kind.stages.filter(slug=slug).exists():
        raise Refused("taken")
    last = kind.stages.order_by("-position").values_list("position", flat=True).first()
    stage = Stage.objects.create(
        type=kind, slug=slug, names=names, kind=stage_kind, position=(last or 0) + 1
    )
    _note("case_type.stage_added", kind, stage=stage.id)
    return stage


@transaction.atomic
def change_stage(stage: Stage, **facts: Any) -> None:
    """
    Change the words of a stage, its place, its icon, or its kind.

    :raises Refused: if its kind would change while cases stand there, or against moves
    """
    after = StageKind(facts.get("kind", stage.kind))
    if after != stage.kind:
        standing = Case.objects.filter(stage=stage).count()
        if standing:
            raise Refused("kind_in_use", standing)
        if not _fits(stage, after):
            raise Refused("kind_moves")
    Stage.objects.filter(id=stage.id).update(**facts)
    _note("case_type.stage_changed", stage.type, stage=stage.id, what=sorted(facts))


@transaction.atomic
def remove_stage(stage: Stage) -> None:
    """
    Remove a stage that no case has ever known.

    :raises Refused: if cases stand there, came by, or have a promise from there
    """
    standing = Case.objects.filter(stage=stage).count()
    if standing:
        raise Refused("stage_in_use", standing)
    lives = CaseEvent.objects.filter(Q(before_id=stage.id) | Q(after_id=stage.id))
    promised = Promise.objects.filter(from_stage=stage).values("id")
    known = lives.values("case_id").distinct().count()
    known = known or Case.objects.filter(promise_id__in=promised).count()
    if known:
        raise Refused("stage_known", known)
    if CaseType.objects.filter(lapse_stage=stage).exists():
        raise Refused("stage_lapse")
    _note("case_type.stage_removed", stage.type, stage=stage.id)
    stage.delete()


@transaction.atomic
def set_moves(kind: CaseType, pairs: Collection[Pair]) -> None:
    """
    Set which moves officers may make.

    :raises Refused: if kinds of stages forbid one, or cases could not go on anywhere
    """
    stages = {one.id: one for one in kind.stages.all()}
    if any(not _may(stages.get(a), stages.get(b)) for a, b in pairs):
        raise Refused("move_kinds")
    leaving = {before for before, _ in pairs}
    stuck = [
        one.id
        for one in stages.values()
        if StageKind(one.kind) not in CLOSED and one.id not in leaving
    ]
    standing = Case.objects.filter(stage__in=stuck).count()
    if standing:
        raise Refused("move_stuck", standing)
    StageMove.objects.filter(before__type=kind).delete()
    _write_moves(set(pairs))
    _note("case_type.moves_set", kind, count=len(pairs))


@dataclass(frozen=True, slots=True)
class Rule:
    """So many working days from a stage on, from a day on, and who says so."""

    track: str
    from_stage: Stage
    working_days: int
    valid_from: date
    source: str
    read_on: date


@transaction.atomic
def add_promise(kind: CaseType, rule: Rule) -> None:
    """
    Promise anew; the rule before it ends the day before. What was promised under that
    stands.

    :raises Refused: if there is a rule from that day or a later one already
    """
    rules = Promise.objects.filter(
        type=kind, track=rule.track, from_stage=rule.from_stage
    )
    if rules.filter(valid_from__gte=rule.valid_from).exists():
        raise Refused("promise_later")
    open_ = Q(valid_until=None) | Q(valid_until__gte=rule.valid_from)
    rules.filter(open_).update(valid_until=rule.valid_from - DAY)
    Promise.objects.create(
        type=kind,
        track=rule.track,
        from_stage=rule.from_stage,
        working_days=rule.working_days,
        valid_from=rule.valid_from,
        source=rule.source,
        read_on=rule.read_on,
    )
    stage, days = rule.from_stage.id, rule.working_days
    _note("case_type.promise_added", kind, stage=stage, days=days)


@transaction.atomic
def end_promise(promise: Promise, last: date) -> None:
    """Give no such promise any more after a day; those given stand."""
    last = max(last, promise.valid_from)
    Promise.objects.filter(id=promise.id).update(valid_until=last)
    _note("case_type.promise_ended", promise.type, promise=promise.id)


@transaction.atomic
def add_document(kind: CaseType, names: Words) -> None:
    """Ask for one more document."""
    CaseDocument.objects.create(type=kind, names=names, position=kind.documents.count())
    _note("case_type.document_added", kind)


@transaction.atomic
def remove_document(document: CaseDocument) -> None:
    """
    Ask for a document no more.

    :raises Refused: if it was ticked for a case that is open
    """
    seen = DocumentTick.objects.filter(document=document, case__closed_at=None)
    if count := seen.count():
        raise Refused("document_seen", count)
    _note("case_type.document_removed", document.type)
    document.delete()


@transaction.atomic
def set_fees(kind: CaseType, fees: Collection[int]) -> None:
    """Set which fees of the agency are due."""
    kind.fees.exclude(fee_id__in=fees).delete()
    for fee in fees:
        CaseFee.objects.get_or_create(type=kind, fee_id=fee)
    _note("case_type.fees_set", kind, fees=sorted(fees))


def standing(kind: CaseType) -> dict[int, int]:
    """Return how many cases stand at each stage of a kind."""
    rows = Case.objects.filter(type=kind).values("stage_id").annotate(n=Count("id"))
    return {row["stage_id"]: row["n"] for row in rows}


def _fits(stage: Stage, after: StageKind) -> bool:
    """Test if the moves to and from a stage are allowed for another kind of it."""
    before = StageMove.objects.filter(after=stage).values_list(
        "before__kind", flat=True
    )
    onward = StageMove.objects.filter(before=stage).values_list(
        "after__kind", flat=True
    )
    return all(after in MOVES[StageKind(one)] for one in before) and all(
        StageKind(one) in MOVES[after] for one in onward
    )


def _may(before: Stage | None, after: Stage | None) -> bool:
    if before is None or after is None or before.id == after.id:
        return False
    return StageKind(after.kind) in MOVES[StageKind(before.kind)]


def _write_moves(pairs: Collection[Pair]) -> None:
    StageMove.objects.bulk_create(
        StageMove(before_id=before, after_id=after) for before, after in sorted(pairs)
    )


def _slug(names: Words) -> str:
    slug = slugify(names["id"])
    if not slug:
        raise Refused("name")
    return slug


def _note(action: str, kind: CaseType, **details: object) -> None:
    about = Entry(action, str(kind.id), kind.agency_id, details=details)
    with connection.cursor() as cursor:
        audit.record(cursor, [about])
