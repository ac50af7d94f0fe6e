"""Making the kinds of cases of an agency from a file, as a desk begins with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from django.db import connection, transaction

from loket.cases.models import CaseDocument, CaseType, Promise, Stage, StageMove
from loket.cases.stages import MOVES, StageKind
from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices.models import Agency, Service

Words = dict[str, str]
EXPRESS = "express"


class StageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stage of a file; `types` are those that have it, all if there is none."""

    slug: str
    kind: StageKind
    names: Words
    icon: str = "folder"
    is_told: bool = True
    follows: Words = {}
    brings: Words = {}
    types: Sequence[str] = ()
    promise_days: int | None = None
    express_days: int | None = None


class TypeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type of case of a file."""

    slug: str
    names: Words
    documents: Sequence[Words] = ()


class Lapse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To which stage a case goes that nobody collects."""

    stage: str


class CaseTypesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Types of cases that share stages, moves and promises."""

    source: str
    read_on: date
    valid_from: date
    stages: Sequence[StageWords]
    moves: Mapping[str, Sequence[str]]
    types: Sequence[TypeWords]
    pickup_service: str = ""
    proxies: Sequence[Mapping[str, Words]] = ()
    lapse: Lapse | None = None


class BadFile(Exception):
    """The file cannot be taken; the message says what is wrong."""


def read(data: Mapping[str, Any]) -> CaseTypesFile:
    """
    Return what a file says.

    :raises BadFile: if it has another shape, or a move that no kind of stage allows
    """
    try:
        file = msgspec.convert(data, CaseTypesFile)
    except msgspec.ValidationError as error:
        raise BadFile(str(error)) from error
    kinds = {stage.slug: stage.kind for stage in file.stages}
    for before, follow in file.moves.items():
        for after in follow:
            if before not in kinds or after not in kinds:
                raise BadFile(f"The move from {before} to {after} names no stage.")
            if kinds[after] not in MOVES[kinds[before]]:
                raise BadFile(f"Nothing may move from {before} to {after}.")
    return file


@transaction.atomic
def load(agency: Agency, file: CaseTypesFile) -> list[CaseType]:
    """Make the types of a file that an agency does not have yet; return the new."""
    made = []
    standing = set(agency.case_types.values_list("slug", flat=True))
    for position, kind in enumerate(file.types):
        if kind.slug not in standing:
            made.append(_make(agency, file, kind, len(standing) + position))
    with connection.cursor() as cursor:
        audit.record(
            cursor,
            (Entry("case_type.made", str(one.id), agency.id) for one in made),
        )
    return made


def _make(
    agency: Agency, file: CaseTypesFile, words: TypeWords, position: int
) -> CaseType:
    kind = CaseType.objects.create(
        agency=agency,
        slug=words.slug,
        names=words.names,
        position=position,
        proxies=list(file.proxies),
        pickup_service=Service.objects.filter(
            agency=agency, slug=file.pickup_service
        ).first(),
        source=file.source,
        read_on=file.read_on,
    )
    stages = {
        one.slug: _stage(kind, one, n)
        for n, one in enumerate(file.stages)
        if not one.types or words.slug in one.types
    }
    for before, follow in file.moves.items():
        StageMove.objects.bulk_create(
            StageMove(before=stages[before], after=stages[after])
            for after in follow
            if before in stages and after in stages
        )
    _promises(kind, file, stages)
    CaseDocument.objects.bulk_create(
        CaseDocument(type=kind, names=names, position=n)
        for n, names in enumerate(words.documents)
    )
    if file.lapse is not None:
        CaseType.objects.filter(id=kind.id).update(
            lapse_stage=stages.get(file.lapse.stage)
        )
    return kind


def _stage(kind: CaseType, words: StageWords, position: int) -> Stage:
    return Stage.objects.create(
        type=kind,
        slug=words.slug,
        kind=words.kind,
        names=words.names,
        follows=words.follows,
        brings=words.brings,
        icon=words.icon,
        is_told=words.is_told,
        position=position,
    )


def _promises(kind: CaseType, file: CaseTypesFile, stages: Mapping[str, Stage]) -> None:
    for words in file.stages:
        tracks = {"": words.promise_days, EXPRESS: words.express_days}
        for track, days in tracks.items():
            if days is not None and words.slug in stages:
                Promise.objects.create(
                    type=kind,
                    track=track,
                    from_stage=stages[words.slug],
                    working_days=days,
                    valid_from=file.valid_from,
                    source=file.source,
                    read_on=file.read_on,
                )
