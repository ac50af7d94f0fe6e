"""What opens and closes hours, and what ends, as those who wait see it."""

from __future__ import annotations

from datetime import timedelta

from loket.bookings import actions, offers, reopening, retention
from loket.bookings.models import Offer, Slot, Waiting
from loket.lib.retention import Rule
from loket.offices.models import Closure
from tests.bookings.conftest import NOW, TOMORROW
from tests.bookings.test_waiting import state


def test_a_day_that_opens_again_goes_to_those_who_wait(slot, office, join):
    closure = Closure.objects.create(
        agency=office.agency, office=office, day=TOMORROW, reason="Listrik padam"
    )
    siti = join("Siti")
    assert offers.round_(NOW) == 0

    reopening.lift(closure, NOW)

    assert state(siti) == "offered"


def test_places_that_open_later_are_offered_when_they_open(slot, join):
    opens_at = NOW + timedelta(hours=1)
    Slot.objects.update(later=[[int(opens_at.timestamp()), slot.capacity]])
    siti = join("Siti")

    assert offers.round_(NOW) == 0
    assert offers.round_(opens_at) == 1
    assert state(siti) == "offered"


def test_whoever_is_over_on_the_list_goes_with_the_offers_and_their_bookings(
    fill, join, office, keyring
):
    budi = fill("Budi")
    fill("Tamu")
    join("Siti")
    actions.cancel([(budi.id, budi.contact_id)], NOW)
    actions.expire(NOW + timedelta(hours=1))
    offers.round_(NOW + timedelta(hours=1))
    offers.end_past(NOW + timedelta(days=3))
    (bookings, waited, *_) = retention.sweeps(keyring)
    rules = [Rule(one.data, office.agency_id, 90) for one in (bookings, waited)]
    later = NOW + timedelta(days=100)

    assert bookings.count(rules[0], later) == bookings.delete(rules[0], later) == 3
    assert waited.count(rules[1], later) == waited.delete(rules[1], later) == 1
    assert not Offer.objects.exists()
    assert not Waiting.objects.exists()
