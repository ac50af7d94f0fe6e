"""
Hours of a day as rows of a table, and days as cards of a strip.

As people are, each is drawn once and kept as long as nothing about it changes: an
arrival changes one hour of ten, and one day of seven.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import NamedTuple, Self

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from loket.bookings.queries import SlotRow
from loket.bookings.states import BookingState
from loket.web.agenda import seats
from loket.web.agenda.week import DayCard

# Some days of some offices.
MOST_KEPT = 1_000


class Counts(NamedTuple):
    """How many people of an hour stand in each state that takes a place."""

    served: int
    arrived: int
    booked: int
    no_show: int
    lapsed: int
    held: int

    @classmethod
    def of(cls, found: Mapping[BookingState, int]) -> Self:
        """Return them from counts by state."""
        return cls(*(found.get(BookingState(name), 0) for name in cls._fields))

    def by_state(self) -> dict[BookingState, int]:
        """Return them by state."""
        return {BookingState(name): n for name, n in self._asdict().items()}


@dataclass(frozen=True)
class Hour:
    """
    All services of an office in one hour. `widest` is the largest hour of the day;
    `gap_until` ends a break after it.
    """

    starts: time
    ends: time
    capacity: int
    counts: Counts
    widest: int
    is_now: bool
    gap_until: time | None

    @property
    def taken(self) -> int:
        """Places that nobody else can have."""
        return sum(self.counts)

    @property
    def free(self) -> int:
        """Places left."""
        return max(self.capacity - self.taken, 0)

    @property
    def drawing(self) -> seats.Drawing:
        """Its places as boxes."""
        return seats.draw(self.counts.by_state(), self.capacity, self.widest)


class Total(NamedTuple):
    """The figures of a day; `came_percent` is -1 where nobody was due."""

    served: int
    arrived: int
    booked: int
    absent: int
    lapsed: int
    late: int
    free: int
    came_percent: int
    due: int


@dataclass(frozen=True)
class Quota:
    """What one service may take in an hour, and what is taken of it."""

    slot: SlotRow
    service: str


class HourLook(NamedTuple):
    """What the row of an hour depends on beside the hour; `now` only in this one."""

    day: date
    is_chosen: bool
    is_search: bool
    now: time | None
    language: str


class CardLook(NamedTuple):
    """What the card of a day depends on beside the day."""

    is_chosen: bool
    is_over: bool
    language: str


@lru_cache(maxsize=MOST_KEPT)
def draw(hour: Hour, look: HourLook) -> SafeString:
    """Return the row of an hour, and of the break after it."""
    context = {"hour": hour, "look": look, "drawing": hour.drawing}
    return render_to_string("agenda/hour.html", context)


@lru_cache(maxsize=MOST_KEPT)
def draw_card(card: DayCard, look: CardLook) -> SafeString:
    """Return the card of a day."""
    return render_to_string("agenda/card.html", {"card": card, "look": look})
