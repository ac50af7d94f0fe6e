"""What a system, an import or an officer tells us of a case, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class CaseRecord(msgspec.Struct, frozen=True):
    """
    How a case stands, as its source says.

    `type`, `stage` and `office` are short names; `number` the application number in
    digits; `phone` digits with country code. `version` grows with each change at the
    source, so that what comes late is known to be old; None if the source has none.
    """

    office: str
    type: str
    number: str
    stage: str
    at: datetime
    name: str = ""
    birth_date: date | None = None
    phone: str = ""
    track: str = ""
    billing: str = ""
    booking: str = ""
    version: int | None = None


class StageChange(msgspec.Struct, frozen=True):
    """What a source says happened to a case that is known here: as in a record."""

    number: str
    stage: str
    at: datetime
    version: int | None = None


class Fault(StrEnum):
    """Why a record was not taken. Values are part of the API: never rename one."""

    UNKNOWN_OFFICE = "unknown_office"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_STAGE = "unknown_stage"
    BAD_NUMBER = "bad_number"
    BAD_PHONE = "bad_phone"
    BAD_NAME = "bad_name"
    BAD_MOMENT = "bad_moment"
    BAD_BIRTH_DATE = "bad_birth_date"
    UNKNOWN_CASE = "unknown_case"
    OTHER_OFFICE = "other_office"
    OTHER_TYPE = "other_type"


FIELDS: Mapping[Fault, str] = {
    Fault.UNKNOWN_OFFICE: "office",
    Fault.OTHER_OFFICE: "office",
    Fault.UNKNOWN_TYPE: "type",
    Fault.OTHER_TYPE: "type",
    Fault.UNKNOWN_STAGE: "stage",
    Fault.BAD_NUMBER: "number",
    Fault.UNKNOWN_CASE: "number",
    Fault.BAD_PHONE: "phone",
    Fault.BAD_NAME: "name",
    Fault.BAD_MOMENT: "at",
    Fault.BAD_BIRTH_DATE: "birth_date",
}
"""In which field of a record a fault is."""


class Became(StrEnum):
    """What a record did to its case."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that was taken, or that said nothing new."""

    case_id: UUID
    became: Became


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that was not taken, and why."""

    fault: Fault


Outcome = Taken | Refused


@dataclass(frozen=True, slots=True)
class Source:
    """
    Where records come from: the agency, the name of the system ("" for officers), the
    import they are part of, and the offices it may speak for, none for all.
    """

    agency_id: int
    name: str = ""
    import_id: UUID | None = None
    offices: frozenset[int] = frozenset()
