"""Closing hours under people: all of them moved or told, in one transaction or not."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from loket.bookings import actions, displaced, rearranging, reopening
from loket.bookings.allocation import Denied, Granted, Refusal, Request
from loket.bookings.changes import Lowering, NewHours
from loket.bookings.models import (
    Booking,
    Rearrangement,
    Slot,
)
from loket.bookings.placing import Wish
from loket.bookings.states import BookingState
from loket.lib import ids
from loket.messaging.models import Notice
from loket.offices import weeks
from loket.offices.calendar import Span
from loket.offices.models import Closure
from tests.bookings.closing import (
    DAY,
    closing,
    consistent,
    fill,
    in_closed_hours,
    person,
)
from tests.bookings.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_full_day_of_200_bookings_is_moved_as_it_was_shown(week, office, keyring):
    booked = fill(keyring, office)
    every = Booking.objects.order_by("id").values("id", "slot_id", "state")
    before = list(every)
    shown = rearranging.preview(closing(office), Wish.MOVE, NOW)

    assert len(booked) == len(shown.outcome.moved) == 200
    assert before == list(
        Booking.objects.order_by("id").values("id", "slot_id", "state")
    )
    assert not Closure.objects.exists()
    assert not Rearrangement.objects.exists()

    done = rearranging.apply(closing(office), Wish.MOVE, NOW, by=7)
    after = {one.visit.id: one.after.id for one in done.outcome.moved}
    assert after == {one.visit.id: one.after.id for one in shown.outcome.moved}
    assert dict(Booking.objects.values_list("id", "slot_id")) == after
    assert in_closed_hours(office) == 0
    assert set(Booking.objects.values_list("slot__day", flat=True)) == {
        date(2026, 11, 26)
    }
    assert consistent()


def test_what_is_done_does_not_need_more_statements_for_more_people(
    week, office, keyring, django_assert_max_num_queries
):
    fill(keyring, office)

    with django_assert_max_num_queries(45):
        rearranging.apply(closing(office), Wish.MOVE, NOW, by=7)


def test_whoever_booked_between_preview_and_action_is_moved_too(week, office, keyring):
    fill(keyring, office, count=2)
    shown = rearranging.preview(closing(office), Wish.MOVE, NOW)
    (late,) = fill(keyring, office, hours=[9], count=1)
    done = rearranging.apply(closing(office), Wish.MOVE, NOW, by=7)

    assert len(done.outcome.moved) == len(shown.outcome.moved) + 1
    assert Booking.objects.get(id=late).slot.day > DAY
    assert in_closed_hours(office) == 0


def test_after_a_closure_nobody_can_book_and_the_reason_is_kept(week, office, keyring):
    slot = Slot.objects.get(day=DAY, starts=time(9))
    rearranging.apply(closing(office), Wish.MOVE, NOW, by=7)
    request = Request(ids.new(), office.agency_id, slot.id, [person()], NOW)

    assert actions.hold([request], keyring) == [Denied(Refusal.NOT_OPEN)]
    assert Closure.objects.get().reason == "Listrik padam"


def test_a_part_of_a_day_sends_people_to_its_other_hours(week, office, keyring):
    moved = fill(keyring, office, hours=[8, 9], count=10, size=3)
    stays = fill(keyring, office, hours=[10], count=5)
    part = Span(time(8), time(9, 30))
    rearranging.apply(closing(office, part=part), Wish.MOVE, NOW, by=7)

    hours = Booking.objects.filter(id__in=moved).values_list("slot__starts", flat=True)
    assert set(hours) == {time(10), time(11)}
    assert {b.slot.starts for b in Booking.objects.filter(id__in=stays)} == {time(10)}
    assert consistent()


def test_cancelling_gives_places_back_and_lets_people_book_anew(week, office, keyring):
    booked = fill(keyring, office, hours=[8], count=3)
    done = rearranging.apply(closing(office), Wish.CANCEL, NOW, by=7)

    assert {one.visit.id for one in done.outcome.cancelled} == set(booked)
    assert set(Booking.objects.values_list("state", flat=True)) == {"cancelled"}
    assert not Slot.objects.filter(taken__gt=0).exists()


def test_holds_end_and_people_who_are_here_stay(week, office, keyring):
    (here,) = fill(keyring, office, hours=[8], count=1)
    actions.mark(here, BookingState.BOOKED, BookingState.ARRIVED, NOW)
    slot = Slot.objects.get(day=DAY, starts=time(9))
    actions.hold(
        [Request(ids.new(), office.agency_id, slot.id, [person()], NOW)], keyring
    )
    done = rearranging.apply(closing(office), Wish.MOVE, NOW, by=7)

    assert (len(done.outcome.holds), done.outcome.placed) == (1, [])
    assert Booking.objects.get(id=here).slot.day == DAY
    assert not Rearrangement.objects.exists()


def test_fewer_places_send_away_whoever_booked_last(week, office, keyring):
    first = fill(keyring, office, hours=[9], count=3)
    last = fill(keyring, office, hours=[9], count=2, now=NOW + timedelta(hours=1))
    (service_id,) = set(Slot.objects.values_list("service_id", flat=True))
    change = Lowering(office, service_id, DAY, time(9), 3, "Dua petugas sakit")
    done = rearranging.apply(change, Wish.MOVE, NOW, by=7)

    assert {one.visit.id for one in done.outcome.moved} == set(last)
    assert {b.slot.starts for b in Booking.objects.filter(id__in=first)} == {time(9)}
    slot = Slot.objects.get(day=DAY, starts=time(9))
    assert (slot.capacity, slot.taken) == (3, 3)
    reopening.take_back(Rearrangement.objects.get(), office, NOW)
    slot.refresh_from_db()
    assert (slot.capacity, slot.taken) == (50, 3)
    with pytest.raises(reopening.CannotUndo):
        reopening.take_back(Rearrangement.objects.get(), office, NOW)


def test_shorter_opening_hours_move_people_and_longer_ones_bring_the_hours_back(
    week, office, keyring
):
    moved = fill(keyring, office, hours=[11], count=4)
    short = {n: (Span(time(8), time(11)),) for n in range(5)}
    full = {n: (Span(time(8), time(12)),) for n in range(5)}
    days = (NOW.date(), NOW.date() + timedelta(days=60))

    def become(spans):
        change = NewHours(
            office, days, "Jam baru", lambda: weeks.set_week(office, spans)
        )
        return rearranging.apply(change, Wish.MOVE, NOW, by=7)

    done = become(short)
    assert {one.visit.id for one in done.outcome.moved} == set(moved)
    assert {b.slot.starts for b in Booking.objects.filter(id__in=moved)} == {time(10)}
    off = Slot.objects.filter(is_off=True).values_list("starts", flat=True)
    assert set(off) == {time(11)}
    become(full)
    assert not Slot.objects.filter(is_off=True).exists()
    actions.open_days(NOW)
    assert consistent()


def test_a_closed_day_opens_again_and_nobody_is_moved_back(week, office, keyring):
    (booking,) = fill(keyring, office, hours=[8], count=1)
    rearranging.apply(closing(office), Wish.MOVE, NOW, by=7)
    reopening.lift(Closure.objects.get(), NOW)
    slot = Slot.objects.get(day=DAY, starts=time(8))
    request = Request(ids.new(), office.agency_id, slot.id, [person()], NOW)

    assert isinstance(actions.hold([request], keyring)[0], Granted)
    assert Booking.objects.get(id=booking).slot.day > DAY
    assert Rearrangement.objects.get().undone_at == NOW


def test_people_without_an_address_are_listed_to_be_phoned(week, office, keyring):
    fill(keyring, office, hours=[8], count=2)
    rearranging.apply(closing(office), Wish.MOVE, NOW, by=7)
    change = Rearrangement.objects.get()
    listed = displaced.of(change.id, keyring)

    assert [one.must_be_called for one in listed] == [True, True]
    assert not Notice.objects.filter(kind__startswith="change").exists()
    displaced.call(change, listed[0].id, NOW)
    assert [one.must_be_called for one in displaced.of(change.id, keyring)] == [
        False,
        True,
    ]
