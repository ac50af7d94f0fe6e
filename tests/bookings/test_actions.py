"""Taking places and giving them back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.bookings import actions
from loket.bookings.allocation import HOLD_FOR, Denied, Granted, Refusal, Request
from loket.bookings.models import BookedPerson, Booking
from loket.bookings.people import Person
from loket.bookings.states import BookingState
from loket.lib import ids
from tests.bookings.conftest import BORN, NOW


def test_a_place_is_held_for_ten_minutes(slot, hold):
    answer = hold(slot, "Siti Aminah")

    assert isinstance(answer, Granted)
    assert answer.until == NOW + HOLD_FOR
    slot.refresh_from_db()
    assert slot.taken == 1


def test_a_full_hour_is_refused(slot, hold):
    hold(slot, "Siti", "Budi")

    assert hold(slot, "Rina") == Denied(Refusal.FULL)
    slot.refresh_from_db()
    assert slot.taken == slot.capacity


def test_a_family_gets_all_places_or_none(slot, hold):
    hold(slot, "Siti")

    assert hold(slot, "Budi", "Rina") == Denied(Refusal.FULL)
    assert isinstance(hold(slot, "Rina"), Granted)
    assert Booking.objects.count() == 2


def test_a_small_family_fits_behind_a_large_one_that_does_not(slot, office, keyring):
    def ask(*names):
        people = [Person(name, BORN) for name in names]
        return Request(ids.new(), office.agency_id, slot.id, people, NOW)

    large, small = actions.hold([ask("a b", "c d", "e f"), ask("g h")], keyring)

    assert large == Denied(Refusal.FULL)
    assert isinstance(small, Granted)


def test_one_person_has_one_live_booking_however_the_name_is_written(make_slot, hold):
    hold(make_slot(hour=9), "SITI  Aminah")

    again = hold(make_slot(hour=10), "Siti Amínah")

    assert again == Denied(Refusal.ALREADY_BOOKED, "Siti Amínah")


def test_a_name_twice_in_one_family_is_refused(slot, hold):
    assert hold(slot, "Siti", "siti") == Denied(Refusal.ALREADY_BOOKED, "siti")


def test_a_new_hold_of_the_same_contact_replaces_the_old_one(make_slot, hold):
    siti, nine, ten = ids.new(), make_slot(hour=9), make_slot(hour=10)
    hold(nine, "Siti", contact=siti)

    assert isinstance(hold(ten, "Siti", contact=siti), Granted)
    nine.refresh_from_db()
    ten.refresh_from_db()
    assert (nine.taken, ten.taken) == (0, 1)


def test_an_hour_that_is_over_cannot_be_held(slot, hold):
    late = NOW + timedelta(days=2)

    assert hold(slot, "Siti", now=late) == Denied(Refusal.NOT_OPEN)


def test_a_hold_becomes_a_booking_when_confirmed(slot, hold):
    siti = ids.new()
    held = hold(slot, "Siti", contact=siti)

    assert actions.confirm([(held.booking_id, siti)], NOW) == {held.booking_id}
    assert Booking.objects.get().state == BookingState.BOOKED


def test_nobody_confirms_what_somebody_else_holds(slot, hold):
    held = hold(slot, "Siti")

    assert actions.confirm([(held.booking_id, ids.new())], NOW) == set()


def test_a_hold_that_ran_out_cannot_be_confirmed(slot, hold):
    siti = ids.new()
    held = hold(slot, "Siti", contact=siti)

    late = NOW + HOLD_FOR + timedelta(seconds=1)
    assert actions.confirm([(held.booking_id, siti)], late) == set()


def test_a_hold_that_ran_out_gives_its_places_back(slot, hold):
    hold(slot, "Siti", "Budi")

    assert actions.expire(NOW) == 0
    assert actions.expire(NOW + HOLD_FOR) == 1
    slot.refresh_from_db()
    assert slot.taken == 0
    assert not BookedPerson.objects.filter(is_live=True).exists()


def test_a_cancelled_booking_frees_places_and_people(slot, hold):
    siti = ids.new()
    held = hold(slot, "Siti", contact=siti)
    actions.confirm([(held.booking_id, siti)], NOW)

    assert actions.cancel([(held.booking_id, siti)], NOW) == {held.booking_id}
    assert actions.cancel([(held.booking_id, siti)], NOW) == set()
    assert isinstance(hold(slot, "Siti"), Granted)


def test_nobody_cancels_what_is_not_theirs(slot, hold):
    held = hold(slot, "Siti")

    assert actions.cancel([(held.booking_id, ids.new())], NOW) == set()


def test_capacity_cannot_go_below_what_is_taken(office, service, slot, hold):
    hold(slot, "Siti", "Budi")

    with pytest.raises(actions.BelowTaken):
        actions.set_capacity(office, service.id, slot.day, slot.starts, 1)
    actions.set_capacity(office, service.id, slot.day, slot.starts, 3)
    slot.refresh_from_db()
    assert slot.capacity == 3


def test_who_came_is_marked_and_unmarked(slot, hold):
    siti = ids.new()
    held = hold(slot, "Siti", contact=siti)
    actions.confirm([(held.booking_id, siti)], NOW)
    booked, arrived = BookingState.BOOKED, BookingState.ARRIVED

    actions.mark(held.booking_id, booked, arrived, NOW)
    with pytest.raises(actions.NotPossible):
        actions.mark(held.booking_id, booked, arrived, NOW)
    actions.mark(held.booking_id, arrived, booked, NOW)
    assert Booking.objects.get().state == booked


def test_a_no_show_that_booked_anew_stays_a_no_show(make_slot, hold):
    siti = ids.new()
    held = hold(make_slot(hour=9), "Siti", contact=siti)
    actions.confirm([(held.booking_id, siti)], NOW)
    actions.mark(held.booking_id, BookingState.BOOKED, BookingState.NO_SHOW, NOW)
    hold(make_slot(hour=10), "Siti")

    with pytest.raises(actions.NotPossible):
        actions.mark(held.booking_id, BookingState.NO_SHOW, BookingState.BOOKED, NOW)


def test_names_are_sealed_in_the_database(slot, hold, keyring):
    hold(slot, "Siti Aminah")

    sealed = bytes(BookedPerson.objects.get().sealed)
    assert b"Siti" not in sealed
