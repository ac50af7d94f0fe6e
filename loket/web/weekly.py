"""A week of hours on a form: each weekday with a span before and one after a break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.http import QueryDict

# Before and after a break; and one more where an office has two.
SPANS_A_DAY = 2
WEEK = [date(2026, 1, 5 + n) for n in range(7)]
"""A week that began on a Monday: only its names are used."""

Span = tuple[int, time, time]
"""A weekday (Monday is 0), and from when until when."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One span of a day as it was written, and whether it makes sense."""

    name: str
    opens: str
    closes: str
    is_wrong: bool = False

    @property
    def is_empty(self) -> bool:
        """Test if nothing was written."""
        return not (self.opens or self.closes)


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday and its spans."""

    day: date
    pairs: list[Pair]


def stored(spans: Sequence[Span], count: int = SPANS_A_DAY) -> list[Day]:
    """Return a week as it is kept, with room for `count` spans a day."""
    week = []
    for weekday, day in enumerate(WEEK):
        written = [
            (f"{opens:%H:%M}", f"{closes:%H:%M}")
            for day_, opens, closes in sorted(spans)
            if day_ == weekday
        ]
        written += [("", "")] * (count - len(written))
        pairs = [Pair(f"{weekday}-{n}", *pair) for n, pair in enumerate(written)]
        week.append(Day(day, pairs))
    return week


def posted(form: QueryDict, count: int = SPANS_A_DAY) -> list[Day]:
    """Return a week as it was sent."""
    return [
        Day(day, [_pair(form, f"{weekday}-{n}") for n in range(count)])
        for weekday, day in enumerate(WEEK)
    ]


def is_wrong(week: Sequence[Day]) -> bool:
    """Test if any line needs two times, the earlier one first."""
    return any(pair.is_wrong for day in week for pair in day.pairs)


def spans(week: Sequence[Day]) -> list[Span]:
    """Return the spans of a week without a wrong line."""
    return [
        (weekday, time.fromisoformat(pair.opens), time.fromisoformat(pair.closes))
        for weekday, day in enumerate(week)
        for pair in day.pairs
        if not pair.is_empty
    ]


def _pair(form: QueryDict, name: str) -> Pair:
    opens, closes = form.get(f"opens-{name}", ""), form.get(f"closes-{name}", "")
    first, last = _time(opens), _time(closes)
    is_fine = first is not None and last is not None and first < last
    is_empty = not (opens or closes)
    return Pair(name, opens, closes, is_wrong=not (is_fine or is_empty))


def _time(written: str) -> time | None:
    try:
        return time.fromisoformat(written)
    except ValueError:
        return None
