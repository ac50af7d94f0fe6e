"""From a row of a table to what it tells of a case, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from loket.cases.checking import Places, check
from loket.cases.imports import cells
from loket.cases.imports.cells import PLAIN, BadCell
from loket.cases.imports.columns import Field
from loket.cases.imports.reading import Cell
from loket.cases.records import FIELDS, CaseRecord, Fault
from loket.lib.clock import HOME_ZONE


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in which row; the header is row 1."""

    row: int
    field: str
    fault: str


class Reader:
    """Reads the rows of one table."""

    def __init__(
        self,
        columns: Mapping[str, int],
        fixed: Mapping[str, str],
        places: Places,
        now: datetime,
    ) -> None:
        self._columns = columns
        self._fixed = fixed
        self._places = places
        self._now = now
        self._offices = {
            word.casefold(): one.code
            for one in places.offices.values()
            for word in (one.code, one.name, one.city)
        }
        self._types = {
            word.casefold(): one.slug
            for one in places.types.values()
            for word in (one.slug, *one.names.values())
        }
        self._stages = {
            (kind.slug, word.casefold()): stage.slug
            for kind in places.types.values()
            for stage in kind.stages.values()
            for word in (stage.slug, *stage.names.values())
        }

    def read(self, place: int, row: Sequence[Cell]) -> CaseRecord | Wrong | None:
        """Return what a row tells, None for an empty one."""
        if not any(cells.word(cell) for cell in row):
            return None
        try:
            record = self._record(row)
        except BadCell as bad:
            return Wrong(place, bad.field.value, bad.fault.value)
        found = check(record, self._places, self._now)
        if isinstance(found, Fault):
            return Wrong(place, FIELDS[found], found.value)
        return record

    def _record(self, row: Sequence[Cell]) -> CaseRecord:
        kind = self._named(row, Field.TYPE, self._types)
        office = self._named(row, Field.OFFICE, self._offices)
        stage = self._word(row, Field.STAGE)
        where = self._places.offices.get(office)
        plain = {
            field.value: read(self._cell(row, field)) for field, read in PLAIN.items()
        }
        if not plain[Field.TRACK]:
            plain[Field.TRACK] = self._fixed.get(Field.TRACK, "")
        return CaseRecord(
            office=office,
            type=kind,
            stage=self._stages.get((kind, stage.casefold()), stage),
            at=cells.moment(
                self._cell(row, Field.AT), where.zone if where else HOME_ZONE, self._now
            ),
            **cast(dict[str, Any], plain),
        )

    def _named(
        self, row: Sequence[Cell], field: Field, known: Mapping[str, str]
    ) -> str:
        said = self._word(row, field)
        return known.get(said.casefold(), said)

    def _word(self, row: Sequence[Cell], field: Field) -> str:
        return cells.word(self._cell(row, field)) or self._fixed.get(field.value, "")

    def _cell(self, row: Sequence[Cell], field: Field) -> Cell:
        place = self._columns.get(field.value)
        return row[place] if place is not None and place < len(row) else None
