"""
Weeks and months as answers to "which day": "minggu depan", "akhir bulan", "weekend".
"""

from __future__ import annotations

from datetime import date, timedelta

from loket.dialogue.understanding.day_rules import Read, Said, find, month_after
from loket.dialogue.understanding.days_spoken import next_monday
from loket.dialogue.understanding.rules import Rules
from loket.dialogue.understanding.time_text import MONTH_NAMES

SATURDAY = 5
# Where a part of a month begins.
_FIRSTS = {"start": 1, "middle": 15, "end": 25}


def first(said: str, today: date) -> date | None:
    """Return the first day of the period that a plain sentence names, None if it
    names none. Of a period that has begun, today is the first."""
    return next((day for _, day in find(_RULES, said, today)), None)


def _next_week(_: Said, today: date) -> date:
    return next_monday(today)


def _today(_: Said, today: date) -> date:
    return today


def _weekend(_: Said, today: date) -> date:
    return today + timedelta(days=max(0, SATURDAY - today.weekday()))


def _next_weekend(_: Said, today: date) -> date:
    return next_monday(today) + timedelta(days=SATURDAY)


def _next_month(said: Said, today: date) -> date:
    month, year = month_after(today)
    return date(year, month, _first_of(said))


def _this_month(said: Said, today: date) -> date:
    return max(today, today.replace(day=_first_of(said)))


def _named_month(said: Said, today: date) -> date:
    month = MONTH_NAMES.index(said["name"]) + 1
    year = today.year + (month < today.month)
    return max(today, date(year, month, _first_of(said)))


def _part_of_month(said: Said, today: date) -> date:
    """ "Awal bulan" is the next one that comes."""
    this_month = today.replace(day=_first_of(said))
    return this_month if this_month >= today else _next_month(said, today)


def _first_of(said: Said) -> int:
    return _FIRSTS.get(said["part"] or "", 1)


_PIECES = {
    "part": rf"\b(?:(?P<part>{'|'.join(_FIRSTS)}) (?:of )?(?:the )?)?",
    "a_part": rf"\b(?P<part>{'|'.join(_FIRSTS)}) (?:of )?(?:the )?",
    "name": rf"(?P<name>{'|'.join(MONTH_NAMES)})\b",
}
_RULES: Rules[Read] = Rules(
    {
        "week": (
            (r"\b(?:week next|next week)\b", _next_week),
            (r"\b(?:week this|this week)\b", _today),
            (r"\b(?:this )?weekend(?: this)?\b", _weekend),
            (r"\b(?:next weekend|weekend next)\b", _next_weekend),
        ),
        "month": (
            (r"{part}(?:month next|next month)\b", _next_month),
            (r"{part}(?:month this|this month)\b", _this_month),
            (r"{part}month {name}", _named_month),
            (r"{a_part}month\b", _part_of_month),
        ),
        "in ": ((r"{part}in {name}", _named_month),),
        "start": ((r"{a_part}{name}", _named_month),),
        "middle": ((r"{a_part}{name}", _named_month),),
        "end": ((r"{a_part}{name}", _named_month),),
    },
    _PIECES,
)
