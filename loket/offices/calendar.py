"""
When an office is open, day by day: its week, the weeks that take its place for a time,
and what is closed.

Plain Python without a database: `calendars.load` reads the rows. Of several dated
weeks that cover a day the narrower one counts, and of two equally long ones the later;
the ordinary week counts where none does. Closed time is cut out of what the week says.
All times are on the office's own clock; WIB, WITA and WIT know no summer time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
# After any time of a day: closed until its end.
MIDNIGHT = time.max


class Span(NamedTuple):
    """From when until when an office is open, on its own clock; the end is outside."""

    opens: time
    closes: time


class BeyondCalendar(ValueError):
    """A day was asked for that lies outside the days that were read."""


@dataclass(frozen=True, slots=True)
class WeekHours:
    """The spans of each weekday (Monday is 0), and for which days they count."""

    spans: Mapping[int, tuple[Span, ...]]
    first: date | None = None
    last: date | None = None
    name: str = ""

    @property
    def rank(self) -> tuple[timedelta, int]:
        """The smallest counts: the narrower one, then the one that begins later."""
        if self.first is None:
            return timedelta.max, 0
        length = self.last - self.first if self.last else timedelta.max - DAY
        return length, -self.first.toordinal()

    def covers(self, day: date) -> bool:
        """Test if the week counts on a day, unless a narrower one does."""
        begins = self.first is None or self.first <= day
        return begins and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class ClosedTime:
    """Time of a day that is closed, and why."""

    starts: time
    ends: time
    reason: str


@dataclass(frozen=True)
class Calendar:
    """
    The working calendar of one office between two days. `zone` is an IANA name.

    Days outside are not known: asking for one raises `BeyondCalendar`, because holidays
    that nobody read would be taken for working days.
    """

    office_id: int
    zone: str
    first: date
    last: date
    weeks: Sequence[WeekHours] = ()
    closed: Mapping[date, Sequence[ClosedTime]] = field(default_factory=dict)
    _known: dict[date, tuple[Span, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def spans(self, day: date) -> tuple[Span, ...]:
        """
        Return when the office is open on a day, in order; empty if it is closed.

        :raises BeyondCalendar: if the day was not read
        """
        found = self._known.get(day)
        if found is None:
            found = _without(self.week_spans(day), self.closed.get(day, ()))
            self._known[day] = found
        return found

    def week_spans(self, day: date) -> tuple[Span, ...]:
        """Return what the week of a day says, whatever is closed on it."""
        return self.week(day).spans.get(day.weekday(), ())

    def week(self, day: date) -> WeekHours:
        """
        Return the week that counts on a day; one without spans if there is none.

        :raises BeyondCalendar: if the day was not read
        """
        if not self.first <= day <= self.last:
            raise BeyondCalendar(f"{day} is not in {self.first} to {self.last}")
        found = (week for week in self.weeks if week.covers(day))
        return min(found, key=lambda week: week.rank, default=WeekHours({}))

    def is_working(self, day: date) -> bool:
        """Test if the office is open at any time of a day."""
        return bool(self.spans(day))

    def why_closed(self, day: date) -> str | None:
        """
        Return the reason for which a day is closed; "" if the week has no hours on it,
        None if the office is open at some time of the day.
        """
        if self.is_working(day):
            return None
        return next((one.reason for one in self.closed.get(day, ())), "")

    def is_shut(self, day: date) -> bool:
        """Test if a day is closed as a whole, whatever its week says."""
        whole = (time.min, MIDNIGHT)
        return any((c.starts, c.ends) == whole for c in self.closed.get(day, ()))

    def add_working_days(self, start: date, count: int) -> date:
        """
        Return the day on which `count` working days have passed after `start`: a term
        of one working day ends on the next. With 0, the first working day from `start`.

        :raises BeyondCalendar: if it lies outside the days that were read
        """
        if count < 0:
            raise ValueError("working days are counted forward")
        day = start if count == 0 else start + DAY
        left = max(count, 1)
        while True:
            left -= self.is_working(day)
            if left == 0:
                return day
            day += DAY

    def working_days_between(self, first: date, last: date) -> int:
        """
        Return how many working days come after `first`, up to and with `last`; 0 if
        `last` is not later. So it is n for `first` and `add_working_days(first, n)`.
        """
        count = max((last - first).days, 0)
        return sum(self.is_working(first + DAY * n) for n in range(1, count + 1))

    def is_open(self, at: datetime) -> bool:
        """Test if the office is open at a moment."""
        return self.next_opening(at) == at

    def next_opening(self, at: datetime) -> datetime | None:
        """
        Return the first moment (UTC) from `at` on at which the office is open: `at`
        itself if it is open then. None if that is not before the end of what was read.
        """
        zone = ZoneInfo(self.zone)
        day = max(at.astimezone(zone).date(), self.first)
        while day <= self.last:
            for opens, closes in self.spans(day):
                if at < datetime.combine(day, closes, zone):
                    moment = max(at, datetime.combine(day, opens, zone))
                    return moment.astimezone(UTC)
            day += DAY
        return None

    def with_week(self, spans: Mapping[int, tuple[Span, ...]]) -> Calendar:
        """Return the same days and closures with another week throughout."""
        return replace(self, weeks=(WeekHours(spans),))


def _without(spans: Sequence[Span], closed: Sequence[ClosedTime]) -> tuple[Span, ...]:
    left = list(spans)
    for one in closed:
        left = [rest for span in left for rest in _rest(span, one)]
    return tuple(left)


def _rest(span: Span, closed: ClosedTime) -> Iterator[Span]:
    before = Span(span.opens, min(span.closes, closed.starts))
    after = Span(max(span.opens, closed.ends), span.closes)
    yield from (rest for rest in (before, after) if rest.opens < rest.closes)
