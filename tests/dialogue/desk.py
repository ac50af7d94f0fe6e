"""
A desk without a database.

`Desk` answers every command of the dialogue from memory, in whole batches like the
real rooms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from loket.dialogue import commands as c
from loket.dialogue import commands_people as cp
from loket.dialogue import engine
from loket.dialogue.types import Command
from tests.dialogue.filed import Filed
from tests.dialogue.kept import Booking, Slot
from tests.dialogue.known import Known
from tests.dialogue.listed import WaitingList
from tests.dialogue.places import AGENCY, EAST, MIDDLE, MONDAY, NEW, NOW, RENEWAL, WEST

HOLD_FOR = timedelta(minutes=10)


@dataclass
class Desk:
    """Everything the rooms know, in memory."""

    services: list[c.ServiceView] = field(default_factory=lambda: [NEW])
    offices: list[c.OfficeView] = field(default_factory=lambda: [WEST])
    slots: dict[int, Slot] = field(default_factory=dict)
    bookings: dict[UUID, Booking] = field(default_factory=dict)
    none: dict[date, c.NoHour] = field(default_factory=dict)
    called: set[UUID] = field(default_factory=set)
    coming: set[UUID] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    answering: cp.AnsweringView = field(
        default_factory=lambda: cp.AnsweringView(is_staffed=True)
    )
    counts: dict[str, int] = field(default_factory=dict)
    filed: Filed = field(default_factory=Filed)
    known: Known = field(default_factory=Known)
    waiting: WaitingList = field(default_factory=WaitingList)
    limited: c.NotHeld | None = None
    now: datetime = NOW

    def open(
        self,
        *,
        office: int = 1,
        service: int = 1,
        days: int = 5,
        hours: Sequence[int] = (8, 9, 10, 13),
        free: int = 4,
        first: date = MONDAY + timedelta(days=1),
    ) -> Desk:
        """Open hours on some days from tomorrow."""
        for ahead in range(days):
            for hour in hours:
                id_ = len(self.slots) + 1
                day = first + timedelta(days=ahead)
                self.slots[id_] = Slot(id_, office, service, day, time(hour), free)
        return self

    def find(self, day: date, hour: int, office: int = 1, service: int = 1) -> Slot:
        """Return the slot of an hour."""
        return next(
            slot
            for slot in self.slots.values()
            if (slot.day, slot.starts_at.hour, slot.office, slot.service)
            == (day, hour, office, service)
        )

    def fill(self, day: date, hour: int | None = None, office: int = 1) -> None:
        """Let others take every place of an hour, or of a day."""
        for slot in self.slots.values():
            if slot.day == day and slot.office == office:
                slot.free = slot.free if hour not in (None, slot.starts_at.hour) else 0

    def booked(self, contact: UUID | None = None) -> list[Booking]:
        """Return what is booked, of one contact or of all."""
        return [
            b
            for b in self.bookings.values()
            if b.is_live and not b.is_held and contact in (None, b.contact)
        ]

    def held(self) -> list[Booking]:
        """Return what is held and not yet booked."""
        return [b for b in self.bookings.values() if b.is_live and b.is_held]

    def release_due(self) -> None:
        """End the holds whose time is over, as a side job does."""
        for booking in self.held():
            if booking.until <= self.now:
                self._end(booking)

    def book(
        self, contact: UUID, name: str, born: date, slot: Slot | None = None
    ) -> Booking:
        """Book at once, as if it had been talked through before."""
        where = slot or next(iter(self.slots.values()))
        people = [c.PersonView(name, born)]
        made = Booking(uuid4(), contact, where, people, self.now, is_held=False)
        where.free -= 1
        self.bookings[made.id] = made
        return made

    # The answers, one by one.

    def hours(self, ask: c.FreeHours) -> Sequence[c.HourView] | c.NoHour:
        if ask.day in self.none:
            return self.none[ask.day]
        if ask.day < ask.now.astimezone(UTC).date():
            return c.NoHour(c.WhyNot.PAST)
        slots = self._slots(ask.office_id, ask.service_id, ask.day)
        if not slots:
            return c.NoHour(c.WhyNot.NOT_RELEASED)
        views = [
            c.HourView(s.id, s.day, s.starts_at, s.ends_at, s.free)
            for s in slots
            if s.free >= ask.size
        ]
        return views or c.NoHour(c.WhyNot.FULL)

    def days(self, ask: c.FreeDays) -> Sequence[c.DayView]:
        every = [ask.first + timedelta(days=n) for n in range(ask.days)]
        return [self._day(ask, day) for day in every]

    def _day(self, ask: c.FreeDays, day: date) -> c.DayView:
        hours = self.hours(c.FreeHours(ask.office_id, ask.service_id, day, 1, ask.now))
        if isinstance(hours, c.NoHour):
            return c.DayView(day, 0, hours)
        return c.DayView(day, sum(hour.free for hour in hours))

    def nearest(self, ask: c.NearestFree) -> Sequence[tuple[c.OfficeView, date]]:
        found = []
        for office in self.offices:
            free = [
                s.day
                for s in self.slots.values()
                if s.office == office.id and s.service == ask.service_id and s.free
            ]
            if office.id != ask.office_id and free:
                found.append((office, min(free)))
        return sorted(found, key=lambda pair: pair[1])[:3]

    def hold(self, ask: c.Hold) -> c.Held | c.NotHeld:
        slot = self.slots.get(ask.slot_id)
        refused = self._refused(ask, slot)
        if slot is None or refused is not None:
            return refused or c.NotHeld(c.HoldRefusal.NOT_OPEN)
        slot.free -= len(ask.people)
        until = ask.now + HOLD_FOR
        made = Booking(uuid4(), ask.contact_id, slot, ask.people, until)
        self.bookings[made.id] = made
        return c.Held(made.id, made.until)

    def _refused(self, ask: c.Hold, slot: Slot | None) -> c.NotHeld | None:
        if slot is not None:
            for person in ask.people:
                if self._has_booking(person, slot):
                    return c.NotHeld(c.HoldRefusal.ALREADY_BOOKED, person.name)
        if slot is not None and slot.free < len(ask.people):
            return c.NotHeld(c.HoldRefusal.FULL)
        return self.limited

    def confirm(self, ask: c.Confirm) -> c.BookingView | None:
        found = self._own(ask.booking_id, ask.contact_id)
        if found is None or (found.is_held and found.until <= ask.now):
            if found:
                self._end(found)
            return None
        found.is_held = False
        return self.view(found)

    def release(self, ask: c.Release) -> bool:
        found = self._own(ask.booking_id, ask.contact_id)
        return self._end(found) if found and found.is_held else False

    def cancel(self, ask: c.Cancel) -> bool:
        found = self._own(ask.booking_id, ask.contact_id)
        return self._end(found) if found and not found.is_held else False

    def move(self, ask: c.Move) -> c.BookingView | c.MoveRefusal:
        found = self._own(ask.booking_id, ask.contact_id)
        slot = self.slots.get(ask.slot_id)
        if found is None or found.is_held:
            return c.MoveRefusal.GONE
        why = found.fixed(ask.now) or found.refuses(slot)
        if slot is None or why:
            return why or c.MoveRefusal.NOT_OPEN
        found.slot.free += len(found.people)
        slot.free -= len(found.people)
        found.slot, found.moves = slot, found.moves + 1
        return self.view(found)

    def come(self, ask: c.Coming) -> bool:
        self.coming.add(ask.booking_id)
        return self._own(ask.booking_id, ask.contact_id) is not None

    def mine(self, ask: c.MyBookings) -> Sequence[c.BookingView]:
        views = [self.view(b) for b in self.booked(ask.contact_id)]
        return sorted(views, key=lambda v: (v.day, v.starts_at))

    def person(self, ask: c.AskPerson) -> bool:
        self.reasons.append(ask.reason)
        is_new = ask.contact_id not in self.called
        self.called.add(ask.contact_id)
        return is_new

    def view(self, booking: Booking) -> c.BookingView:
        slot = booking.slot
        service = next(
            s for s in [*self.services, NEW, RENEWAL] if s.id == slot.service
        )
        office = next(o for o in [WEST, MIDDLE, EAST] if o.id == slot.office)
        names = [person.name for person in booking.people]
        return c.BookingView(
            booking.id, booking.code, service, office, slot.day,
            slot.starts_at, slot.ends_at, len(names), names, booking.fixed(self.now),
        )  # fmt: skip

    def answerers(self) -> engine.Answerers:
        """Return what the engine needs, counting every command."""
        return {
            kind: self._many(kind, one)
            for kind, one in {
                c.AgencyName: lambda _: AGENCY,
                c.Services: lambda _: self.services,
                c.Offices: lambda ask: [
                    o
                    for o in self.offices
                    if ask.service_id in {s.id for s in self.services}
                ],
                c.FreeDays: self.days,
                c.FreeHours: self.hours,
                c.NearestFree: self.nearest,
                c.MyBookings: self.mine,
                cp.Answering: lambda _: self.answering,
                cp.PersonWanted: lambda ask: ask.contact_id in self.called,
                c.Release: self.release,
                c.Coming: self.come,
                c.Hold: self.hold,
                c.Move: self.move,
                c.Confirm: self.confirm,
                c.Cancel: self.cancel,
                **self.filed.answers(),
                **self.waiting.answers(),
                **self.known.answers(),
                c.AskPerson: self.person,
            }.items()
        }

    def _many(self, kind: type[Command[Any]], one: Any) -> engine.AnswerMany:
        def answer(asked: Sequence[Any]) -> list[Any]:
            self.counts[kind.__name__] = self.counts.get(kind.__name__, 0) + len(asked)
            return [one(ask) for ask in asked]

        return answer

    def _slots(self, office: int, service: int, day: date) -> list[Slot]:
        return [
            s
            for s in self.slots.values()
            if (s.office, s.service, s.day) == (office, service, day)
        ]

    def _has_booking(self, person: c.PersonView, slot: Slot) -> bool:
        return any(
            person in b.people and b.slot.service == slot.service
            for b in self.bookings.values()
            if b.is_live
        )

    def _own(self, id_: UUID, contact: UUID) -> Booking | None:
        found = self.bookings.get(id_)
        return found if found and found.is_live and found.contact == contact else None

    def _end(self, booking: Booking) -> bool:
        booking.is_live = False
        booking.slot.free += len(booking.people)
        return True


def later(desk: Desk, minutes: int) -> None:
    """Let time pass."""
    desk.now += timedelta(minutes=minutes)


def three_offices() -> Desk:
    """Return a desk of two services at three offices, one in each zone."""
    desk = Desk(services=[NEW, RENEWAL], offices=[WEST, MIDDLE, EAST])
    for office in (1, 2, 3):
        desk.open(office=office, service=1).open(office=office, service=2)
    return desk
