"""
Taking cases out as a table that table programs open and that can be brought in again.

Rows come page by page, so that a hundred thousand of them cost no memory. Types and
stages stand by their short names, which no language changes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from loket.cases import kinds, listing
from loket.cases.imports.guarding import guard
from loket.cases.kinds import TypeRow
from loket.cases.listing import Wanted
from loket.cases.queries import CaseRow
from loket.lib import audit
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.offices import queries as offices
from loket.offices.queries import OfficeRow

# The header is understood by the import; the last column says what it cannot take.
HEADER = (
    "Number", "Office", "Type", "Stage", "Date", "Name", "Birth date", "Phone",
    "Track", "Billing code", "Expected on",
)  # fmt: skip
# Semicolons and a mark: so the table programs of Indonesia open it by a click.
MARK, DELIMITER = "\ufeff", ";"


def note(wanted: Wanted, agency_id: int) -> None:
    """Write down that somebody takes cases out, and which."""
    details = {
        "standing": wanted.standing.value,
        "stage": wanted.stage,
        "offices": list(wanted.offices),
    }
    with connection.cursor() as cursor:
        about = Entry("cases.exported", str(agency_id), agency_id, details=details)
        audit.record(cursor, [about])


def table(
    wanted: Wanted, agency_id: int, now: datetime, keyring: Keyring
) -> Iterator[str]:
    """Yield a table line by line, the header first."""
    known = offices.offices()
    types = kinds.of_agencies([agency_id])
    yield MARK + _line(HEADER)
    for case in listing.each(wanted, now, keyring):
        yield _line(_row(case, known[case.office_id], types[case.type_id]))


def _row(case: CaseRow, office: OfficeRow, kind: TypeRow) -> Sequence[Any]:
    holder = case.holder
    cells = (
        holder.number,
        office.code,
        kind.slug,
        kind.stages[case.stage_id].slug,
        f"{case.stage_at.astimezone(office.tz):%Y-%m-%d %H:%M:%S}",
        holder.name,
        holder.birth_date.isoformat() if holder.birth_date else "",
        holder.phone,
        case.track,
        holder.billing,
        case.expected_date.isoformat() if case.expected_date else "",
    )
    return [guard(cell) for cell in cells]


def _line(cells: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=DELIMITER, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
