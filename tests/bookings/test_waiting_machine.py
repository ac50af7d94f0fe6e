"""
The waiting list in whatever order things happen.

After every step, and the round of the list that follows it within seconds: no hour is
oversold with its offers, an offer is a place that nobody else can have, nobody has two,
those who came first were asked first, and nobody waits beside a place that fits them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from loket.bookings import actions, offers, waiting
from loket.bookings.allocation import Granted, Request
from loket.bookings.limits import Kind
from loket.bookings.models import Booking, Offer, OfficeLimit, Slot, Waiting
from loket.bookings.people import Person
from loket.bookings.states import TAKING
from loket.bookings.waiting import Joined, Span, Wish
from loket.config.keys import keyring
from loket.lib import ids
from loket.offices.models import Agency, Office, Service

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)
HOURS = (9, 10)
BORN = date(1990, 3, 12)
PLACES = st.integers(0, 1)
SIZES = st.integers(1, 3)
SPANS = st.sampled_from([(0, 23), (9, 9), (10, 10)])


class Line(RuleBasedStateMachine):
    """Two hours of one service, and people who never meet: each has a phone."""

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()

    @initialize(capacities=st.tuples(st.integers(0, 3), st.integers(0, 3)))
    def open(self, capacities: tuple[int, int]) -> None:
        self.now, self.born, self.seen = NOW, 0, set[UUID]()
        agency = Agency.objects.create(slug="a", name="A")
        self.office = Office.objects.create(
            agency=agency, code="TS", name="TS", city="T", zone="Asia/Jakarta"
        )
        self.service = Service.objects.create(
            agency=agency, slug="b", names={"id": "B"}
        )
        OfficeLimit.objects.bulk_create(
            OfficeLimit(office_id=self.office.id, kind=k, value=1000, changed_at=NOW)
            for k in set(Kind) - {Kind.OFFER_MIN, Kind.OFFERS_MISSED}
        )
        for hour, capacity in zip(HOURS, capacities, strict=True):
            self._set(hour, capacity)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def _set(self, hour: int, capacity: int) -> None:
        with time_machine.travel(self.now, tick=False):
            actions.set_capacity(
                self.office, self.service.id, DAY, time(hour), capacity
            )

    def _people(self, size: int) -> list[Person]:
        first, self.born = self.born, self.born + size
        return [Person(f"Warga {first + n}", BORN) for n in range(size)]

    def _slot(self, place: int) -> Slot:
        return Slot.objects.order_by("starts")[place]

    @rule(size=SIZES, span=SPANS)
    def join(self, size: int, span: tuple[int, int]) -> None:
        self.now += timedelta(seconds=1)
        wish = Wish(
            ids.new(), self.office.agency_id, self.office.id, self.service.id,
            self._people(size), Span(DAY, DAY, time(span[0]), time(span[1])), self.now,
        )  # fmt: skip
        (joined,) = waiting.join([wish], keyring())
        assert isinstance(joined, Joined)
        offers.round_(self.now)

    @rule(place=PLACES, size=SIZES)
    def take(self, place: int, size: int) -> None:
        slot = self._slot(place)
        request = Request(
            ids.new(), self.office.agency_id, slot.id, self._people(size), self.now
        )
        (answer,) = actions.hold([request], keyring())
        assert isinstance(answer, Granted) == (slot.capacity - slot.taken >= size)

    @rule(which=st.integers(0, 20), says_yes=st.booleans())
    def answer(self, which: int, says_yes: bool) -> None:
        held = list(Booking.objects.filter(state="held").order_by("created_at", "id"))
        if held:
            one = held[which % len(held)]
            do = actions.confirm if says_yes else actions.release
            do([(one.id, one.contact_id)], self.now)
        offers.round_(self.now)

    @rule(which=st.integers(0, 20))
    def cancel(self, which: int) -> None:
        booked = list(Booking.objects.filter(state="booked").order_by("id"))
        if booked:
            one = booked[which % len(booked)]
            actions.cancel([(one.id, one.contact_id)], self.now)

    @rule(minutes=st.sampled_from([5, 11, 31]))
    def let_time_pass(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        actions.expire(self.now)
        # Whoever let an offer run out is considered for other hours in the next round.
        offers.round_(self.now)

    @rule(which=st.integers(0, 20))
    def leave(self, which: int) -> None:
        there = Waiting.objects.filter(state__in=["waiting", "offered"])
        if listed := list(there.order_by("joined_at")):
            one = listed[which % len(listed)]
            left = waiting.leave([(one.id, one.contact_id)], self.now)
            assert left == {one.id}
        offers.round_(self.now)

    @rule(hour=st.sampled_from(HOURS), more=st.integers(1, 2))
    def raise_capacity(self, hour: int, more: int) -> None:
        slot = Slot.objects.get(starts=time(hour))
        self._set(hour, slot.capacity + more)

    @invariant()
    def no_hour_is_oversold(self) -> None:
        for slot in Slot.objects.all():
            there = slot.bookings.filter(state__in=[s.value for s in TAKING])
            assert sum(b.size for b in there) == slot.taken <= slot.capacity

    @invariant()
    def an_offer_is_a_place_held_for_one_who_waits(self) -> None:
        standing = Offer.objects.filter(state="open", booking__state="held")
        asked = list(standing.values_list("contact_id", flat=True))
        assert len(asked) == len(set(asked))
        for one in standing.select_related("booking", "waiting"):
            assert one.booking.contact_id == one.contact_id == one.waiting.contact_id
            assert one.booking.size == one.waiting.size
            assert one.waiting.state == "offered"
        offered = Waiting.objects.filter(state="offered")
        assert set(offered.values_list("id", flat=True)) == set(
            Offer.objects.filter(state="open").values_list("waiting_id", flat=True)
        )

    @invariant()
    def who_came_first_was_asked_first(self) -> None:
        new = Offer.objects.exclude(id__in=self.seen).select_related("waiting")
        for one in new:
            earlier = Waiting.objects.filter(
                state="waiting",
                joined_at__lt=one.waiting.joined_at,
                size__lte=one.waiting.size,
            )
            slot = Slot.objects.get(id=one.slot_id)
            assert not [w for w in earlier if self._wants(w, slot)]
        self.seen |= {one.id for one in new}

    @invariant()
    def nobody_waits_beside_a_place_that_fits(self) -> None:
        for slot in Slot.objects.all():
            free = slot.capacity - slot.taken
            for one in Waiting.objects.filter(state="waiting", size__lte=free):
                assert not self._wants(one, slot)

    def _wants(self, one: Waiting, slot: Slot) -> bool:
        reached = self.now + timedelta(minutes=60) <= slot.starts_at
        was_asked = one.offers.filter(slot_id=slot.id).exists()
        return (
            reached and not was_asked and one.from_time <= slot.starts <= one.until_time
        )


@pytest.mark.django_db
def test_the_line_is_kept_whatever_happens() -> None:
    run_state_machine_as_test(
        Line,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            suppress_health_check=list(HealthCheck),
        ),
    )
