"""Reading how a source and we differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from loket.cases import queries
from loket.cases.models_snapshots import Snapshot, SnapshotRow
from loket.cases.snapshots import actions
from loket.cases.snapshots.kinds import Difference
from loket.lib.crypto import Keyring


@dataclass(frozen=True, slots=True)
class Different:
    """One case: its number, and where it stands here and there, if it does."""

    place: UUID
    difference: Difference
    number: str
    case_id: UUID | None
    stage_here: int | None
    stage_there: int | None


def differences(
    snapshot: Snapshot,
    kinds: Sequence[Difference],
    after: UUID,
    limit: int,
    keyring: Keyring,
) -> list[Different]:
    """Return some differences of these kinds, those after a place."""
    rows = list(
        SnapshotRow.objects.filter(
            snapshot=snapshot, difference__in=list(kinds), id__gt=after
        ).order_by("id")[:limit]
    )
    known = queries.by_id([row.case_id for row in rows if row.case_id], keyring)
    return [
        Different(
            place=row.id,
            difference=Difference(row.difference),
            number=case.holder.number
            if (case := known.get(row.case_id or UUID(int=0)))
            else actions.record_of(row, keyring).number,
            case_id=row.case_id,
            stage_here=case.stage_id if case else None,
            stage_there=row.stage_id,
        )
        for row in rows
        if row.sealed is not None or row.case_id in known
    ]
