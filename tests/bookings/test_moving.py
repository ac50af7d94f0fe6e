"""Taking a booking to another hour: once, until the day before, never two places."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.bookings import actions, moving
from loket.bookings.models import BookedPerson, Booking, Slot
from loket.bookings.moving import MoveRefusal, MoveRequest
from loket.bookings.states import BookingState
from loket.lib import ids
from loket.messaging.models import Notice
from loket.offices.models import Closure, Office, Service
from tests.bookings.conftest import NOW


@pytest.fixture
def siti():
    return ids.new()


@pytest.fixture
def book(hold, siti):
    """Book places of a slot, by default for siti."""

    def book(slot, *names, contact=siti):
        held = hold(slot, *(names or ["Siti"]), contact=contact)
        actions.confirm([(held.booking_id, contact)], NOW)
        return held.booking_id

    return book


@pytest.fixture
def move(siti):
    def move(booking, slot, contact=siti, now=NOW):
        (why,) = moving.move([MoveRequest(booking, contact, slot.id, now)])
        return why

    return move


def taken(*slots: Slot) -> tuple[int, ...]:
    return tuple(Slot.objects.get(id=slot.id).taken for slot in slots)


def test_the_old_place_is_free_and_the_new_one_taken(make_slot, book, move):
    nine, ten = make_slot(hour=9), make_slot(hour=10)
    booking = book(nine, "Siti", "Budi")

    assert move(booking, ten) is None
    assert taken(nine, ten) == (0, 2)
    moved = Booking.objects.get()
    assert (moved.slot_id, moved.moves, moved.state) == (ten.id, 1, BookingState.BOOKED)
    assert BookedPerson.objects.filter(is_live=True).count() == 2


def test_reminders_follow_the_booking(make_slot, book, move):
    before, after = make_slot(hour=13, days=3), make_slot(hour=13, days=5)
    booking = book(before)
    reminded = {notice.due_at for notice in Notice.objects.all()}

    move(booking, after)

    assert {notice.due_at - timedelta(days=2) for notice in Notice.objects.all()} == (
        reminded
    )
    assert reminded


def test_a_booking_is_moved_once(make_slot, book, move):
    nine, ten = make_slot(hour=9), make_slot(hour=10)
    booking = book(nine)
    move(booking, ten)

    assert move(booking, nine) is MoveRefusal.MOVED_BEFORE
    assert taken(nine, ten) == (0, 1)


def test_the_day_before_is_the_last_one(make_slot, book, move):
    tomorrow, later = make_slot(hour=9, days=1), make_slot(hour=9, days=3)
    # 23.59 of the day before and 00.00 of the day, in the office's own zone.
    midnight = NOW.replace(hour=17, minute=0)

    booking = book(tomorrow)
    assert move(booking, later, now=midnight) is MoveRefusal.TOO_LATE
    assert move(booking, later, now=midnight - timedelta(minutes=1)) is None


def test_a_full_hour_is_refused_and_nothing_changes(make_slot, book, move):
    nine, ten = make_slot(hour=9), make_slot(hour=10)
    booking = book(nine, "Siti", "Budi")
    book(ten, "Rina", contact=ids.new())

    assert move(booking, ten) is MoveRefusal.FULL
    assert taken(nine, ten) == (2, 1)


def test_the_hour_that_it_is_already_is_told_apart(slot, book, move):
    assert move(book(slot), slot) is MoveRefusal.SAME_HOUR
    assert taken(slot) == (1,)


def test_nobody_moves_what_is_not_theirs(make_slot, book, move):
    nine, ten = make_slot(hour=9), make_slot(hour=10)
    booking = book(nine)

    assert move(booking, ten, contact=ids.new()) is MoveRefusal.GONE
    assert move(ids.new(), ten) is MoveRefusal.GONE
    assert taken(nine, ten) == (1, 0)


def test_a_cancelled_booking_and_a_mere_hold_are_not_moved(
    make_slot, book, move, hold, siti
):
    nine, ten = make_slot(hour=9), make_slot(hour=10)
    booking = book(nine)
    actions.cancel([(booking, siti)], NOW)
    held = hold(nine, "Siti", contact=siti)

    assert move(booking, ten) is MoveRefusal.GONE
    assert move(held.booking_id, ten) is MoveRefusal.GONE


def test_hours_that_are_over_closed_or_elsewhere_are_not_open(
    make_slot, book, move, office, service
):
    booking = book(make_slot(hour=9, days=2))
    over = make_slot(hour=7, days=0)
    holiday = make_slot(hour=10, days=3)
    Closure.objects.create(
        agency=office.agency, day=holiday.day, reason="Hari Raya", source="test"
    )
    elsewhere, other_service = make_slot(hour=11), make_slot(hour=12)
    there = Office.objects.create(
        agency=office.agency, code="LB", name="LB", city="LB", zone="Asia/Makassar"
    )
    other = Service.objects.create(agency=office.agency, slug="b", names={"id": "B"})
    Slot.objects.filter(id=elsewhere.id).update(office_id=there.id)
    Slot.objects.filter(id=other_service.id).update(service_id=other.id)

    for slot in (over, holiday, elsewhere, other_service):
        assert move(booking, slot) is MoveRefusal.NOT_OPEN
    assert move(booking, Slot(id=0)) is MoveRefusal.NOT_OPEN


def test_the_last_place_goes_to_the_first_of_a_batch(make_slot, book, siti):
    nine, ten = make_slot(hour=9), make_slot(hour=10, capacity=1)
    rina = ids.new()
    first, second = book(nine), book(nine, "Rina", contact=rina)

    answers = moving.move(
        [MoveRequest(first, siti, ten.id, NOW), MoveRequest(second, rina, ten.id, NOW)]
    )

    assert answers == [None, MoveRefusal.FULL]
    assert taken(nine, ten) == (1, 1)


def test_a_booking_that_is_asked_for_twice_in_a_batch_moves_once(make_slot, book, siti):
    nine, ten, one = make_slot(hour=9), make_slot(hour=10), make_slot(hour=13)
    booking = book(nine)

    answers = moving.move(
        [MoveRequest(booking, siti, slot.id, NOW) for slot in (ten, one)]
    )

    assert answers == [None, MoveRefusal.MOVED_BEFORE]
    assert taken(nine, ten, one) == (0, 1, 0)


def test_two_who_change_places_wait_for_each_other(make_slot, book, siti):
    nine, ten = make_slot(hour=9, capacity=1), make_slot(hour=10, capacity=1)
    rina = ids.new()
    first, second = book(nine), book(ten, "Rina", contact=rina)

    answers = moving.move(
        [MoveRequest(first, siti, ten.id, NOW), MoveRequest(second, rina, nine.id, NOW)]
    )

    assert answers == [MoveRefusal.FULL, MoveRefusal.FULL]
    assert taken(nine, ten) == (1, 1)


@given(moves=st.integers(0, 3), days_left=st.integers(-3, 30))
def test_once_and_until_the_day_before(moves, days_left):
    assert (moving.fixed(moves, days_left) is None) == (moves == 0 and days_left >= 1)
