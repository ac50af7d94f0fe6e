"""
What officers do with a case: move it on, correct a wrong entry, tick documents, hand it
out. Each is one transaction that also writes the life of the case, the list of who did
what, and the notices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from loket.cases import deciding, kinds, storing, telling
from loket.cases.deciding import Change, Keyed, Known
from loket.cases.kinds import StageRow, TypeRow
from loket.cases.models import CaseDocument, DocumentTick
from loket.cases.records import Became, CaseRecord, Source, Taken
from loket.cases.stages import EventKind, StageKind
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.lib.live import changes
from loket.offices import queries as offices
from loket.offices.queries import OfficeRow


class NotPossible(Exception):
    """The case is not where the officer saw it, or may not move there."""


class NoReason(Exception):
    """A correction needs a reason."""


@dataclass(frozen=True, slots=True)
class Collector:
    """Who collects: the holder, or a proxy by the place in the type's list."""

    is_holder: bool = True
    proxy: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """From which stage to which somebody brings a case, as what, with what details."""

    case_id: UUID
    before: int
    after: int
    event: EventKind
    details: Mapping[str, object]


def move(
    case_id: UUID, before: int, after: int, now: datetime, keyring: Keyring
) -> None:
    """
    Move a case from one stage to another by hand.

    :raises NotPossible: if it is no longer at `before`, or officers may not move it so
    """
    _stand(Act(case_id, before, after, EventKind.MOVED, {}), now, keyring)


def correct(
    case_id: UUID, before: int, after: int, reason: str, now: datetime, keyring: Keyring
) -> None:
    """
    Put a case right that stands at a wrong stage; the wrong entry stays in its life.

    :raises NoReason: if no reason is given
    :raises NotPossible: if it is no longer at `before`
    """
    if not reason.strip():
        raise NoReason
    why = {"reason": reason.strip()}
    _stand(Act(case_id, before, after, EventKind.CORRECTED, why), now, keyring)


def hand_out(
    case_id: UUID, before: int, to: Collector, now: datetime, keyring: Keyring
) -> None:
    """
    Note that a case was collected, and by whom.

    :raises NotPossible: if it is not ready at `before`, or its type has no such stage
        or no such proxy
    """
    kind = _kind_of(before)
    who = _who(kind, to)
    done = [one for one in kind.stages.values() if one.kind is StageKind.COLLECTED]
    if kind.stages[before].kind is not StageKind.READY or not done:
        raise NotPossible
    act = Act(case_id, before, done[0].id, EventKind.COLLECTED_BY, who)
    _stand(act, now, keyring)


def _who(kind: TypeRow, to: Collector) -> Mapping[str, object]:
    """Say who collects by the words of today: the list of proxies may change."""
    if to.is_holder:
        return {"by": "holder"}
    if to.proxy is None or to.proxy >= len(kind.proxies):
        raise NotPossible
    return {"by": "proxy", "proxy": kind.proxies[to.proxy]["who"]}


def tick(case_id: UUID, document_id: int, staff_id: int, now: datetime) -> None:
    """Note that a document was seen; seen twice, the first time stands."""
    DocumentTick.objects.get_or_create(
        case_id=case_id,
        document=CaseDocument.objects.get(id=document_id),
        defaults={"staff_id": staff_id, "at": now},
    )
    _note_document("case.document_seen", case_id, document_id)


def untick(case_id: UUID, document_id: int) -> None:
    """Take that back."""
    DocumentTick.objects.filter(case_id=case_id, document_id=document_id).delete()
    _note_document("case.document_unseen", case_id, document_id)


def _note_document(action: str, case_id: UUID, document_id: int) -> None:
    with connection.cursor() as cursor:
        about = Entry(action, str(case_id), details={"document": document_id})
        audit.record(cursor, [about])
        changes.record(cursor, [f"case:{case_id}"])


def _kind_of(stage_id: int) -> TypeRow:
    agencies = {office.agency_id for office in offices.offices().values()}
    for kind in kinds.of_agencies(agencies).values():
        if stage_id in kind.stages:
            return kind
    raise NotPossible


def _stand(act: Act, now: datetime, keyring: Keyring) -> None:
    kind = _kind_of(act.before)
    stage = kind.stages.get(act.after)
    is_allowed = act.event is EventKind.CORRECTED or kind.may_move(
        act.before, act.after
    )
    if stage is None or act.before == act.after or not is_allowed:
        raise NotPossible
    with transaction.atomic(), connection.cursor() as cursor:
        known = storing.lock_by_id(cursor, [act.case_id], keyring)
        if not known or known[0].stage_id != act.before:
            raise NotPossible
        office = offices.offices()[known[0].office_id]
        change = by_hand(known[0], office, kind, stage, act.event, now)
        write(cursor, [change], office.agency_id, now, keyring, act.details)
        moved = {"before": act.before, "after": act.after}
        name, id_ = f"case.{act.event}", str(act.case_id)
        audit.record(cursor, [Entry(name, id_, office.agency_id, office.id, moved)])


def by_hand(
    known: Known,
    office: OfficeRow,
    kind: TypeRow,
    stage: StageRow,
    event: EventKind,
    now: datetime,
) -> Change:
    """Return the change that brings a locked case to a stage now."""
    record = CaseRecord(
        office=office.code,
        type=kind.slug,
        number=known.holder.number,
        stage=stage.slug,
        at=now,
        track=known.track,
    )
    keyed = Keyed(record, office, kind, stage, known.number_key, None)
    due = deciding.due_at(keyed, known, now)
    return Change(
        keyed,
        known.id,
        Taken(known.id, Became.UPDATED),
        known,
        known.holder,
        due,
        event,
    )


def write(
    cursor: sql.Cursor,
    changed: Sequence[Change],
    agency_id: int,
    now: datetime,
    keyring: Keyring,
    details: Mapping[str, object] | None = None,
) -> None:
    """Write changes of locked cases, their lives and their notices. Sources stay."""
    source = Source(agency_id)
    storing.update(cursor, changed, source, now, keyring)
    storing.add_events(cursor, changed, source, now, keyring, details)
    telling.tell(cursor, changed, agency_id, now)
    storing.announce(cursor, changed, now)
