"""
Who has to leave an hour that gives up places, and where they go instead.

Plain Python, so that every case can be tried. Whoever booked first keeps the hour, and
chooses first where hours are short; a family stays together. Nobody is asked to come on
an earlier day, and nobody at an hour that is nearly there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from loket.bookings.states import BookingState

# Our own choice, 29 November 2026: a message must be read, and the way be gone.
NOTICE = timedelta(hours=3)
# Who sits at the counter, or was there, is not sent away by a change of the hours.
LEAVING = frozenset({BookingState.HELD, BookingState.BOOKED})


class Wish(StrEnum):
    """What becomes of people who lose their hour."""

    MOVE = "move"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Hour:
    """A slot, and whether anybody may be sent there."""

    id: int
    office_id: int
    service_id: int
    day: date
    starts: time
    ends: time
    starts_at: datetime
    capacity: int
    taken: int
    is_open: bool

    @property
    def kind(self) -> tuple[int, int]:
        """People stay at their office and with their service."""
        return self.office_id, self.service_id


@dataclass(frozen=True, slots=True)
class Visit:
    """A booking or a hold in an hour."""

    id: UUID
    slot_id: int
    size: int
    state: BookingState
    created_at: datetime
    contact_id: UUID | None
    code: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Who leaves which hour for which; None for nowhere."""

    visit: Visit
    before: Hour
    after: Hour | None


@dataclass(slots=True)
class Outcome:
    """What a change does: people placed, holds that end, places that remain."""

    placed: list[Placed] = field(default_factory=list)
    holds: list[Visit] = field(default_factory=list)
    kept: dict[int, int] = field(default_factory=dict)

    @property
    def moved(self) -> list[Placed]:
        """Those who get another hour."""
        return [one for one in self.placed if one.after is not None]

    @property
    def cancelled(self) -> list[Placed]:
        """Those who get none."""
        return [one for one in self.placed if one.after is None]


def decide(
    hours: Mapping[int, Hour],
    visits: Sequence[Visit],
    limits: Mapping[int, int],
    wish: Wish,
    now: datetime,
) -> Outcome:
    """
    Decide who leaves and where to. `limits` are the places that remain of some hours;
    `kept` tells how many really do, where people sit there already.
    """
    outcome = Outcome()
    leaving = _leaving(hours, visits, limits, outcome)
    free = {
        hour.id: hour.capacity - hour.taken
        for hour in hours.values()
        if hour.is_open and hour.id not in limits and hour.starts_at >= now + NOTICE
    }
    rooms: dict[tuple[int, int], list[Hour]] = defaultdict(list)
    for id_ in free:
        rooms[hours[id_].kind].append(hours[id_])
    for visit in sorted(leaving, key=lambda one: (one.created_at, one.id)):
        before = hours[visit.slot_id]
        after = _nearest(before, visit, rooms[before.kind], free)
        if wish is Wish.CANCEL:
            after = None
        if after is not None:
            free[after.id] -= visit.size
        outcome.placed.append(Placed(visit, before, after))
    return outcome


def _leaving(
    hours: Mapping[int, Hour],
    visits: Sequence[Visit],
    limits: Mapping[int, int],
    outcome: Outcome,
) -> list[Visit]:
    """Those who came last leave first, holds before bookings."""
    leaving: list[Visit] = []
    there: dict[int, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.state in LEAVING:
            there[visit.slot_id].append(visit)
    for slot_id, limit in sorted(limits.items()):
        taken = hours[slot_id].taken
        for visit in sorted(there[slot_id], key=_newest_first):
            if taken <= limit:
                break
            taken -= visit.size
            is_hold = visit.state is BookingState.HELD
            (outcome.holds if is_hold else leaving).append(visit)
        outcome.kept[slot_id] = max(taken, limit)
    return leaving


def _newest_first(visit: Visit) -> tuple[bool, float, int]:
    """Of one moment, the one that was written later: ids grow with time."""
    is_booked = visit.state is not BookingState.HELD
    return is_booked, -visit.created_at.timestamp(), -visit.id.int


def _nearest(
    before: Hour, visit: Visit, rooms: Iterable[Hour], free: Mapping[int, int]
) -> Hour | None:
    fitting = (
        hour for hour in rooms if hour.day >= before.day and free[hour.id] >= visit.size
    )
    return min(fitting, key=lambda hour: _distance(before, hour), default=None)


def _distance(before: Hour, after: Hour) -> tuple[int, int, int]:
    """Days later, then minutes from the old hour of the day, then the earlier one."""
    minutes = abs(_minutes(before.starts) - _minutes(after.starts))
    return (after.day - before.day).days, minutes, after.id


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
