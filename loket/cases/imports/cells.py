"""
What cells mean, and what programs have done to them.

Excel keeps 15 digits of a number (Microsoft, "Excel specifications and limits", read 29
November 2026): of one with 16 the last becomes 0, and zeros at its front are gone. Such
a number is somebody else's by now; it is refused, and the remedy is to keep the column
as text. Dates come as words or as days since 30 December 1899.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from loket.cases.imports import guarding
from loket.cases.imports.columns import Field
from loket.cases.imports.reading import Cell

DIGITS = 16
FEWEST_OF_A_CUT_NUMBER = 10
# Excel's day 0 as both its calendars agree on it after February 1900.
EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_DAYS = range(366, 73_051)  # 1901 to 2099
INDONESIA = "62"

_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?E\+\d+", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\-\u2013.()/]")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y/%m/%d")
_TIMES = ("", " %H:%M", " %H:%M:%S", "T%H:%M:%S", " %H.%M")


class CellFault(StrEnum):
    """What can be wrong with a cell. Values are stored: never rename one."""

    EMPTY = "empty"
    LOST_DIGITS = "lost_digits"
    LOST_ZEROS = "lost_zeros"
    BAD_DATE = "bad_date"
    BAD_PHONE = "bad_phone"
    BAD_VERSION = "bad_version"


class BadCell(Exception):
    """A cell that cannot be taken."""

    def __init__(self, field: Field, fault: CellFault) -> None:
        super().__init__(f"{field} {fault}")
        self.field = field
        self.fault = fault


def number(cell: Cell) -> str:
    """Return the number of a case in digits and letters without blanks."""
    if isinstance(cell, float) or (isinstance(cell, int) and cell >= 10**15):
        raise BadCell(Field.NUMBER, CellFault.LOST_DIGITS)
    text = str(cell or "").strip().lstrip("'")
    if not text:
        raise BadCell(Field.NUMBER, CellFault.EMPTY)
    if _SCIENTIFIC.fullmatch(text):
        raise BadCell(Field.NUMBER, CellFault.LOST_DIGITS)
    plain = _BLANKS.sub("", text).upper()
    if plain.isdecimal() and FEWEST_OF_A_CUT_NUMBER <= len(plain) < DIGITS:
        raise BadCell(Field.NUMBER, CellFault.LOST_ZEROS)
    return plain


def phone(cell: Cell) -> str:
    """Return a phone in digits with country code, "" for none: 0812 is of Indonesia."""
    if cell is None or not str(cell).strip():
        return ""
    if isinstance(cell, float) and not cell.is_integer():
        raise BadCell(Field.PHONE, CellFault.BAD_PHONE)
    text = str(int(cell)) if isinstance(cell, float) else str(cell).strip().lstrip("'")
    digits = _BLANKS.sub("", text).removeprefix("+")
    if not digits.isdecimal():
        raise BadCell(Field.PHONE, CellFault.BAD_PHONE)
    if digits.startswith("0"):
        return INDONESIA + digits[1:]
    # Excel drops the zero at the front of 0812.
    return INDONESIA + digits if digits.startswith("8") else digits


def day(cell: Cell) -> date | None:
    """Return a birth date, None for none."""
    if cell is None or not str(cell).strip():
        return None
    found = _moment(cell)
    if found is None:
        raise BadCell(Field.BIRTH_DATE, CellFault.BAD_DATE)
    return found.date()


def moment(cell: Cell, zone: str, now: datetime) -> datetime:
    """Return a moment (UTC) that a cell says in the time of an office; now for none."""
    if cell is None or not str(cell).strip():
        return now
    found = _moment(cell)
    if found is None:
        raise BadCell(Field.AT, CellFault.BAD_DATE)
    return found.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def version(cell: Cell) -> int | None:
    """Return the version of a record, None for none."""
    text = str(cell if cell is not None else "").strip().removesuffix(".0")
    if not text:
        return None
    if not text.isdecimal():
        raise BadCell(Field.VERSION, CellFault.BAD_VERSION)
    return int(text)


def word(cell: Cell) -> str:
    """Return what a cell says in words, its blanks evened."""
    return " ".join(guarding.unguard(str(cell if cell is not None else "")).split())


def _moment(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) or str(cell).replace(".", "", 1).isdecimal():
        return _of_days(float(cell))
    return _of_words(str(cell).strip())


def _of_days(days: float) -> datetime | None:
    if int(days) not in EXCEL_DAYS:
        return None
    begins = datetime.combine(EXCEL_DAY_ZERO, time())
    return begins + timedelta(days=days)


def _of_words(text: str) -> datetime | None:
    for date_form in _DATES:
        for time_form in _TIMES:
            try:
                # The zone is that of the office, put on by the caller.
                return datetime.strptime(text, date_form + time_form)  # noqa: DTZ007
            except ValueError:
                continue
    return None


Read = Callable[[Cell], object]
PLAIN: Mapping[Field, Read] = {
    Field.NUMBER: number,
    Field.PHONE: phone,
    Field.BIRTH_DATE: day,
    Field.NAME: word,
    Field.TRACK: word,
    Field.BILLING: word,
    Field.VERSION: version,
}
"""How the cells are read that mean the same everywhere."""
