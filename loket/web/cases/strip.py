"""The days of a promise, one by one: working days counted, days off hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from loket.cases import promises
from loket.cases.queries import CaseRow
from loket.offices.calendar import Calendar

DAY = timedelta(days=1)
MOST_DAYS = 32

START, DONE, OFF, TODAY, END, AHEAD = "z", "d", "h", "t", "e", ""


@dataclass(frozen=True, slots=True)
class StripDay:
    """A day; `css` says how it is drawn, `n` which working day it is, 0 for none."""

    day: date
    css: str
    n: int
    is_today: bool
    is_end: bool
    why_off: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """The days from a promise on; `done` of `total` working days have come."""

    days: Sequence[StripDay]
    done: int
    total: int

    @property
    def left(self) -> int:
        """How many working days are still to come."""
        return max(self.total - self.done, 0)


def of(case: CaseRow, today: date) -> Strip | None:
    """Return the days of a case's promise; None without one, or of long ago."""
    since, expected = case.promise_from, case.expected_date
    if since is None or expected is None or (expected - since).days > MOST_DAYS:
        return None
    calendar = promises.load([case.office_id], [since], today)[case.office_id]
    last = max(expected, min(today, expected + 7 * DAY))
    days = [since + DAY * n for n in range((last - since).days + 1)]
    total = calendar.working_days_between(since, expected)
    done = calendar.working_days_between(since, min(today, expected))
    return Strip([_day(calendar, d, since, expected, today) for d in days], done, total)


def _day(
    calendar: Calendar, day: date, since: date, expected: date, today: date
) -> StripDay:
    n = calendar.working_days_between(since, day) if calendar.is_working(day) else 0
    why = calendar.why_closed(day)
    css = _css(day, since, expected, today, is_off=why is not None)
    return StripDay(day, css, n, day == today, day == expected, why or "")


def _css(day: date, since: date, expected: date, today: date, *, is_off: bool) -> str:
    """The first that fits: today stands out whatever it is."""
    fitting = (
        (day == today, TODAY),
        (day == since, START),
        (is_off, OFF),
        (day == expected, END),
        (day < min(today, expected), DONE),
    )
    return next((css for fits, css in fitting if fits), AHEAD)
