"""What a system, an import or an officer tells us of a case, and what became of it."""

from __future__ import annotations

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


class Fault(StrEnum):
    """Why a record was not taken. Values are part of the API: never rename one."""

    UNKNOWN_OFFICE = "unknown_office"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_STAGE = "unknown_stage"
    BAD_NUMBER = "bad_number"
    BAD_PHONE = "bad_phone"
    BAD_NAME = "bad_name"
    BAD_MOMENT = "bad_moment"
    OTHER_OFFICE = "other_office"
    OTHER_TYPE = "other_type"


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
    Where records come from: the agency, the name of the system ("" for officers), and
    the import they are part of.
    """

    agency_id: int
    name: str = ""
    import_id: UUID | None = None
