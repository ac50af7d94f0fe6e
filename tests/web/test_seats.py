"""Seats keep their order and their scale."""

from loket.bookings.states import BookingState
from loket.web.agenda import seats


def test_states_always_stand_in_one_order():
    counts = {BookingState.HELD: 1, BookingState.BOOKED: 1, BookingState.SERVED: 1}

    drawn = seats.draw(counts, capacity=4, widest=4)

    assert [seat.css for seat in drawn.seats] == ["sv", "bk", "hd2", "fr"]


def test_a_large_hour_stands_in_balanced_rows():
    drawn = seats.draw({}, capacity=55, widest=55)

    assert drawn.rows == 2
    assert seats.columns(55) == 28


def test_an_enormous_hour_keeps_to_three_rows():
    assert seats.draw({}, capacity=300, widest=300).rows == 3


def test_an_hour_without_places_can_be_drawn():
    assert seats.draw({}, capacity=0, widest=0).seats == []
