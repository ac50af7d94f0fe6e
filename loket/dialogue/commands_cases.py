"""What flows may ask of cases: how they stand, and whether somebody may hear of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from loket.cases.stages import StageKind
from loket.dialogue.commands import OfficeView, PersonView
from loket.dialogue.types import WriteCommand

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CaseView:
    """
    A case as its holder may see it. Words are by language. `expected` is the day by
    which it should be ready, `is_missed` says that this day has passed. `keep_until` is
    the last day to collect, `pickup_service` where an hour for that is booked, None if
    people come when they like. `data_at` is the time of the data, UTC.
    """

    id: UUID
    type: Words
    stage: Words
    follows: Words
    brings: Words
    kind: StageKind
    office: OfficeView
    since: datetime
    data_at: datetime
    expected: date | None = None
    is_missed: bool = False
    is_stale: bool = False
    keep_until: date | None = None
    pickup_service: int | None = None
    holder: PersonView | None = None


@dataclass(frozen=True, slots=True)
class CasesView:
    """
    The cases of which somebody may hear. `is_unproved` says that their number has to be
    proved anew, `has_phone` that it is known, `is_answered` that the agency tells how
    cases stand at all.
    """

    cases: Sequence[CaseView] = ()
    is_unproved: bool = False
    has_phone: bool = True
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class MyCases(WriteCommand[CasesView]):
    """The cases of a contact; those on file for their number are theirs from now on."""

    agency_id: int
    contact_id: UUID
    account_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class NotProved:
    """No such case, or not theirs: nobody learns which. Barred after too many tries."""

    is_barred: bool = False


@dataclass(frozen=True, slots=True)
class ProveCase(WriteCommand[CaseView | NotProved]):
    """
    Whether a number of a case and a birth date belong together. `hidden` are numbers
    that were sealed because they look like those of persons.
    """

    agency_id: int
    contact_id: UUID
    account_id: int
    numbers: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    birth_dates: tuple[date, ...]
    now: datetime
