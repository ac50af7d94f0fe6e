"""Is what we are told of a case possible? Refusals name the field, not its content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from loket.cases.kinds import StageRow, TypeRow
from loket.cases.records import CaseRecord, Fault
from loket.offices.queries import OfficeRow

# A clock at the source may be ahead by this much; a later moment is a mistake.
AHEAD = timedelta(hours=1)
LONGEST_NAME = 200
# Digits with the country code: 8 to 15 (ITU-T E.164).
_PHONE = re.compile(r"[1-9]\d{7,14}")
# Our own bounds; the offices' own numbers have 16 digits (domain notes 2.6).
_NUMBER = re.compile(r"[0-9A-Z][0-9A-Z\-/]{3,31}")


@dataclass(frozen=True, slots=True)
class Places:
    """The offices and the types of an agency by their short names."""

    offices: Mapping[str, OfficeRow]
    types: Mapping[str, TypeRow]


@dataclass(frozen=True, slots=True)
class Checked:
    """A record with the rows that its short names stand for."""

    record: CaseRecord
    office: OfficeRow
    kind: TypeRow
    stage: StageRow


def check(record: CaseRecord, places: Places, now: datetime) -> Checked | Fault:
    """Return a record with its rows, or what is wrong with it."""
    fault = _written_wrong(record, now) or _unknown(record, places)
    if fault is not None:
        return fault
    kind = places.types[record.type]
    stage = kind.stage(record.stage)
    if stage is None:
        return Fault.UNKNOWN_STAGE
    return Checked(record, places.offices[record.office], kind, stage)


def _written_wrong(record: CaseRecord, now: datetime) -> Fault | None:
    wrong = {
        Fault.BAD_NUMBER: not _NUMBER.fullmatch(record.number),
        Fault.BAD_PHONE: bool(record.phone) and not _PHONE.fullmatch(record.phone),
        Fault.BAD_NAME: len(record.name) > LONGEST_NAME or "\0" in record.name,
        Fault.BAD_MOMENT: record.at.tzinfo is None or record.at > now + AHEAD,
    }
    return next((fault for fault, is_wrong in wrong.items() if is_wrong), None)


def _unknown(record: CaseRecord, places: Places) -> Fault | None:
    if record.office not in places.offices:
        return Fault.UNKNOWN_OFFICE
    kind = places.types.get(record.type)
    return Fault.UNKNOWN_TYPE if kind is None or not kind.is_active else None
