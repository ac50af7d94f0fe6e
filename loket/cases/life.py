"""The life of one case as its entries tell it, and the papers that were seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from loket.cases.models import CaseDocument, CaseEvent, DocumentTick, Follower
from loket.cases.stages import EventKind


@dataclass(frozen=True, slots=True)
class Entry:
    """
    An entry of a life. `corrects` is the moment of the entry that it puts right: the
    last one that brought the case to the stage which it leaves.
    """

    id: UUID
    kind: EventKind
    at: datetime
    recorded_at: datetime
    before_id: int | None
    after_id: int | None
    actor_kind: str
    actor_id: int | None
    origin: str
    details: Mapping[str, Any]
    corrects: datetime | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that a case needs; who saw it, if anybody has."""

    id: int
    names: Mapping[str, str]
    seen_by: int | None = None
    seen_at: datetime | None = None


def entries(case_id: UUID) -> list[Entry]:
    """Return the life of a case from its first entry on."""
    found: list[Entry] = []
    for one in CaseEvent.objects.filter(case_id=case_id).order_by("id"):
        found.append(_entry(one, found))
    return found


def _entry(one: CaseEvent, earlier: Sequence[Entry]) -> Entry:
    kind = EventKind(one.kind)
    wrong = (
        entry.at
        for entry in reversed(earlier)
        if kind is EventKind.CORRECTED and entry.after_id == one.before_id
    )
    return Entry(
        one.id, kind, one.at, one.recorded_at, one.before_id, one.after_id,
        one.actor_kind, one.actor_id, one.origin, one.details, next(wrong, None),
    )  # fmt: skip


def papers(case_id: UUID, type_id: int) -> list[Paper]:
    """Return the documents that a case needs, in the order of its type."""
    ticks = {
        one.document_id: one for one in DocumentTick.objects.filter(case_id=case_id)
    }
    return [
        Paper(one.id, one.names, *_seen(ticks.get(one.id)))
        for one in CaseDocument.objects.filter(type_id=type_id)
    ]


def _seen(tick: DocumentTick | None) -> tuple[int | None, datetime | None]:
    return (tick.staff_id, tick.at) if tick is not None else (None, None)


def followers(case_id: UUID) -> list[UUID]:
    """Return the contacts who may hear of a case now, the first first."""
    rows = Follower.objects.filter(case_id=case_id, unproved_at=None)
    return list(rows.order_by("since_at", "id").values_list("contact_id", flat=True))
