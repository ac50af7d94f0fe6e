"""The life of a booking, all moves in one table."""

from __future__ import annotations

from enum import StrEnum


class BookingState(StrEnum):
    """Where a booking stands."""

    HELD = "held"
    BOOKED = "booked"
    ARRIVED = "arrived"
    SERVED = "served"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


MOVES: dict[BookingState, frozenset[BookingState]] = {
    BookingState.HELD: frozenset(
        {BookingState.BOOKED, BookingState.CANCELLED, BookingState.EXPIRED}
    ),
    BookingState.BOOKED: frozenset(
        {BookingState.ARRIVED, BookingState.NO_SHOW, BookingState.CANCELLED}
    ),
    BookingState.ARRIVED: frozenset({BookingState.SERVED, BookingState.BOOKED}),
    BookingState.NO_SHOW: frozenset({BookingState.BOOKED, BookingState.ARRIVED}),
    BookingState.SERVED: frozenset(),
    BookingState.CANCELLED: frozenset(),
    BookingState.EXPIRED: frozenset(),
}

# Bookings that occupy places.
TAKING = frozenset(
    {
        BookingState.HELD,
        BookingState.BOOKED,
        BookingState.ARRIVED,
        BookingState.SERVED,
        BookingState.NO_SHOW,
    }
)

# Bookings that keep a person from booking again.
LIVE = frozenset({BookingState.HELD, BookingState.BOOKED, BookingState.ARRIVED})


def may_move(before: BookingState, after: BookingState) -> bool:
    """Test if a booking may go from one state to the other."""
    return after in MOVES[before]
