"""A day that is over keeps nobody from booking again, and blames nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.bookings import actions, arrivals, lapsing
from loket.bookings.allocation import Granted
from loket.bookings.arrivals import Came
from loket.bookings.limits import Kind
from loket.bookings.models import BookedPerson, Booking, Marking, OfficeLimit
from loket.bookings.states import BookingState
from tests.bookings.conftest import NOW
from tests.web.conftest import recorded

# The hour is at nine on the 24th in Jakarta; that day ends at 17:00 UTC.
LAST_MINUTE = NOW.replace(day=24, hour=16, minute=59)
MIDNIGHT = NOW.replace(day=24, hour=17)


def state(booking: Booking) -> str:
    booking.refresh_from_db()
    return booking.state


def test_who_was_not_noted_may_book_again_when_the_day_is_over(fill, make_slot, hold):
    booking = fill("Siti")

    assert lapsing.lapse(LAST_MINUTE) == 0
    assert lapsing.lapse(MIDNIGHT) == 1

    assert state(booking) == BookingState.LAPSED
    assert recorded()[-1] == "booking.lapsed"
    later = hold(make_slot(days=3), "Siti", now=MIDNIGHT)
    assert isinstance(later, Granted)


def test_who_came_was_served(fill):
    booking = fill("Siti")
    actions.mark(booking.id, BookingState.BOOKED, BookingState.ARRIVED, NOW)

    assert lapsing.lapse(MIDNIGHT) == 1

    assert state(booking) == BookingState.SERVED
    assert booking.arrived_at == NOW
    assert not BookedPerson.objects.filter(is_live=True).exists()


def test_it_is_no_absence_that_brings_a_pause(fill, office, make_slot, hold):
    OfficeLimit.objects.create(
        office_id=office.id, kind=Kind.NO_SHOWS, value=1, changed_at=NOW
    )
    booking = fill("Siti")
    lapsing.lapse(MIDNIGHT)
    asked = make_slot(days=3), "Siti"

    again = hold(*asked, contact=booking.contact_id, now=MIDNIGHT)
    assert isinstance(again, Granted)

    actions.release([(again.booking_id, booking.contact_id)], MIDNIGHT)
    Booking.objects.filter(id=booking.id).update(state=BookingState.NO_SHOW)
    missed = hold(*asked, contact=booking.contact_id, now=MIDNIGHT)
    assert missed.over.kind is Kind.NO_SHOWS


def test_a_hold_and_an_absence_are_left_alone(slot, fill, hold):
    absent = fill("Siti")
    actions.mark(absent.id, BookingState.BOOKED, BookingState.NO_SHOW, NOW)
    held = Booking.objects.get(id=hold(slot, "Budi").booking_id)

    assert lapsing.lapse(MIDNIGHT) == 0
    assert (state(absent), state(held)) == ("no_show", "held")


def test_places_of_the_past_stay_taken(slot, fill):
    fill("Siti", "Budi")

    lapsing.lapse(MIDNIGHT)

    slot.refresh_from_db()
    assert slot.taken == 2


def test_arrivals_on_paper_are_entered_days_later_and_closed_again(fill, office):
    booking = fill("Siti")
    lapsing.lapse(MIDNIGHT)
    late = MIDNIGHT + timedelta(days=5)
    came = Came(booking.id, NOW + timedelta(days=1))

    assert arrivals.enter(office.id, [came], by=1, now=late) == {booking.id}
    assert state(booking) == BookingState.ARRIVED
    assert lapsing.lapse(late + timedelta(minutes=59)) == 0
    assert lapsing.lapse(late + timedelta(hours=1)) == 1

    assert state(booking) == BookingState.SERVED
    assert booking.arrived_at == came.at
    assert Marking.objects.get(booking=booking).before == BookingState.LAPSED


def test_a_late_arrival_may_be_taken_back(fill, office):
    booking = fill("Siti")
    lapsing.lapse(MIDNIGHT)
    late = MIDNIGHT + timedelta(days=1)
    arrivals.enter(office.id, [Came(booking.id, NOW)], by=1, now=late)

    assert arrivals.take_back(office.id, [booking.id], 1, late) == {booking.id}

    assert lapsing.lapse(late + timedelta(hours=1)) == 1
    assert state(booking) == BookingState.LAPSED


def test_who_booked_anew_has_one_live_booking(fill, make_slot, hold, office):
    booking = fill("Siti")
    lapsing.lapse(MIDNIGHT)
    hold(make_slot(days=3), "Siti", now=MIDNIGHT)

    assert not arrivals.enter(office.id, [Came(booking.id, NOW)], 1, MIDNIGHT)
    with pytest.raises(actions.NotPossible):
        actions.mark(booking.id, BookingState.LAPSED, BookingState.ARRIVED, MIDNIGHT)
    # That nobody came may be noted all the same.
    actions.mark(booking.id, BookingState.LAPSED, BookingState.NO_SHOW, MIDNIGHT)


@pytest.mark.parametrize(("zone", "hours"), [("Asia/Jakarta", 0), ("Asia/Jayapura", 2)])
def test_a_day_ends_where_the_office_is(fill, office, zone, hours):
    fill("Siti")
    office.zone = zone
    office.save()

    ends = MIDNIGHT - timedelta(hours=hours)

    assert lapsing.lapse(ends - timedelta(seconds=1)) == 0
    assert lapsing.lapse(ends) == 1
