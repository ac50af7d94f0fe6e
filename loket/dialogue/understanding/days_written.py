"""
Days with a date: "24/11", "24 desember", "tgl 24 bulan depan", "2026-11-24".

Day comes before month. Without a year, the next such day is meant, or one just past.
"""

from __future__ import annotations

from datetime import date, timedelta

from loket.dialogue.understanding.day_rules import (
    Read,
    Said,
    make,
    month_after,
    of_month,
)
from loket.dialogue.understanding.rules import Rules
from loket.dialogue.understanding.time_text import MONTH_NAMES

PAST_KEPT = timedelta(days=60)
CENTURY = 2000
TWO_DIGITS = 100


def _dated(said: Said, today: date) -> date | None:
    """A year long past is somebody's birth date, not a wish."""
    parts = said.groupdict()
    name, year = parts.get("name"), parts.get("year")
    month = MONTH_NAMES.index(name) + 1 if name else int(parts["month"])
    if year:
        found = make(int(parts["day"]), month, _full(int(year)))
        return found if found and found.year >= today.year - 1 else None
    this_year = make(int(parts["day"]), month, today.year)
    if this_year and this_year >= today - PAST_KEPT:
        return this_year
    return make(int(parts["day"]), month, today.year + 1)


def _full(year: int) -> int:
    return year + CENTURY if year < TWO_DIGITS else year


def _of_month(said: Said, today: date) -> date | None:
    return of_month(int(said["day"]), today)


def _of_next_month(said: Said, today: date) -> date | None:
    return make(int(said["day"]), *month_after(today))


# Two digits after a month may be an hour ("24 nov 10"). Those beyond the hours of a
# day are a year.
_A_YEAR = r"(?:\d{4}|2[5-9]|[3-9]\d)(?!\d|\s?[.:]\d)"
_PIECES = {
    "date": r"(?:\bdate\W{0,2}|\bthe )",
    "day": r"(?<!\d)(?<!\d[.:/-])(?P<day>\d{1,2})(?!\d)",
    "th": r"(?: (?:st|nd|rd|th)\b)?",
    "last": r"(?P<day>\d{1,2})(?!\d)",
    "month": r"(?P<month>\d{1,2})(?!\d)",
    "name": rf"(?:of |month |\W){{0,4}}\b(?P<name>{'|'.join(MONTH_NAMES)})\b",
    "year": rf"\W{{1,3}}(?:year )?(?P<year>{_A_YEAR})",
    "no_year": rf"(?!\W{{1,3}}(?:year )?{_A_YEAR})",
    "no_hour": r"(?!\s?[.:]\s?\d)",
    "sign": r"(?:\s?/\s?|\s?-|-\s)",  # "10 - 11" are two hours
    "next": r"(?:month next|next month)\b",
    "this": r"(?:month this|this month)\b",
}
RULES: Rules[Read] = Rules(
    {
        "": (
            (r"{date}?{day}{th}{name}{year}", _dated),
            (r"{date}?{day}{th}{name}{no_year}", _dated),
            (r"{date}?{day}\s?-\s?\d{{1,2}}{th}{name}{no_year}", _dated),
            (r"\b{name}\W{{1,3}}{day}{th}\W{{1,3}}(?P<year>20\d\d)(?!\d)", _dated),
            (r"\b{name}\W{{1,3}}{day}{th}{no_hour}{no_year}", _dated),
            (r"(?<!hour ){date}?{day}{sign}{month}(?!\s?[-/:.]\s?\d)", _dated),
            (
                r"(?<!hour ){date}?{day}\s?[-/.]\s?{month}\s?[-/.]\s?"
                r"(?P<year>\d{{4}}|\d\d)(?!\d|:)",
                _dated,
            ),
            (r"{date}{day}{th}{no_hour}(?!\s?[/-]\s?\d)", _of_month),
            (r"{day} (?:st|nd|rd|th)\b", _of_month),
        ),
        "20": (
            (
                r"(?<![\d./-])(?P<year>20\d\d)\s?[-/.]\s?{month}\s?[-/.]\s?{last}",
                _dated,
            ),
            (r"(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>20\d\d)(?!\d)", _dated),
            (r"{date}?{day} {month} (?P<year>20\d\d)(?!\d)", _dated),
        ),
        "month": (
            (r"{date}?{day} month {month}{year}", _dated),
            (r"{date}?{day} month {month}{no_year}", _dated),
            (r"{date}?{day}{th} (?:of )?{this}", _of_month),
            (r"{date}?{day}{th} (?:of )?{next}", _of_next_month),
        ),
    },
    _PIECES,
    only_with=r"\d",
)
