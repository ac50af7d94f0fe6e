"""Where the boxes of an hour stand: one for each place, always in one order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loket.bookings.states import BookingState

# Order and classes: ui guide, "Seats (agenda)".
CSS = {
    BookingState.SERVED: "sv",
    BookingState.ARRIVED: "ar",
    BookingState.BOOKED: "bk",
    BookingState.NO_SHOW: "ns",
    BookingState.LAPSED: "lp",
    BookingState.HELD: "hd2",
}
FREE = "fr"
BOX, GAP_ROWS = 18, 26
PER_ROW = 34
MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Seat:
    """One box; `x` and `y` are the upper left corner in the drawing's units."""

    css: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The boxes of one hour and the size they need."""

    seats: list[Seat]
    width: int
    rows: int

    @property
    def height(self) -> int:
        """Height in the drawing's units."""
        return self.rows * GAP_ROWS + 4


def draw(counts: Mapping[BookingState, int], capacity: int, widest: int) -> Drawing:
    """
    Place the boxes of an hour. `widest` is the largest hour of the day, so that all
    hours are drawn at one scale.
    """
    taken = [css for state, css in CSS.items() for _ in range(counts.get(state, 0))]
    boxes = taken + [FREE] * max(capacity - len(taken), 0)
    per_row = columns(widest)
    seats = [
        Seat(css, n % per_row * BOX + 1, n // per_row * GAP_ROWS + 4)
        for n, css in enumerate(boxes)
    ]
    rows = max(-(-len(boxes) // per_row), 1)
    return Drawing(seats, max(per_row, PER_ROW) * BOX, rows)


def columns(widest: int) -> int:
    """Return how many boxes stand side by side: balanced rows, three at most."""
    rows = min(-(-widest // PER_ROW) or 1, MOST_ROWS)
    return max(-(-widest // rows), 1)
