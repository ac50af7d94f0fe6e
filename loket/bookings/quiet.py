"""The hours of a night in which an office writes nothing that nobody asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# The last word of an evening comes so long before the quiet begins.
EVENING = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """
    From one hour to another on the clock of an office, mostly over midnight.

    The same hour twice means never quiet.
    """

    begins: time
    ends: time
    zone: str

    @property
    def is_over_midnight(self) -> bool:
        """Test if it begins on one day and ends on the next."""
        return self.ends < self.begins

    def covers(self, moment: datetime) -> bool:
        """Test if a moment is in the quiet hours."""
        local = moment.astimezone(ZoneInfo(self.zone)).time()
        if self.is_over_midnight:
            return local >= self.begins or local < self.ends
        return self.begins <= local < self.ends

    def evening_before(self, day: date) -> datetime:
        """Return the last good moment before the quiet hours that lead into a day."""
        first = day - timedelta(days=1) if self.is_over_midnight else day
        return datetime.combine(first, self.begins, ZoneInfo(self.zone)) - EVENING

    def next_good(self, moment: datetime) -> datetime:
        """Return the moment itself, or when the quiet hours that cover it are over."""
        if not self.covers(moment):
            return moment
        local = moment.astimezone(ZoneInfo(self.zone))
        is_evening = self.is_over_midnight and local.time() >= self.begins
        day = local.date() + timedelta(days=is_evening)
        return datetime.combine(day, self.ends, ZoneInfo(self.zone))
