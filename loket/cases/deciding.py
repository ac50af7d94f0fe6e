"""What a record changes of a case: plain Python, one record at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from loket.cases import promises
from loket.cases.holder import Holder
from loket.cases.kinds import StageRow, TypeRow
from loket.cases.promises import NOTHING, Due
from loket.cases.records import (
    Became,
    CaseRecord,
    Fault,
    Outcome,
    Refused,
    Source,
    Taken,
)
from loket.cases.stages import CLOSED, EventKind, StageKind
from loket.lib import ids
from loket.offices.calendar import Calendar
from loket.offices.queries import OfficeRow


@dataclass(frozen=True, slots=True)
class Keyed:
    """A checked record with the keys by which its case and its holder are found."""

    record: CaseRecord
    office: OfficeRow
    kind: TypeRow
    stage: StageRow
    number_key: bytes
    phone_key: bytes | None


@dataclass(frozen=True, slots=True)
class Known:
    """A case as it is stored, locked by whoever changes it."""

    id: UUID
    number_key: bytes
    office_id: int
    type_id: int
    track: str
    stage_id: int
    stage_at: datetime
    due: Due
    promised_date: date | None
    ready_at: datetime | None
    missed_at: datetime | None
    source: str
    version: int | None
    holder: Holder


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a record, and of its case; `event` is None if nothing did."""

    keyed: Keyed
    id: UUID
    outcome: Outcome
    before: Known | None
    holder: Holder
    due: Due
    event: EventKind | None = None

    @property
    def is_new(self) -> bool:
        """Test if the case has to be made."""
        return isinstance(self.outcome, Taken) and self.before is None

    @property
    def is_update(self) -> bool:
        """Test if a row has to be written over."""
        return self.before is not None and (
            self.event is not None or self._has_newer_version
        )

    @property
    def _has_newer_version(self) -> bool:
        is_taken = isinstance(self.outcome, Taken)
        is_old = is_taken and self.outcome == Taken(self.id, Became.OLD)
        version = self.keyed.record.version
        return is_taken and not is_old and version is not None

    @property
    def is_moved(self) -> bool:
        """Test if the case stands at another stage than before."""
        return self.event not in {None, EventKind.CHANGED, EventKind.PROMISED}

    @property
    def is_news(self) -> bool:
        """Test if people are to hear of it."""
        before = self.before.due.expected if self.before else None
        is_shifted = before is not None and self.due.expected not in {before, None}
        return (self.is_moved and self.keyed.stage.is_told) or is_shifted

    @property
    def ready_at(self) -> datetime | None:
        """Return since when it can be collected."""
        if self.keyed.stage.kind is StageKind.READY:
            standing = (
                self.before.ready_at if self.before and not self.is_moved else None
            )
            return standing or self.keyed.record.at
        return self.before.ready_at if self.before and self.is_closed else None

    @property
    def is_closed(self) -> bool:
        """Test if nobody waits for anything any more."""
        return self.keyed.stage.kind in CLOSED


def decide(
    wave: Sequence[Keyed],
    known: Mapping[bytes, Known],
    source: Source,
    now: datetime,
) -> list[Change]:
    """Return what each record changes; `known` holds the cases there are, by key."""
    since = [one.due.since for one in known.values() if one.due.since is not None]
    begun = [one.record.at.astimezone(UTC).date() for one in wave]
    calendars = promises.load(
        (one.office.id for one in wave), [*since, *_recent(begun, now)], now.date()
    )
    return [
        _decide(one, known.get(one.number_key), source, calendars[one.office.id])
        for one in wave
    ]


def due_at(one: Keyed, before: Known, now: datetime) -> Due:
    """Return what is promised of a case that comes to a stage now."""
    since = [before.due.since] if before.due.since else []
    calendar = promises.load([one.office.id], since, now.date())[one.office.id]
    return promises.at_stage(
        one.kind, before.track, before.due, one.stage, one.record.at, calendar
    )


def _recent(days: Collection[date], now: datetime) -> list[date]:
    """Leave out the days of long ago, at which no promise begins any more."""
    oldest = now.date() - promises.HORIZON
    return [max(day, oldest) for day in days]


def _decide(
    one: Keyed, before: Known | None, source: Source, calendar: Calendar
) -> Change:
    if before is None:
        return _opened(one, calendar)
    fault = _other(one, before)
    if fault is not None:
        return Change(one, before.id, Refused(fault), before, before.holder, before.due)
    if _is_old(one.record, before, source):
        return _still(one, before, Became.OLD)
    return _changed(one, before, calendar)


def _opened(one: Keyed, calendar: Calendar) -> Change:
    record = one.record
    due = promises.at_stage(
        one.kind, record.track, NOTHING, one.stage, record.at, calendar
    )
    made = Taken(ids.new(), Became.CREATED)
    holder = _holder(record)
    return Change(one, made.case_id, made, None, holder, due, EventKind.OPENED)


def _changed(one: Keyed, before: Known, calendar: Calendar) -> Change:
    holder = _merged(before.holder, one.record)
    event = _event(one, before, holder)
    if event is None:
        return _still(one, before, Became.UNCHANGED)
    due = before.due
    if event is not EventKind.CHANGED:
        due = promises.at_stage(
            one.kind, before.track, before.due, one.stage, one.record.at, calendar
        )
    updated = Taken(before.id, Became.UPDATED)
    return Change(one, before.id, updated, before, holder, due, event)


def _still(one: Keyed, before: Known, became: Became) -> Change:
    taken = Taken(before.id, became)
    return Change(one, before.id, taken, before, before.holder, before.due)


def _other(one: Keyed, before: Known) -> Fault | None:
    if one.office.id != before.office_id:
        return Fault.OTHER_OFFICE
    return Fault.OTHER_TYPE if one.kind.id != before.type_id else None


def _is_old(record: CaseRecord, before: Known, source: Source) -> bool:
    """A version decides between words of one source; else the moment they speak of."""
    has_versions = record.version is not None and before.version is not None
    if has_versions and source.name == before.source:
        return record.version < before.version  # type: ignore[operator]
    return record.at < before.stage_at


def _event(one: Keyed, before: Known, holder: Holder) -> EventKind | None:
    if one.stage.id != before.stage_id:
        is_allowed = one.kind.may_have_moved(before.stage_id, one.stage.id)
        return EventKind.MOVED if is_allowed else EventKind.CORRECTED
    return EventKind.CHANGED if holder != before.holder else None


def _holder(record: CaseRecord) -> Holder:
    return Holder(
        number=record.number,
        name=record.name,
        birth_date=record.birth_date,
        phone=record.phone,
        billing=record.billing,
    )


def _merged(before: Holder, record: CaseRecord) -> Holder:
    """Return the holder with what is new; what a record leaves out stays."""
    return msgspec.structs.replace(
        before,
        name=record.name or before.name,
        birth_date=record.birth_date or before.birth_date,
        phone=record.phone or before.phone,
        billing=record.billing or before.billing,
    )
