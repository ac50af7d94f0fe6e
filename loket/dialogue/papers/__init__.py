"""
The list of a day on paper, in words: for print on demand, and laid by each evening.

Typst sets it (PyPI `typst`, a compiler in one wheel without a browser). Paper is for
the counter, so it is written in Indonesian wherever it is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import typst

from loket.bookings import queries
from loket.bookings.queries import BookingRow
from loket.bookings.states import TAKING
from loket.dialogue import words, words_dates
from loket.lib.crypto import Keyring
from loket.offices import queries as offices
from loket.offices.queries import OfficeRow

LAYOUT = Path(__file__).with_name("day_list.typ")
LANGUAGE = words.DEFAULT_LANGUAGE
LABELS = ("code", "people", "service", "came", "note", "made", "hour", "empty", "count")


def rows_of(office_id: int, day: date, keyring: Keyring) -> list[BookingRow]:
    """Return who is expected at an office on a day, by hour and name."""
    found = queries.of_day(office_id, day, keyring)
    there = [row for row in found if row.state in TAKING]
    return sorted(there, key=lambda row: (row.starts, _first(row)))


def _first(row: BookingRow) -> str:
    return row.people[0].name.casefold() if row.people else ""


def draw(office_id: int, day: date, rows: Sequence[BookingRow], now: datetime) -> bytes:
    """Return the list as PDF (A4)."""
    office = offices.offices()[office_id]
    packed = msgspec.json.encode(_content(office, day, rows, now)).decode()
    return bytes(typst.compile(LAYOUT.read_bytes(), sys_inputs={"data": packed}))


def _content(
    office: OfficeRow, day: date, rows: Sequence[BookingRow], now: datetime
) -> dict[str, Any]:
    services = offices.services()
    local = now.astimezone(ZoneInfo(office.zone))
    zone = words_dates.zone_name(office.zone)
    hours = {row.starts: row.ends for row in rows}
    return {
        "title": words.say(LANGUAGE, "paper.title", office=office.name),
        "day": words_dates.long_day(LANGUAGE, day),
        "made": f"{words_dates.long_day(LANGUAGE, local.date())}, "
        f"{words_dates.clock(LANGUAGE, now, office.zone)}",
        "words": {name: words.say(LANGUAGE, f"paper.{name}") for name in LABELS},
        "hours": [
            {
                "span": f"{words_dates.hours(LANGUAGE, starts, ends)} {zone}",
                "rows": [
                    _row(row, services[row.service_id].names.get(LANGUAGE, ""))
                    for row in rows
                    if row.starts == starts
                ],
            }
            for starts, ends in sorted(hours.items())
        ],
        "people": sum(row.size for row in rows),
    }


def _row(row: BookingRow, service: str) -> dict[str, Any]:
    return {
        "code": row.code,
        "service": service,
        "people": [
            f"{one.name} ({words_dates.plain_date(LANGUAGE, one.birth_date)})"
            for one in row.people
        ],
    }
