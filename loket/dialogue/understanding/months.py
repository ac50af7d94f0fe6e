"""
Names of months as people write them, in Indonesian and English.
"""

from __future__ import annotations

_MONTHS = (
    "januari january jan",
    "februari february pebruari febuari feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu ags agt agst aug",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)


def _by_name(rows: tuple[str, ...], start: int) -> dict[str, int]:
    return {
        name: number for number, row in enumerate(rows, start) for name in row.split()
    }


MONTHS = _by_name(_MONTHS, 1)
"""Name -> number of the month, January is 1."""

MONTH_PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))
