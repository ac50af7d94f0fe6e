"""
By when a case is ready: counted in the working days of its office, never guessed.

Counting starts on the day on which a stage was reached (domain notes 1.4: four working
days after the interview was approved, Art. 22 Permenkumham 18/2022, read 23 November
2026). The day itself does not count; "same day" is zero days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loket.cases.kinds import StageRow, TypeRow
from loket.offices import calendars
from loket.offices.calendar import BeyondCalendar, Calendar

# No promise is longer; the longest run of closed days is far shorter.
HORIZON = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Due:
    """
    What was promised, from which day its working days count, and the day they end. None
    for all three where nothing is.
    """

    promise_id: int | None = None
    since: date | None = None
    expected: date | None = None


NOTHING = Due()


def load(
    offices: Iterable[int], days: Iterable[date], today: date
) -> Mapping[int, Calendar]:
    """Return the calendars by which promises since these days are counted."""
    first = min([today, *days])
    return calendars.load(sorted(set(offices)), first, max(today, first) + HORIZON)


def at_stage(
    kind: TypeRow,
    track: str,
    before: Due,
    stage: StageRow,
    at: datetime,
    calendar: Calendar,
) -> Due:
    """
    Return what is promised once a case has come to a stage at a moment: a promise that
    begins there, the one it had, counted anew, or none.
    """
    day = at.astimezone(ZoneInfo(calendar.zone)).date()
    begun = kind.promise(track, stage.id, day)
    if begun is not None and before.promise_id != begun.id:
        return Due(begun.id, day, _ends(calendar, day, begun.working_days))
    return recount(kind, before, stage, calendar)


def recount(kind: TypeRow, before: Due, stage: StageRow, calendar: Calendar) -> Due:
    """Return a promise counted anew by the calendar as it is now."""
    rule = kind.promise_of(before.promise_id)
    if rule is None or before.since is None or not kind.keeps(rule, stage.id):
        return NOTHING
    expected = _ends(calendar, before.since, rule.working_days)
    return Due(rule.id, before.since, expected)


def _ends(calendar: Calendar, since: date, working_days: int) -> date | None:
    """None at an office that has no working days: it can promise nothing."""
    try:
        return calendar.add_working_days(since, working_days)
    except BeyondCalendar:
        return None
