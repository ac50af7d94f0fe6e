"""
How long a source has been silent. Days on which its office is closed do not count: over
a weekend nothing happens to a case, and nobody is there to mend a feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from loket.cases.queries import CaseRow
from loket.offices import calendars
from loket.offices.calendar import Calendar

DAY = timedelta(days=1)
# The longest run of closed days is far shorter; so long a silence is one in any case.
LOOK_BACK = timedelta(days=60)


def load(offices: Iterable[int], now: datetime) -> Mapping[int, Calendar]:
    """Return the calendars by which silence is counted."""
    first = (now - LOOK_BACK - DAY).date()
    return calendars.load(sorted(set(offices)), first, (now + DAY).date())


def lasted(since: datetime, now: datetime, calendar: Calendar) -> timedelta:
    """
    Return how much of the time since a moment lies in days on which an office is open;
    all of it where nobody has entered its hours.
    """
    if not any(week.spans for week in calendar.weeks):
        return now - since
    zone = ZoneInfo(calendar.zone)
    begins, ends = max(since, now - LOOK_BACK).astimezone(zone), now.astimezone(zone)
    passed, day = timedelta(), begins.date()
    while day <= ends.date():
        midnight = datetime.combine(day, time.min, zone)
        if calendar.is_working(day):
            passed += max(
                min(ends, midnight + DAY) - max(begins, midnight), timedelta()
            )
        day += DAY
    return passed


def is_over(since: datetime, limit_s: int, now: datetime, calendar: Calendar) -> bool:
    """Test if a silence is too long to believe what was said before it."""
    return lasted(since, now, calendar) > timedelta(seconds=limit_s)


def stale(cases: Iterable[CaseRow], now: datetime) -> set[UUID]:
    """Return those cases whose source has been silent for too long to be believed."""
    late = [
        (one, one.stale_after_s)
        for one in cases
        if one.stale_after_s is not None
        and now - one.data_at > timedelta(seconds=one.stale_after_s)
    ]
    if not late:
        return set()
    known = load({one.office_id for one, _ in late}, now)
    return {
        one.id
        for one, limit_s in late
        if is_over(one.data_at, limit_s, now, known[one.office_id])
    }
