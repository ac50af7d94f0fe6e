"""The lives of bookings, of those who wait, and of what they are offered."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class BookingState(StrEnum):
    """Where a booking stands."""

    HELD = "held"
    BOOKED = "booked"
    ARRIVED = "arrived"
    SERVED = "served"
    NO_SHOW = "no_show"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


MOVES: dict[BookingState, frozenset[BookingState]] = {
    BookingState.HELD: frozenset(
        {BookingState.BOOKED, BookingState.CANCELLED, BookingState.EXPIRED}
    ),
    BookingState.BOOKED: frozenset(
        {
            BookingState.ARRIVED,
            BookingState.NO_SHOW,
            BookingState.LAPSED,
            BookingState.CANCELLED,
        }
    ),
    BookingState.ARRIVED: frozenset({BookingState.SERVED, BookingState.BOOKED}),
    BookingState.NO_SHOW: frozenset({BookingState.BOOKED, BookingState.ARRIVED}),
    BookingState.LAPSED: frozenset({BookingState.ARRIVED, BookingState.NO_SHOW}),
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
        BookingState.LAPSED,
    }
)

# Bookings that keep a person from booking again.
LIVE = frozenset({BookingState.HELD, BookingState.BOOKED, BookingState.ARRIVED})

# What becomes of a booking whose day is over. Whoever came was served. Nobody wrote
# down whether the others came: that is no absence, which would bring a pause (domain
# notes 1.3, lesson 6: nobody loses a booking to a clock alone). It may be put right.
DAY_OVER: dict[BookingState, BookingState] = {
    BookingState.BOOKED: BookingState.LAPSED,
    BookingState.ARRIVED: BookingState.SERVED,
}


def may_move(before: BookingState, after: BookingState) -> bool:
    """Test if a booking may go from one state to the other."""
    return after in MOVES[before]


class WaitingState(StrEnum):
    """Where somebody on the waiting list stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    LEFT = "left"
    OVER = "over"


WAITING_MOVES: dict[WaitingState, frozenset[WaitingState]] = {
    WaitingState.WAITING: frozenset(
        {WaitingState.OFFERED, WaitingState.LEFT, WaitingState.OVER}
    ),
    WaitingState.OFFERED: frozenset(
        {
            WaitingState.TAKEN,
            WaitingState.WAITING,
            WaitingState.LEFT,
            WaitingState.OVER,
        }
    ),
    WaitingState.TAKEN: frozenset(),
    WaitingState.LEFT: frozenset(),
    WaitingState.OVER: frozenset(),
}


class OfferState(StrEnum):
    """What became of a place that somebody on the list was offered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MISSED = "missed"


OFFER_MOVES: dict[OfferState, frozenset[OfferState]] = {
    OfferState.OPEN: frozenset(
        {OfferState.ACCEPTED, OfferState.DECLINED, OfferState.MISSED}
    ),
    OfferState.ACCEPTED: frozenset(),
    OfferState.DECLINED: frozenset(),
    OfferState.MISSED: frozenset(),
}

# What the state of its hold makes of an offer.
OFFER_OF: dict[BookingState, OfferState] = {
    BookingState.HELD: OfferState.OPEN,
    BookingState.CANCELLED: OfferState.DECLINED,
    BookingState.EXPIRED: OfferState.MISSED,
}


def is_late(arrived_at: datetime, starts_at: datetime, tolerance: timedelta) -> bool:
    """
    Test if somebody came later than their hour tolerates.

    Late people are served all the same, behind those who were on time; until they
    come, an officer may also mark them as absent (domain notes 1.3, lesson 6: nobody
    loses a booking to a clock alone).
    """
    return arrived_at > starts_at + tolerance
