"""
What kinds of cases agencies have, read at once: few rows that nearly every call needs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from django.db import connection

from loket.cases.stages import FULFILLED, StageKind, reaches
from loket.lib import sql

QUERIES = sql.beside(__file__, "kinds")

Words = Mapping[str, str]
_words = msgspec.json.Decoder(dict[str, str]).decode
_proxies = msgspec.json.Decoder(list[dict[str, dict[str, str]]]).decode


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage; words by language."""

    id: int
    type_id: int
    slug: str
    names: Words
    follows: Words
    brings: Words
    icon: str
    kind: StageKind
    is_told: bool
    position: int


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """From which stage so many working days count, between two days."""

    id: int
    track: str
    from_stage: int
    working_days: int
    valid_from: date
    valid_until: date | None
    source: str

    def is_valid_on(self, day: date) -> bool:
        """Test if this rule is in force on a day."""
        return self.valid_from <= day and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True)
class TypeRow:
    """A type of case with all that belongs to it, stages in their order."""

    id: int
    agency_id: int
    slug: str
    names: Words
    is_active: bool
    pickup_service_id: int | None
    keep_days: int
    warn_days: Sequence[int]
    lapse_stage_id: int | None
    proxies: Sequence[Mapping[str, Words]]
    stages: dict[int, StageRow] = field(default_factory=dict)
    moves: dict[int, set[int]] = field(default_factory=dict)
    promises: list[PromiseRow] = field(default_factory=list)

    def stage(self, slug: str) -> StageRow | None:
        """Return the stage of that name."""
        return next((one for one in self.stages.values() if one.slug == slug), None)

    def promise(self, track: str, stage_id: int, day: date) -> PromiseRow | None:
        """Return the promise that begins with a stage reached on a day, the newest."""
        rules = (
            one
            for one in self.promises
            if one.track == track
            and one.from_stage == stage_id
            and one.is_valid_on(day)
        )
        return max(rules, key=lambda one: one.valid_from, default=None)

    def promise_of(self, promise_id: int | None) -> PromiseRow | None:
        """Return the promise that a case was given."""
        return next((one for one in self.promises if one.id == promise_id), None)

    def keeps(self, promise: PromiseRow, stage_id: int) -> bool:
        """Test if a promise that has begun still runs at a stage."""
        begin = promise.from_stage
        is_after = stage_id == begin or reaches(self.moves, begin, stage_id)
        return is_after and self.stages[stage_id].kind not in FULFILLED

    def may_move(self, before: int, after: int) -> bool:
        """Test if an officer may move a case from one stage to the other."""
        return after in self.moves.get(before, ())

    def may_have_moved(self, before: int, after: int) -> bool:
        """Test if a case may have come from one stage to the other meanwhile."""
        return reaches(self.moves, before, after)


def of_agencies(agencies: Collection[int]) -> dict[int, TypeRow]:
    """Return all types of these agencies by id, in their order."""
    if not agencies:
        return {}
    wanted = [sorted(agencies)]
    types = {row[0]: _type(row) for row in _fetch("types", wanted)}
    for row in _fetch("stages", wanted):
        stage = _stage(row)
        types[stage.type_id].stages[stage.id] = stage
    for type_id, before, after in _fetch("moves", wanted):
        types[type_id].moves.setdefault(before, set()).add(after)
    for type_id, *promise in _fetch("promises", wanted):
        types[type_id].promises.append(PromiseRow(*promise))
    return types


def pickup_services() -> set[int]:
    """Return the services at which hours for collecting are booked."""
    return {service for (service,) in _fetch("pickup_services", [])}


def _type(row: tuple[Any, ...]) -> TypeRow:
    id_, agency, slug, names, *rest, proxies = row
    return TypeRow(*(id_, agency, slug, _words(names), *rest, _proxies(proxies)))


def _stage(row: tuple[Any, ...]) -> StageRow:
    id_, type_id, slug, names, follows, brings, icon, kind, is_told, position = row
    spoken = (_words(names), _words(follows), _words(brings))
    return StageRow(
        id_, type_id, slug, *spoken, icon, StageKind(kind), is_told, position
    )


def _fetch(name: str, values: Sequence[object]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
