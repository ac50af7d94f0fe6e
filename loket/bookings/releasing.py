"""
When the hours of a day can be booked, and how many of their places at first.

Plain Python: the same rule makes the hours, tells a citizen when they open, and draws
the preview. A release of everything at one known moment has made people and robots
rush (Friday 14:00 for a whole week at Bandung, gone in two hours: jabar.tribunnews.com
of 22 August 2019, read 23 November 2026; domain notes 1.3), so a day may open in
portions, and each a little later than the full hour.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

WHOLE = 100
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
# Further ahead no rule opens anything: eight weeks and the week that is opened.
FURTHEST_DAYS = 70
MOST_WEEKS_AHEAD = 8
MOST_LATER = 5
MOST_SPREAD_MINUTES = 120


class BadRule(ValueError):
    """A release rule that cannot be followed; the code says why."""


class Later(NamedTuple):
    """A share of the places, in per cent, that opens later on the day."""

    at: time
    percent: int


class Portion(NamedTuple):
    """A moment (UTC) at which places open."""

    at: datetime
    places: int


@dataclass(frozen=True, slots=True)
class Rule:
    """
    When the hours of a day open; see `models_hours.Release` for what the fields mean.
    `weekday` counts for a rule that opens whole weeks; without it the rule is rolling.
    """

    opens_at: time
    horizon_days: int = 14
    weekday: int | None = None
    weeks_ahead: int = 1
    later: Sequence[Later] = ()
    spread_minutes: int = 0
    seed: str = ""

    def day_of_release(self, day: date) -> date:
        """Return the day on which the hours of a day open."""
        if self.weekday is None:
            return day - timedelta(days=self.horizon_days)
        monday = day - timedelta(days=day.weekday())
        return monday - WEEK * self.weeks_ahead + timedelta(days=self.weekday)

    def moments(self, day: date, zone: ZoneInfo) -> list[datetime]:
        """Return the moments (UTC) at which places of a day open, in order."""
        opens = self.day_of_release(day)
        times = [self.opens_at, *(one.at for one in self.later)]
        return sorted(
            (
                datetime.combine(opens, at, zone)
                + timedelta(minutes=self._spread(day, place))
            ).astimezone(UTC)
            for place, at in enumerate(times)
        )

    def released_at(self, day: date, zone: ZoneInfo) -> datetime:
        """Return the first moment at which hours of a day can be booked."""
        return self.moments(day, zone)[0]

    def portions(
        self, day: date, zone: ZoneInfo, starts: time, capacity: int
    ) -> list[Portion]:
        """
        Return how many of an hour's places open when. They add up to its capacity; if
        it has any place, one opens at the first moment.
        """
        shares = [self.first_percent, *(one.percent for one in self.later)]
        lift = self._draw(day, str(starts))
        portions, before, percent = [], 0, 0
        for at, share in zip(self.moments(day, zone), shares, strict=True):
            percent += share
            opened = max(int(capacity * percent / WHOLE + lift), min(capacity, 1))
            until = capacity if percent == WHOLE else min(opened, capacity)
            portions.append(Portion(at, until - before))
            before = until
        return [one for n, one in enumerate(portions) if n == 0 or one.places]

    @property
    def first_percent(self) -> int:
        """The share that opens first."""
        return WHOLE - sum(one.percent for one in self.later)

    def last_day(self, now: datetime, zone: ZoneInfo) -> date:
        """Return the last day of which hours can be booked at a moment."""
        today = now.astimezone(zone).date()
        released = (
            day
            for n in range(FURTHEST_DAYS, 0, -1)
            if self.released_at(day := today + DAY * n, zone) <= now
        )
        return next(released, today)

    def _spread(self, day: date, place: int) -> int:
        """Minutes by which a portion of a day is put off, the same for each hour."""
        if not self.spread_minutes:
            return 0
        return int(self._draw(day, str(place)) * (self.spread_minutes + 1))

    def _draw(self, *about: object) -> float:
        """A number from 0 up to 1, always the same for the same seed and thing."""
        words = ":".join(map(str, (self.seed, *about)))
        drawn = hashlib.blake2b(words.encode(), digest_size=6).digest()
        return int.from_bytes(drawn, "big") / 2**48


def check(rule: Rule) -> None:
    """
    Test a rule.

    :raises BadRule: with a code that says what is wrong with it
    """
    times = [rule.opens_at, *(one.at for one in rule.later)]
    wrong = {
        "horizon": not 0 <= rule.horizon_days < FURTHEST_DAYS,
        "weekday": rule.weekday is not None and not 0 <= rule.weekday < WEEK.days,
        "weeks": not 1 <= rule.weeks_ahead <= MOST_WEEKS_AHEAD,
        "portions": len(rule.later) > MOST_LATER,
        "order": any(b <= a for a, b in pairwise(times)),
        "percent": rule.first_percent < 1 or any(p.percent < 1 for p in rule.later),
        "spread": not 0 <= rule.spread_minutes <= MOST_SPREAD_MINUTES,
    }
    for code, is_wrong in wrong.items():
        if is_wrong:
            raise BadRule(code)
