"""
Dates with a year, as people write the day they were born.

Day comes before month, as everybody here writes it. Only where that cannot be
(3/25/1990) the other order is taken. `12031990` is the desk's old form of 2017.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loket.dialogue.understanding.day_rules import make
from loket.dialogue.understanding.months import MONTH_PATTERN, MONTHS
from loket.dialogue.understanding.text import accentless, nearly

OLDEST_YEARS = 120
MONTHS_A_YEAR = 12
TWO_DIGITS = 100


class DateProblem(StrEnum):
    """What is wrong with something that looks like a birth date."""

    IMPOSSIBLE = "impossible"
    INCOMPLETE = "incomplete"
    FUTURE = "future"
    TOO_OLD = "too old"


@dataclass(frozen=True, slots=True)
class Found:
    """A date, or what looks like one, and where in the text it stands."""

    start: int
    end: int
    day: date | None
    problem: DateProblem | None = None


_glued = re.compile(
    r"(?<=[^\W\d_])(?=\d{1,2}[-/.]\d{1,2}[-/.]\d|\d{6,8}(?!\d)"
    r"|\d{1,2}[ .-]?[^\W\d_]{3,10}\W{0,2}\d{4})"
)
_named = re.compile(r"(?:(?<=\d)|(?<=\d[ ./-]))[^\W\d_]{4,10}(?=\W{0,2}\d{2})")
_SEPARATOR = r"\s?[-/.,]\s?|\s"
_shapes = re.compile(
    rf"""
      (?<![^\W_])(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)
    | (?<![^\W_])(?P<d2>\d{{1,2}})(?:{_SEPARATOR})(?P<m2>\d{{1,2}})(?:{_SEPARATOR})
      (?P<y2>\d{{4}}|\d{{2}})(?!\d)
    | (?<![^\W_])(?P<d3>\d{{1,2}})\W{{0,3}}(?P<m3>{MONTH_PATTERN})(?![^\W\d_])\W{{0,3}}
      (?P<y3>\d{{4}}|\d{{2}})(?!\d)
    | (?<![^\W_])(?P<m4>{MONTH_PATTERN})\W{{1,2}}(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?
      \W{{1,3}}(?P<y4>\d{{4}})(?!\d)
    | (?<![^\W_])(?P<packed>\d{{8}}|\d{{6}})(?!\d)
    | (?<![^\W_])(?P<half>\d{{1,2}}\s?[-/.]\s?\d{{1,2}}(?!\d)
      | \d{{1,2}}\W{{0,3}}(?:{MONTH_PATTERN})(?![^\W_])
      | (?:19|20)\d{{2}}(?!\d))
    """,
    re.VERBOSE | re.IGNORECASE,
)


def legible(text: str) -> str:
    """Return "Siti12 Desmber 1990" with a space where the date begins, and with its
    month as it is written."""
    return _named.sub(_mended, _glued.sub(" ", text))


def _mended(match: re.Match[str]) -> str:
    word = accentless(match[0].lower())
    meant = (name for name in MONTHS if nearly(word, name))
    return word if word in MONTHS else next(meant, match[0])


def find_birth_dates(text: str, today: date) -> list[Found]:
    """Return every birth date in a text, also the impossible and unfinished ones."""
    return list(_find(text, today))


def birth_date(text: str, today: date) -> date | None:
    """Return the only birth date in a text; None if there is none, or several."""
    found = find_birth_dates(text, today)
    return found[0].day if len(found) == 1 else None


def _find(text: str, today: date) -> Iterator[Found]:
    for match in _shapes.finditer(text):
        start, end = match.span()
        if match["half"]:
            yield Found(start, end, None, DateProblem.INCOMPLETE)
            continue
        day = _date_of(match, today)
        yield Found(start, end, *_judge(day, today))


def _judge(day: date | None, today: date) -> tuple[date | None, DateProblem | None]:
    if day is None:
        return None, DateProblem.IMPOSSIBLE
    if day > today:
        return None, DateProblem.FUTURE
    if today.year - day.year > OLDEST_YEARS:
        return None, DateProblem.TOO_OLD
    return day, None


def _date_of(match: re.Match[str], today: date) -> date | None:
    if match["packed"]:
        return _packed(match["packed"], today)
    for n in "1234":
        if match[f"y{n}"]:
            month = match[f"m{n}"].lower()
            number = MONTHS[month] if month in MONTHS else int(month)
            return _day_first(int(match[f"d{n}"]), number, match[f"y{n}"], today)
    return None


def _packed(digits: str, today: date) -> date | None:
    """`ddmmyyyy` or `ddmmyy`, as the office asked in 2017; else `yyyymmdd`."""
    day = make(int(digits[:2]), int(digits[2:4]), _year(digits[4:], today))
    if day is None and len(digits) > len("ddmmyy"):
        return make(int(digits[6:]), int(digits[4:6]), int(digits[:4]))
    return day


def _day_first(day: int, month: int, year: str, today: date) -> date | None:
    if month > MONTHS_A_YEAR >= day:
        day, month = month, day
    return make(day, month, _year(year, today))


def _year(digits: str, today: date) -> int:
    """Two digits mean the last such year that is not to come: 26 is 2026 until 2027
    begins, 27 is 1927."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - two digits are what this is about
        return year
    century = today.year - today.year % TWO_DIGITS
    return century + year if century + year <= today.year else year + century - 100
