"""
Places and bookings against a plain model, in whatever order things happen.

The model is a list and some arithmetic; the house must agree with it after every
step, and three things must hold whatever was asked: no hour is oversold, `taken` is
the sum of what stands, and nobody has two live bookings of one service.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from loket.bookings import actions
from loket.bookings.allocation import HOLD_FOR, Granted, Refusal, Request
from loket.bookings.models import Booking, BookedPerson, Slot
from loket.bookings.people import Person
from loket.bookings.states import LIVE, TAKING, BookingState, may_move
from loket.config.keys import keyring
from loket.lib import ids
from loket.offices.models import Agency, Office, Service

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
PEOPLE = [Person(name, date(1990, 3, 12)) for name in ("Siti", "Budi", "Rina", "Tamu")]
HOURS = (9, 10)
STATES = st.sampled_from(list(BookingState))
FAMILY = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True)


@dataclass
class Known:
    """What the model knows of one booking."""

    slot: int
    people: list[Person]
    contact: UUID
    state: BookingState
    until: datetime


class Bookings(RuleBasedStateMachine):
    """Two hours of one service at one office, four people, three phones."""

    booked = Bundle("booked")

    @initialize(capacities=st.tuples(st.integers(0, 4), st.integers(0, 4)))
    def open(self, capacities: tuple[int, int]) -> None:
        self.now = NOW
        self.known: dict[UUID, Known] = {}
        self.contacts = [ids.new() for _ in range(3)]
        agency = Agency.objects.create(slug="a", name="A")
        self.office = Office.objects.create(
            agency=agency, code="TS", name="TS", city="T", zone="Asia/Jakarta"
        )
        self.service = Service.objects.create(agency=agency, slug="b", names={"id": "B"})
        self.capacity: dict[int, int] = {}
        self.starts: dict[int, time] = {}
        for hour, capacity in zip(HOURS, capacities, strict=True):
            self._set(time(hour), capacity)

    def teardown(self) -> None:
        transaction.set_rollback(True)

    def _set(self, starts: time, capacity: int) -> None:
        day = date(2026, 11, 24)
        actions.set_capacity(self.office, self.service.id, day, starts, capacity)
        slot = Slot.objects.get(office_id=self.office.id, starts=starts)
        self.capacity[slot.id], self.starts[slot.id] = capacity, starts

    def _slot(self, place: int) -> int:
        return sorted(self.capacity)[place]

    def _taken(self, slot: int) -> int:
        standing = [b for b in self.known.values() if b.slot == slot]
        return sum(len(b.people) for b in standing if b.state in TAKING)

    def _is_live(self, person: Person) -> bool:
        return any(
            person in b.people for b in self.known.values() if b.state in LIVE
        )

    def _give_back(self, contact: UUID) -> None:
        for booking in self.known.values():
            if booking.contact == contact and booking.state is BookingState.HELD:
                booking.state = BookingState.CANCELLED

    def _expected(self, slot: int, people: list[Person]) -> Refusal | None:
        if self._taken(slot) + len(people) > self.capacity[slot]:
            return Refusal.FULL
        if any(self._is_live(person) for person in people):
            return Refusal.ALREADY_BOOKED
        return None

    @rule(
        target=booked,
        asked=st.lists(
            st.tuples(st.integers(0, 1), FAMILY, st.integers(0, 2)),
            min_size=1,
            max_size=3,
            unique_by=lambda one: one[2],
        ),
    )
    def hold(self, asked: list[tuple[int, list[Person], int]]) -> object:
        requests = [
            Request(
                self.contacts[phone],
                self.office.agency_id,
                self._slot(place),
                people,
                self.now,
            )
            for place, people, phone in asked
        ]
        answers = actions.hold(requests, keyring())
        for request in requests:
            self._give_back(request.contact_id or UUID(int=0))
        made = []
        for request, answer in zip(requests, answers, strict=True):
            people = list(request.people)
            refusal = self._expected(request.slot_id, people)
            if isinstance(answer, Granted):
                assert refusal is None
                made.append(answer.booking_id)
                self.known[answer.booking_id] = Known(
                    request.slot_id,
                    people,
                    request.contact_id or UUID(int=0),
                    BookingState.HELD,
                    self.now + HOLD_FOR,
                )
            else:
                assert answer.why is refusal
        return multiple(*made)

    @rule(id_=booked, phone=st.none() | st.integers(0, 2))
    def confirm(self, id_: UUID, phone: int | None) -> None:
        booking = self.known[id_]
        contact = booking.contact if phone is None else self.contacts[phone]
        done = actions.confirm([(id_, contact)], self.now)
        may = booking.state is BookingState.HELD and booking.until > self.now
        assert done == ({id_} if may and contact == booking.contact else set())
        if done:
            booking.state = BookingState.BOOKED

    @rule(id_=booked)
    def release(self, id_: UUID) -> None:
        booking = self.known[id_]
        done = actions.release([(id_, booking.contact)], self.now)
        assert done == ({id_} if booking.state is BookingState.HELD else set())
        if done:
            booking.state = BookingState.CANCELLED

    @rule(id_=booked, phone=st.none() | st.integers(0, 2))
    def cancel(self, id_: UUID, phone: int | None) -> None:
        booking = self.known[id_]
        contact = booking.contact if phone is None else self.contacts[phone]
        done = actions.cancel([(id_, contact)], self.now)
        may = booking.state in (BookingState.HELD, BookingState.BOOKED)
        assert done == ({id_} if may and contact == booking.contact else set())
        if done:
            booking.state = BookingState.CANCELLED

    @rule(minutes=st.integers(1, 12))
    def expire(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        due = [
            booking
            for booking in self.known.values()
            if booking.state is BookingState.HELD and booking.until <= self.now
        ]
        assert actions.expire(self.now) == len(due)
        for booking in due:
            booking.state = BookingState.EXPIRED

    @rule(id_=booked, after=STATES)
    def mark(self, id_: UUID, after: BookingState) -> None:
        booking = self.known[id_]
        others = [b for other, b in self.known.items() if other != id_]
        doubles = any(
            b.state in LIVE and set(b.people) & set(booking.people) for b in others
        )
        # What takes places or gives them back is not marked by hand.
        by_hand = {BookingState.ARRIVED, BookingState.SERVED, BookingState.NO_SHOW}
        if after not in by_hand and (booking.state, after) not in BACK:
            return
        may = may_move(booking.state, after) and not (after in LIVE and doubles)
        if may:
            actions.mark(id_, booking.state, after, self.now)
            booking.state = after
        else:
            with pytest.raises(actions.NotPossible):
                actions.mark(id_, booking.state, after, self.now)

    @rule(place=st.integers(0, 1), capacity=st.integers(0, 5))
    def change_capacity(self, place: int, capacity: int) -> None:
        slot = self._slot(place)
        if capacity < self._taken(slot):
            with pytest.raises(actions.BelowTaken):
                self._set(self.starts[slot], capacity)
        else:
            self._set(self.starts[slot], capacity)

    @invariant()
    def hours_agree_with_the_model(self) -> None:
        for slot in Slot.objects.all():
            assert slot.taken == self._taken(slot.id)
            assert slot.taken <= slot.capacity == self.capacity[slot.id]

    @invariant()
    def bookings_agree_with_the_model(self) -> None:
        found = {b.id: b.state for b in Booking.objects.all()}
        assert found == {id_: b.state.value for id_, b in self.known.items()}

    @invariant()
    def nobody_has_two_live_bookings(self) -> None:
        live = [
            person
            for booking in self.known.values()
            if booking.state in LIVE
            for person in booking.people
        ]
        assert len(live) == len(set(live))
        assert BookedPerson.objects.filter(is_live=True).count() == len(live)


BACK = {
    (BookingState.ARRIVED, BookingState.BOOKED),
    (BookingState.NO_SHOW, BookingState.BOOKED),
}


@pytest.fixture
def one_world_each() -> Iterator[None]:
    yield


@pytest.mark.django_db(transaction=True)
def test_hours_bookings_and_people_agree_whatever_happens() -> None:
    class InATransaction(Bookings):
        def __init__(self) -> None:
            super().__init__()
            self.atomic = transaction.atomic()
            self.atomic.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    run_state_machine_as_test(
        InATransaction,
        settings=settings(
            max_examples=60,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert connection.is_usable()
