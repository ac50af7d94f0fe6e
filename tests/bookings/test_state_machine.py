"""
Places and bookings against a plain model, in whatever order things happen.

The model is a list and some arithmetic; the house must agree with it after every
step, and three things must hold whatever was asked: no hour is oversold, `taken` is
the sum of what stands, and nobody has two live bookings of one service.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.db import transaction
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

from loket.bookings import actions, lapsing, moving
from loket.bookings.allocation import HOLD_FOR, Granted, Refusal, Request
from loket.bookings.limits import Kind
from loket.bookings.models import BookedPerson, Booking, OfficeLimit, Slot
from loket.bookings.moving import MoveRefusal, MoveRequest
from loket.bookings.people import Person
from loket.bookings.states import DAY_OVER, LIVE, TAKING, BookingState, may_move
from loket.config.keys import keyring
from loket.lib import ids
from loket.messaging.models import Notice
from loket.offices.models import Agency, Office, Service
from tests.bookings.known import Known

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
PEOPLE = [Person(name, date(1990, 3, 12)) for name in ("Siti", "Budi", "Rina", "Tamu")]
HOURS = (9, 10)
BY_HAND = {BookingState.ARRIVED, BookingState.SERVED, BookingState.NO_SHOW}
MARKS = st.sampled_from(sorted(BY_HAND | {BookingState.BOOKED}))
# Whose phone asks: most often the one that holds the booking.
PHONES = st.sampled_from([None, None, None, 0, 1, 2])
FAMILY = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True)


class Bookings(RuleBasedStateMachine):
    """Two hours of one service at one office, four people, three phones."""

    booked = Bundle("booked")

    def __init__(self) -> None:
        super().__init__()
        # Each example has a world of its own, which is undone afterwards.
        self.world = transaction.atomic()
        self.world.__enter__()

    @initialize(capacities=st.tuples(st.integers(1, 4), st.integers(1, 4)))
    def open(self, capacities: tuple[int, int]) -> None:
        self.now = NOW
        self.known: dict[UUID, Known] = {}
        self.contacts = [ids.new() for _ in range(3)]
        agency = Agency.objects.create(slug="a", name="A")
        self.office = Office.objects.create(
            agency=agency, code="TS", name="TS", city="T", zone="Asia/Jakarta"
        )
        self.service = Service.objects.create(
            agency=agency, slug="b", names={"id": "B"}
        )
        OfficeLimit.objects.bulk_create(
            OfficeLimit(office_id=self.office.id, kind=k, value=1000, changed_at=NOW)
            for k in Kind
        )
        self.capacity: dict[int, int] = {}
        self.starts: dict[int, time] = {}
        for hour, capacity in zip(HOURS, capacities, strict=True):
            self._set(time(hour), capacity)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

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
        return any(person in b.people for b in self.known.values() if b.state in LIVE)

    def _give_back(self, contact: UUID, slot: int) -> UUID | None:
        own = [b for b in self.known.values() if b.contact == contact]
        held = [b for b in own if b.state is BookingState.HELD]
        for booking in held:
            booking.state = BookingState.CANCELLED
        return contact if any(b.slot == slot for b in held) else None

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
        by_staff=st.booleans(),
    )
    def take(
        self, asked: list[tuple[int, list[Person], int]], by_staff: bool
    ) -> object:
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
        do = actions.book if by_staff else actions.hold
        state = BookingState.BOOKED if by_staff else BookingState.HELD
        answers = do(requests, keyring())
        none = UUID(int=0)
        held = {self._give_back(r.contact_id or none, r.slot_id) for r in requests}
        made = []
        # Whoever held a place of the very slot comes before the others.
        pairs = zip(requests, answers, strict=True)
        for request, answer in sorted(pairs, key=lambda p: p[0].contact_id not in held):
            people = list(request.people)
            refusal = self._expected(request.slot_id, people)
            if isinstance(answer, Granted):
                assert refusal is None
                made.append(answer.booking_id)
                self.known[answer.booking_id] = Known(
                    request.slot_id,
                    people,
                    request.contact_id or UUID(int=0),
                    state,
                    self.now + HOLD_FOR,
                )
            else:
                assert answer.why is refusal
        return multiple(*made)

    @rule(id_=booked, phone=PHONES)
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

    @rule(id_=booked, phone=PHONES)
    def cancel(self, id_: UUID, phone: int | None) -> None:
        booking = self.known[id_]
        contact = booking.contact if phone is None else self.contacts[phone]
        done = actions.cancel([(id_, contact)], self.now)
        may = booking.state in (BookingState.HELD, BookingState.BOOKED)
        assert done == ({id_} if may and contact == booking.contact else set())
        if done:
            booking.state = BookingState.CANCELLED

    @rule(id_=booked, place=st.integers(0, 1), phone=PHONES)
    def move(self, id_: UUID, place: int, phone: int | None) -> None:
        booking, slot = self.known[id_], self._slot(place)
        contact = booking.contact if phone is None else self.contacts[phone]
        (why,) = moving.move([MoveRequest(id_, contact, slot, self.now)])
        if booking.state is not BookingState.BOOKED or contact != booking.contact:
            assert why is MoveRefusal.GONE
        elif booking.slot == slot or booking.moves:
            assert why in (MoveRefusal.SAME_HOUR, MoveRefusal.MOVED_BEFORE)
        elif self._taken(slot) + len(booking.people) > self.capacity[slot]:
            assert why is MoveRefusal.FULL
        else:
            assert why is None
            booking.slot, booking.moves = slot, 1

    @rule(minutes=st.sampled_from([1, 2, 3, 11]))
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

    @rule(id_=booked, after=MARKS)
    def mark(self, id_: UUID, after: BookingState) -> None:
        booking = self.known[id_]
        others = [b for other, b in self.known.items() if other != id_]
        doubles = any(
            b.state in LIVE and set(b.people) & set(booking.people) for b in others
        )
        if after is BookingState.BOOKED and booking.state is BookingState.HELD:
            # Only its owner turns a hold into a booking.
            return
        may = may_move(booking.state, after) and not (after in LIVE and doubles)
        if may:
            actions.mark(id_, booking.state, after, self.now)
            booking.state = after
        else:
            with pytest.raises(actions.NotPossible):
                actions.mark(id_, booking.state, after, self.now)

    @rule()
    def end_the_day(self) -> None:
        """As if the desk had asked days later; what is asked next may come before."""
        due = [b for b in self.known.values() if b.state in DAY_OVER]
        assert lapsing.lapse(self.now + timedelta(days=3)) == len(due)
        for booking in due:
            booking.state = DAY_OVER[booking.state]

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

    @invariant()
    def reminders_are_of_what_stands_and_of_its_hour(self) -> None:
        hours = {s.id: f"{s.day} {s.starts:%H:%M}" for s in Slot.objects.all()}
        for notice in Notice.objects.all():
            booking = self.known[UUID(notice.parameters["booking"])]
            assert booking.state in TAKING - {BookingState.HELD}
            assert notice.parameters["hour"] == hours[booking.slot]


@pytest.mark.django_db
def test_hours_bookings_and_people_agree_whatever_happens() -> None:
    run_state_machine_as_test(
        Bookings,
        settings=settings(
            max_examples=50,
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
        ),
    )
