"""Cases as another system tells of them: as JSON for the API, or as records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from loket.cases.records import CaseRecord

IN_A_CALL = 1_000
TYPE = "paspor-baru"
# Coprime with the number of numbers: those that follow each other stand far apart.
STRIDE = 999_983
NUMBERS = 10**12


def record(n: int, office: str, stage: str, at: datetime, phone: str) -> CaseRecord:
    """Return how the n-th case stands."""
    return CaseRecord(
        office=office,
        type=TYPE,
        number=f"9926{n * STRIDE % NUMBERS:012}",
        stage=stage,
        at=at,
        name=f"Tamu Nomor {n}",
        birth_date=date(1950 + n % 50, n % 12 + 1, n % 28 + 1),
        phone=phone,
        version=int(at.timestamp()),
    )


def bodies(records: Sequence[CaseRecord]) -> Iterator[bytes]:
    """Yield the bodies of the calls that tell of these cases."""
    for at in range(0, len(records), IN_A_CALL):
        told = [_row(one) for one in records[at : at + IN_A_CALL]]
        yield msgspec.json.encode({"records": told})


def _row(one: CaseRecord) -> dict[str, Any]:
    names = ("office", "type", "number", "stage", "at", "name", "birth_date", "phone")
    return {name: getattr(one, name) for name in (*names, "version")}
