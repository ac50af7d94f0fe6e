"""The days around a day, and why a day may have no hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from loket.bookings import queries
from loket.offices import calendars
from loket.offices.models import Office

SHOWN_DAYS = 7
LOOK_AHEAD_DAYS = 21
PERCENT = 100
NEARLY_FULL = 90


@dataclass(frozen=True, slots=True)
class DayCard:
    """A day in the strip. Without capacity it has no hours (yet)."""

    day: date
    taken: int
    capacity: int
    closed: str

    @property
    def percent(self) -> int:
        """How much of the day is taken."""
        return self.taken * PERCENT // self.capacity if self.capacity else 0

    @property
    def is_nearly_full(self) -> bool:
        """Test if somebody should look at this day."""
        return self.percent >= NEARLY_FULL


class WhyEmpty(StrEnum):
    """Why a day has no hours."""

    CLOSED = "closed"
    NO_SERVICE = "no service"
    PAST = "past"
    NOT_RELEASED = "not released"
    NO_SCHEDULE = "no schedule"


@dataclass(frozen=True, slots=True)
class Empty:
    """Why a day has no hours; when they will open, where that is known."""

    why: WhyEmpty
    opens_at: datetime | None = None


class Week:
    """The open days around a day of an office."""

    def __init__(self, office: Office, day: date) -> None:
        self.day = day
        self.office = office
        self.first = day - timedelta(days=day.weekday())
        last = self.first + timedelta(days=LOOK_AHEAD_DAYS)
        before = self.first - timedelta(days=SHOWN_DAYS)
        self._calendar = calendars.load([office.id], before, last)[office.id]
        self._places = queries.week(office.id, before, last)

    @property
    def closed(self) -> str:
        """Why the office is closed on the day, "" if it is not."""
        return self._calendar.why_closed(self.day) or ""

    @property
    def cards(self) -> list[DayCard]:
        """The next seven days that count, from the Monday before the day."""
        ahead = (self.first + timedelta(days=n) for n in range(LOOK_AHEAD_DAYS))
        shown = [day for day in ahead if self._counts(day)][:SHOWN_DAYS]
        return [self._card(day) for day in shown]

    @property
    def before(self) -> date:
        """The last day before that counts."""
        return self._next(-1)

    @property
    def after(self) -> date:
        """The next day that counts."""
        return self._next(+1)

    def why_empty(self, now: datetime) -> Empty:
        """Return why the day has no hours, at a moment on the office's clocks."""
        opens_at = self._opens_at(now)
        if self.closed:
            why = WhyEmpty.CLOSED
        elif not self._has_hours(self.day):
            why = WhyEmpty.NO_SERVICE
        elif self.day < now.date():
            why = WhyEmpty.PAST
        elif opens_at is not None and opens_at > now:
            why = WhyEmpty.NOT_RELEASED
        else:
            why = WhyEmpty.NO_SCHEDULE
        return Empty(why, opens_at)

    def _opens_at(self, now: datetime) -> datetime | None:
        zone = ZoneInfo(self.office.zone)
        moments = [
            rule.released_at(self.day, zone).astimezone(zone)
            for (office_id, _), rule in queries.releases().items()
            if office_id == self.office.id
        ]
        return min(moments, default=None)

    def _counts(self, day: date) -> bool:
        return day == self.day or day in self._places or self._has_hours(day)

    def _has_hours(self, day: date) -> bool:
        return bool(self._calendar.week_spans(day))

    def _next(self, step: int) -> date:
        days: Sequence[date] = [
            self.day + timedelta(days=step * n) for n in range(1, SHOWN_DAYS + 1)
        ]
        open_days = [day for day in days if self._has_hours(day)]
        return (open_days or days)[0]

    def _card(self, day: date) -> DayCard:
        taken, capacity = self._places.get(day, (0, 0))
        return DayCard(day, taken, capacity, self._calendar.why_closed(day) or "")
