"""
The day somebody wants to come: "besok", "selasa depan", "24/11", "in 3 days".

`today` is the office's own. What lies in the near past is returned too: the flow
then says that this day is over, which is kinder than not to understand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from loket.dialogue.understanding import (
    day_rules,
    days_periods,
    days_spoken,
    days_written,
)
from loket.dialogue.understanding.text import tidy
from loket.dialogue.understanding.time_text import plain

LARGEST_PLACE = 10
"""A smaller number alone may be the place of a day in the list that was shown."""

_bound = re.compile(r"\b(?:after|before) ")
_bare = re.compile(r"(\d{1,2})[.!]?")
_grammars = (days_written.RULES, days_spoken.RULES)


def day(text: str, today: date) -> date | None:
    """Return the day that was meant, None if none was named. A day that is not over
    is meant rather than one that is; "after the 20th" means another one."""
    said = plain(text)
    for rules in _grammars:
        named = [
            found
            for start, found in day_rules.find(rules, said, today)
            if not said[:start].endswith(("after ", "before "))
        ]
        if named:
            return next((found for found in named if found >= today), named[0])
    return None


def first_day(text: str, today: date) -> date | None:
    """Return the first of the days that were meant, where more than one was: the
    Monday of next week, the first of a month, the day after "after the 20th"."""
    said = plain(text)
    return _bounded(said, today) or days_periods.first(said, today)


def is_no_date(text: str, today: date) -> bool:
    """True if a date was written that no calendar has: "31 november"."""
    said = plain(text)
    is_written = bool(days_written.RULES.fitting(said))
    return is_written and next(_all(said, today), None) is None


def bare_day(text: str, today: date) -> date | None:
    """Return the day of the month if only its number was typed, and it cannot be a
    place in a list: "24", not "3"."""
    match = _bare.fullmatch(tidy(text))
    is_day = match and int(match[1]) > LARGEST_PLACE
    return day_rules.of_month(int(match[1]), today) if match and is_day else None


def _bounded(said: str, today: date) -> date | None:
    if not _bound.search(said):
        return None
    for start, found in _all(said, today):
        if said[:start].endswith("before ") and found >= today:
            return today
        if said[:start].endswith("after ") and found >= today:
            return found + timedelta(days=1)
    return None


def _all(said: str, today: date) -> Iterator[day_rules.Found]:
    for rules in _grammars:
        yield from day_rules.find(rules, said, today)
