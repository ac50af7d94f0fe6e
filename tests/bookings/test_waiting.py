"""Places that become free go to those who wait, first come first served."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from loket.bookings import actions, offers, waiting
from loket.bookings.models import Booking, Offer, OfficeLimit, Slot, Waiting
from loket.bookings.waiting import Joined, JoinRefusal, NotJoined, Span
from loket.messaging.models import Notice
from tests.bookings.conftest import NOW, TOMORROW


def state(joined: Joined) -> str:
    return Waiting.objects.get(id=joined.waiting_id).state


def offered() -> list[tuple[UUID, str]]:
    return list(Offer.objects.order_by("made_at").values_list("waiting_id", "state"))


def cancel(booking: Booking, at: datetime = NOW) -> None:
    actions.cancel([(booking.id, booking.contact_id)], at)


def test_a_cancelled_place_is_held_for_the_first_in_line(slot, fill, join):
    budi, _ = fill("Budi"), fill("Tamu")
    siti, rina = join("Siti"), join("Rina")

    cancel(budi)

    slot.refresh_from_db()
    assert slot.taken == slot.capacity
    assert (state(siti), state(rina)) == ("offered", "waiting")
    hold = Booking.objects.get(state="held")
    assert hold.held_until == NOW + timedelta(minutes=30)
    notice = Notice.objects.get(kind="waiting.offer")
    assert notice.parameters == {"booking": str(hold.id)}
    assert (notice.due_at, notice.expires_at) == (NOW, hold.held_until)


def test_whoever_says_yes_has_the_place_and_waits_no_more(slot, fill, join):
    budi, _ = fill("Budi"), fill("Tamu")
    siti = join("Siti")
    cancel(budi)
    hold = Booking.objects.get(state="held")

    assert actions.confirm([(hold.id, hold.contact_id)], NOW) == {hold.id}
    offers.round_(NOW)

    assert state(siti) == "taken"
    assert offered() == [(siti.waiting_id, "accepted")]


def test_a_declined_place_goes_to_the_next_and_not_back(slot, fill, join):
    budi, _ = fill("Budi"), fill("Tamu")
    siti, rina = join("Siti"), join("Rina")
    cancel(budi)
    hold = Booking.objects.get(state="held")

    actions.release([(hold.id, hold.contact_id)], NOW)

    assert (state(siti), state(rina)) == ("waiting", "offered")


def test_an_offer_that_runs_out_is_passed_on_and_two_end_the_wait(
    slot, make_slot, fill, join
):
    budi, tamu = fill("Budi"), fill("Tamu")
    siti = join("Siti")
    cancel(budi)
    late = NOW + timedelta(minutes=31)

    actions.expire(late)
    offers.round_(late)
    assert state(siti) == "waiting"
    cancel(tamu, late)
    assert state(siti) == "waiting"  # the same hour is not offered twice

    other = make_slot(hour=11)
    offers.round_(late)
    assert state(siti) == "offered"
    assert Booking.objects.get(state="held").slot_id == other.id
    actions.expire(late + timedelta(minutes=31))
    offers.round_(late + timedelta(minutes=31))
    assert state(siti) == "over"


def test_a_family_is_offered_places_only_if_all_fit(make_slot, join):
    family, alone = join("Siti", "Budi", "Rina"), join("Tamu")
    slot = make_slot(capacity=2)

    offers.round_(NOW)

    assert (state(family), state(alone)) == ("waiting", "offered")
    slot.refresh_from_db()
    assert slot.taken == 1


def test_only_hours_that_were_wished_for_are_offered(make_slot, join):
    siti = join("Siti", span=Span(TOMORROW, TOMORROW, time(12), time(16)))
    make_slot(hour=9)
    offers.round_(NOW)
    assert state(siti) == "waiting"

    make_slot(hour=13)
    offers.round_(NOW)
    assert state(siti) == "offered"


def test_more_capacity_is_offered_at_once(office, service, slot, fill, join):
    fill("Budi"), fill("Tamu")
    siti = join("Siti")

    with time_machine.travel(NOW, tick=False):
        actions.set_capacity(office, service.id, slot.day, slot.starts, 3)

    assert state(siti) == "offered"


def test_at_night_the_place_is_held_and_the_offer_waits_for_the_morning(
    office, make_slot, join
):
    night = NOW + timedelta(hours=12)  # 22.00 in Jakarta
    siti = join("Siti")
    make_slot(hour=10)

    offers.round_(night)

    assert state(siti) == "offered"
    notice = Notice.objects.get(kind="waiting.offer")
    assert notice.due_at == datetime.fromisoformat("2026-11-24T07:00+07:00")
    assert notice.expires_at == notice.due_at + timedelta(minutes=30)


def test_nobody_is_offered_an_hour_that_they_cannot_reach(make_slot, join):
    siti = join("Siti")
    make_slot(hour=9)
    morning = datetime.fromisoformat("2026-11-24T08:15+07:00")

    offers.round_(morning)

    assert state(siti) == "waiting"


def test_how_long_an_offer_stands_is_the_office_s_own(office, make_slot, join):
    OfficeLimit.objects.create(
        office_id=office.id, kind="offer_min", value=60, source="SK 1", changed_at=NOW
    )
    join("Siti")
    make_slot()

    offers.round_(NOW)

    assert Booking.objects.get().held_until == NOW + timedelta(minutes=60)


def test_who_has_a_booking_or_waits_already_is_not_put_on_the_list(slot, fill, join):
    fill("Budi")
    contact = uuid4()

    refused = join("Siti", "Budi", contact=contact)
    first, again = join("Siti", contact=contact), join("Siti", contact=contact)

    assert refused == NotJoined(JoinRefusal.ALREADY_BOOKED, "Budi")
    assert isinstance(first, Joined)
    assert again == NotJoined(JoinRefusal.ALREADY_WAITING)


def test_who_leaves_gives_back_what_they_were_offered(slot, make_slot, join):
    siti, rina = join("Siti"), join("Rina")
    slot.capacity = 1
    slot.save()
    offers.round_(NOW)
    contact = Waiting.objects.get(id=siti.waiting_id).contact_id

    assert waiting.leave([(siti.waiting_id, uuid4())], NOW) == set()
    assert waiting.leave([(siti.waiting_id, contact)], NOW) == {siti.waiting_id}
    offers.round_(NOW)

    assert (state(siti), state(rina)) == ("left", "offered")


def test_a_hold_of_one_s_own_is_not_lost_to_an_offer(make_slot, hold, join):
    contact = uuid4()
    join("Siti", contact=contact)
    make_slot(hour=10)
    mine = hold(make_slot(hour=9), "Siti", contact=contact)

    offers.round_(NOW)

    assert Booking.objects.get(id=mine.booking_id).state == "held"
    assert not Offer.objects.exists()


def test_staff_may_offer_out_of_turn_with_a_reason(make_slot, join):
    _, rina = join("Siti"), join("Rina")
    slot = make_slot(capacity=1)
    by = offers.ByHand(7, "datang dari pulau")

    offers.offer_by_hand(rina.waiting_id, slot.id, by, NOW)

    assert state(rina) == "offered"
    made = Offer.objects.get()
    assert (made.staff_id, made.reason) == (7, "datang dari pulau")
    with pytest.raises(offers.CannotOffer):
        offers.offer_by_hand(rina.waiting_id, slot.id, by, NOW)


def test_the_list_is_seen_in_order_with_what_is_offered(
    office, make_slot, join, keyring
):
    siti, rina = join("Siti"), join("Rina", "Budi")
    make_slot(capacity=1)
    offers.round_(NOW)

    first, second = waiting.of_office(office.id, TOMORROW, keyring)

    assert (first.id, first.state, first.offered_hour) == (
        siti.waiting_id,
        "offered",
        time(9),
    )
    assert (second.id, second.place) == (rina.waiting_id, 2)
    assert [p.name for p in second.people] == ["Rina", "Budi"]
    assert waiting.count(office.id, TOMORROW) == 3


def test_the_wait_ends_with_its_last_day(join):
    siti = join("Siti")
    offers.end_past(NOW + timedelta(days=1))
    assert state(siti) == "waiting"

    offers.end_past(NOW + timedelta(days=2))
    assert state(siti) == "over"


def test_slots_of_another_office_are_no_use(office, service, make_slot, join):
    siti = join("Siti")
    there = make_slot()
    Slot.objects.filter(id=there.id).update(office_id=office.id + 1)

    assert offers.round_(NOW) == 0
    assert state(siti) == "waiting"
