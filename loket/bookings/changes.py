"""
What an office changes about its hours, so that people may lose theirs: it closes, opens
for shorter, or takes fewer people in an hour.

Each kind writes its own rows and says how many places remain of which hours. What
becomes of the people is the same for all, and stands in `rearranging`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, ClassVar, Protocol

from loket.bookings.models import ChangeKind
from loket.bookings.placing import Hour
from loket.bookings.releasing import DAY, FURTHEST_DAYS
from loket.lib.audit import Entry
from loket.offices import calendars, decreed
from loket.offices.calendar import Calendar, Span
from loket.offices.models import Agency, Closure, ClosureKind, Office

# Beyond what any rule opens, and one month more for people to be moved to.
SEARCH_DAYS = timedelta(days=FURTHEST_DAYS + 31)


@dataclass(slots=True)
class Effect:
    """
    What a change does to hours, by slot: places that remain of those that lose some;
    which are outside of the opening hours now, or inside again; and how to undo it.
    """

    limits: dict[int, int] = field(default_factory=dict)
    switched: dict[int, bool] = field(default_factory=dict)
    lowers: bool = False
    undo: dict[str, Any] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class Change(Protocol):
    """One change of the hours of offices of one agency, between two days."""

    kind: ClassVar[ChangeKind]

    @property
    def offices(self) -> Sequence[Office]:
        """Those whose people may lose their hour."""

    @property
    def reason(self) -> str:
        """What people are told."""

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that it touches."""

    def write(self, hours: Mapping[int, Hour]) -> Effect:
        """Write it, and say what it does to these locked hours."""


@dataclass(frozen=True, slots=True)
class Closing:
    """
    An office is closed on some days, or for a part of each; without `office`, all of
    the agency, as on a holiday that was decreed late.
    """

    kind: ClassVar[ChangeKind] = ChangeKind.CLOSURE
    offices: Sequence[Office]
    office: Office | None
    days: tuple[date, date]
    reason: str
    source: str
    part: Span | None = None
    closure: ClosureKind = ClosureKind.LOCAL

    def write(self, hours: Mapping[int, Hour]) -> Effect:
        """Add a closure for each day that has none yet."""
        first, last = self.days
        starts, ends = self.part or (None, None)
        known: dict[str, Any] = {
            "agency": self.offices[0].agency,
            "office": self.office,
            "starts": starts,
        }
        said: dict[str, Any] = {
            "ends": ends,
            "kind": self.closure,
            "reason": self.reason,
            "source": self.source,
            "is_lifted": False,
        }
        made = [
            Closure.objects.update_or_create(
                **known, day=first + DAY * n, defaults=said
            )[0]
            for n in range((last - first).days + 1)
        ]
        shut = [hour for hour in hours.values() if self._covers(hour)]
        effect = Effect(dict.fromkeys((hour.id for hour in shut), 0))
        effect.undo = {"closures": [one.id for one in made]}
        effect.entries = [
            Entry("closure.added", str(one.id), one.agency_id, one.office_id, about)
            for one in made
            for about in [{"day": one.day, "starts": starts, "ends": ends}]
        ]
        return effect

    def _covers(self, hour: Hour) -> bool:
        first, last = self.days
        if not first <= hour.day <= last:
            return False
        part = self.part
        return part is None or (part.opens < hour.ends and hour.starts < part.closes)


@dataclass(frozen=True, slots=True)
class Decree:
    """
    The holidays and collective leave of a year, for all of an agency: new days close,
    those that the decree no longer names open again, edited ones stay.
    """

    kind: ClassVar[ChangeKind] = ChangeKind.CLOSURE
    agency: Agency
    offices: Sequence[Office]
    year: int
    reason: str

    @property
    def days(self) -> tuple[date, date]:
        """The year."""
        return date(self.year, 1, 1), date(self.year, 12, 31)

    def write(self, hours: Mapping[int, Hour]) -> Effect:
        """Write what is new, changed and gone."""
        found = decreed.compare(self.agency, self.year)
        made = Closure.objects.bulk_create(decreed.rows(self.agency, found.new))
        for row, day in found.changed:
            row.reason, row.kind, row.source = day.reason, day.kind, decreed.source()
            row.save(update_fields=["reason", "kind", "source"])
        gone = [row.id for row in found.gone]
        Closure.objects.filter(id__in=gone).delete()
        shut = {day.day for day in found.new}
        limits = {hour.id: 0 for hour in hours.values() if hour.day in shut}
        about = {
            "year": self.year,
            "new": sorted(shut),
            "changed": [day.day for _, day in found.changed],
            "gone": [row.day for row in found.gone],
        }
        entry = Entry("holidays.imported", str(self.year), self.agency.id, None, about)
        undo = {"closures": [one.id for one in made]}
        return Effect(limits, undo=undo, entries=[entry])


@dataclass(frozen=True, slots=True)
class NewHours:
    """The opening hours of an office become others; `rows` writes them."""

    kind: ClassVar[ChangeKind] = ChangeKind.HOURS
    office: Office
    days: tuple[date, date]
    reason: str
    rows: Callable[[], object]

    @property
    def offices(self) -> Sequence[Office]:
        """Its own office."""
        return [self.office]

    def write(self, hours: Mapping[int, Hour]) -> Effect:
        """Switch off what was inside and is no longer, and on what is inside again."""
        before = self._calendar(hours)
        self.rows()
        after = self._calendar(hours)
        effect = Effect()
        for hour in hours.values():
            was, is_ = _is_inside(before, hour), _is_inside(after, hour)
            if was != is_:
                effect.switched[hour.id] = was
            if was and not is_:
                effect.limits[hour.id] = 0
        return effect

    def _calendar(self, hours: Mapping[int, Hour]) -> Calendar:
        first, last = self.days
        furthest = max((hour.day for hour in hours.values()), default=last)
        found = calendars.load([self.office.id], first, max(last, furthest))
        return found[self.office.id]


def _is_inside(calendar: Calendar, hour: Hour) -> bool:
    return any(
        span.opens <= hour.starts and hour.ends <= span.closes
        for span in calendar.week_spans(hour.day)
    )


@dataclass(frozen=True, slots=True)
class Lowering:
    """One hour of one service takes fewer people."""

    kind: ClassVar[ChangeKind] = ChangeKind.CAPACITY
    office: Office
    service_id: int
    day: date
    starts: time
    capacity: int
    reason: str

    @property
    def offices(self) -> Sequence[Office]:
        """Its own office."""
        return [self.office]

    @property
    def days(self) -> tuple[date, date]:
        """Its day."""
        return self.day, self.day

    def write(self, hours: Mapping[int, Hour]) -> Effect:
        """Say what remains of the hour; it is set once the others have left."""
        wanted = (self.service_id, self.day, self.starts)
        found = [h for h in hours.values() if (h.service_id, h.day, h.starts) == wanted]
        effect = Effect({hour.id: self.capacity for hour in found}, lowers=True)
        effect.undo = {"slots": [[hour.id, hour.capacity] for hour in found]}
        about = {"day": self.day, "hour": self.starts, "capacity": self.capacity}
        entry = Entry(
            "quota.set",
            str(self.service_id),
            self.office.agency_id,
            self.office.id,
            about,
        )
        effect.entries = [entry]
        return effect
