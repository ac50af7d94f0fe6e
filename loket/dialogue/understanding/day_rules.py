"""
How tables of rules read days out of a sentence.

A rule is a pattern over a plain sentence (`time_text.plain`) and a function that
makes a day of what fits. From left to right, where two rules fit at one place, the
one that reads more is taken: "friday week next" is one day, not two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from loket.dialogue.understanding.rules import Rules

Said = re.Match[str]
Read = Callable[[Said, date], date | None]

Found = tuple[int, date]
"""Where in the sentence a day is named, and which."""


def find(rules: Rules[Read], said: str, today: date) -> Iterator[Found]:
    """Yield the days in a plain sentence, in the order in which they are named."""
    read_until = 0
    for match, read in rules.fitting(said):
        if match.start() < read_until:
            continue
        # What makes no day is read, too: "31 February" is no 31st of another month.
        read_until = match.end()
        if (day := read(match, today)) is not None:
            yield match.start(), day


def make(day: int, month: int, year: int) -> date | None:
    """Return the date, None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_after(today: date) -> tuple[int, int]:
    """Return the number of the next month, and its year."""
    later = today.replace(day=1) + timedelta(days=32)
    return later.month, later.year


def of_month(day: int, today: date) -> date | None:
    """Return the day of this month with that number, of the next if it is over."""
    this_month = make(day, today.month, today.year)
    if this_month and this_month >= today:
        return this_month
    return make(day, *month_after(today))
