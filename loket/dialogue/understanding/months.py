"""
Names of months and weekdays as people write them, in Indonesian and English.
"""

from __future__ import annotations

_MONTHS = (
    "januari january jan",
    "februari february pebruari feb peb",
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
_WEEKDAYS = (
    "senin monday mon sen",
    "selasa tuesday tue sel",
    "rabu wednesday wed rab",
    "kamis thursday thu kam",
    "jumat friday fri jum",
    "sabtu saturday sat sab",
    "minggu sunday sun",
)


def _by_name(rows: tuple[str, ...], start: int) -> dict[str, int]:
    return {
        name: number for number, row in enumerate(rows, start) for name in row.split()
    }


MONTHS = _by_name(_MONTHS, 1)
"""Name -> number of the month, January is 1."""

WEEKDAYS = _by_name(_WEEKDAYS, 0)
"""Name -> number of the weekday, Monday is 0."""

MONTH_PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))
