"""Cases as rows of a list: with words, days left, and what stands out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from loket.cases import kinds
from loket.cases.kinds import StageRow, TypeRow
from loket.cases.queries import CaseRow
from loket.cases.stages import StageKind
from loket.offices import queries as offices
from loket.offices.queries import OfficeRow
from loket.web.cases import words


@dataclass(frozen=True)
class Row:
    """A case with what its short ids stand for; `today` is its office's."""

    case: CaseRow
    kind: TypeRow
    office: OfficeRow
    today: date

    @cached_property
    def stage(self) -> StageRow:
        """Where it stands."""
        return self.kind.stages[self.case.stage_id]

    @property
    def type_name(self) -> str:
        """The kind of case in words."""
        return words.spoken(self.kind.names)

    @property
    def stage_name(self) -> str:
        """The stage in words."""
        return words.spoken(self.stage.names)

    @property
    def tint(self) -> str:
        """The colour of the stage."""
        return "bad" if self.is_late else words.TINTS[self.stage.kind]

    @property
    def number(self) -> str:
        """The number of the case in groups."""
        return words.grouped(self.case.holder.number)

    @property
    def name(self) -> str:
        """The name of its holder, as far as it is known."""
        return self.case.holder.name

    @property
    def is_ready(self) -> bool:
        """Test if it can be collected."""
        return self.stage.kind is StageKind.READY

    @property
    def is_late(self) -> bool:
        """Test if the office has not kept its word."""
        expected = self.case.expected_date
        is_due = self.stage.kind is StageKind.OFFICE and expected is not None
        return is_due and expected is not None and expected < self.today

    @property
    def waits_days(self) -> int:
        """Since how many days it stands at its stage."""
        since = self.case.stage_at.astimezone(self.office.tz).date()
        return max((self.today - since).days, 0)


def of(cases: Iterable[CaseRow], now: datetime) -> list[Row]:
    """Return cases as rows, in the same order."""
    some = list(cases)
    types = kinds.of_agencies({case.agency_id for case in some})
    known = offices.offices()
    return [
        Row(
            case,
            types[case.type_id],
            known[case.office_id],
            now.astimezone(known[case.office_id].tz).date(),
        )
        for case in some
    ]
