"""A day of an office as the agenda shows it: its hours, its people, and its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest

from django.utils import translation
from django.utils.safestring import SafeString

from loket.bookings import limiting, queries, reminders, search
from loket.bookings.limits import Kind
from loket.bookings.queries import BookingRow, Count, SlotRow
from loket.bookings.states import BookingState, is_late
from loket.lib.crypto import Keyring
from loket.offices import queries as offices
from loket.offices.models import Office
from loket.web.agenda import hours, rows
from loket.web.agenda.asked import Asked
from loket.web.agenda.hours import Counts, Hour, HourLook, Quota, Total

PERCENT = 100
SECONDS = 60


class Answer(StrEnum):
    """What somebody answered to a reminder, or that it did not reach them."""

    COMING = "coming"
    SILENT = "silent"
    UNDELIVERED = "undelivered"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Person:
    """
    A booking on the list, and what can be done with it. `late_min` is by how much they
    came too late, or would come if they came now.
    """

    booking: BookingRow
    service: str
    has_begun: bool
    is_undelivered: bool = False
    late_min: int = 0

    @property
    def name(self) -> str:
        """The first person of the booking."""
        return self.booking.people[0].name if self.booking.people else "-"

    @property
    def answer(self) -> Answer | None:
        """What they answered to the reminder of this hour, None if it was not said."""
        if self.booking.state == BookingState.CANCELLED:
            return Answer.CANCELLED
        if self.booking.coming_at is not None:
            return Answer.COMING
        if self.is_undelivered:
            return Answer.UNDELIVERED
        return Answer.SILENT if self.booking.reminded_at is not None else None


class Day:
    """A day of an office; what it needs is read when it is first asked for."""

    def __init__(
        self, office: Office, asked: Asked, now: datetime, keyring: Keyring
    ) -> None:
        self.office = office
        self.asked = asked
        self.now = now
        self.keyring = keyring
        self.day: date = asked.day
        self.is_today = now.date() == asked.day
        self.query = asked.query

    @cached_property
    def slots(self) -> Sequence[SlotRow]:
        """The hours of each service."""
        return queries.slots_of_day(self.office.id, self.day)

    @cached_property
    def states(self) -> Sequence[Count]:
        """How many people stand in which state, by hour."""
        minutes = self.figures[Kind.TOLERANCE_MIN]
        return queries.counts(self.office.id, self.day, minutes)

    @cached_property
    def figures(self) -> Mapping[Kind, int]:
        """What counts at the office: how late is late."""
        return limiting.figures_of(self.office.id)

    @property
    def tolerance(self) -> timedelta:
        """How long after the beginning of their hour people are still on time."""
        return timedelta(minutes=self.figures[Kind.TOLERANCE_MIN])

    @cached_property
    def bookings(self) -> list[BookingRow]:
        """Who comes in the chosen hour, or whom the search finds on all days."""
        if self.query:
            return search.find(self.office.id, self.query, self.day, self.keyring)
        if self.chosen is None:
            return []
        starts = self.chosen.starts
        return queries.of_day(self.office.id, self.day, self.keyring, starts)

    @cached_property
    def services(self) -> dict[int, str]:
        """The names of services in the language of the page."""
        language = translation.get_language() or "id"
        return {
            id_: service.names.get(language, service.names.get("id", ""))
            for id_, service in offices.services().items()
        }

    @cached_property
    def hours(self) -> list[Hour]:
        """The hours of the day, earliest first."""
        places: dict[time, list[SlotRow]] = defaultdict(list)
        for slot in self.slots:
            places[slot.starts].append(slot)
        sums = {starts: sum(s.capacity for s in row) for starts, row in places.items()}
        widest = max(sums.values(), default=1)
        begins = sorted(places)
        return [
            self._hour(places[starts], sums[starts], widest, following)
            for starts, following in zip_longest(begins, begins[1:])
        ]

    def _hour(
        self, row: list[SlotRow], capacity: int, widest: int, following: time | None
    ) -> Hour:
        starts, ends = row[0].starts, max(slot.ends for slot in row)
        has_gap = following is not None and following > ends
        return Hour(
            starts=starts,
            ends=ends,
            capacity=capacity,
            counts=Counts.of(self.counts_of(starts)),
            widest=widest,
            is_now=self.is_today and starts <= self.now.time() < ends,
            gap_until=following if has_gap else None,
        )

    @property
    def hour_rows(self) -> list[SafeString]:
        """The hours as rows of the table."""
        language = translation.get_language() or "id"
        minute = self.now.time().replace(second=0, microsecond=0)
        return [
            hours.draw(
                hour,
                HourLook(
                    self.day,
                    self.chosen is not None and hour.starts == self.chosen.starts,
                    bool(self.query),
                    minute if hour.is_now else None,
                    language,
                ),
            )
            for hour in self.hours
        ]

    def counts_of(self, starts: time | None = None) -> Counter[BookingState]:
        """Count the people of an hour, or of the day, by state."""
        counts: Counter[BookingState] = Counter()
        for one in self.states:
            if starts in (None, one.starts):
                counts[BookingState(one.state)] += one.people
        return counts

    @cached_property
    def chosen(self) -> Hour | None:
        """The hour that is asked for; else the present, the next or the first one."""
        wanted = [hour for hour in self.hours if hour.starts == self.asked.hour]
        if not wanted and self.is_today:
            wanted = [hour for hour in self.hours if hour.ends > self.now.time()]
        return next(iter(wanted or self.hours), None)

    @cached_property
    def people(self) -> list[Person]:
        """Who comes in the chosen hour, or whom the search finds, by name; those who
        cancelled stand last."""
        shown = self.bookings
        expected = [b.id for b in shown if b.state == BookingState.BOOKED]
        undelivered = reminders.undelivered(expected)
        found = [
            Person(
                booking,
                self.services.get(booking.service_id, ""),
                self._has_begun(booking),
                booking.id in undelivered,
                self._lateness(booking),
            )
            for booking in shown
        ]
        if self.query:
            return found
        return sorted(
            found,
            key=lambda one: (one.answer is Answer.CANCELLED, one.name.casefold()),
        )

    @property
    def rows(self) -> list[SafeString]:
        """The people as rows of the list."""
        look = rows.Look(
            self.day,
            bool(self.query),
            self.office.zone,
            translation.get_language() or "id",
        )
        return [rows.draw(person, look) for person in self.people]

    @cached_property
    def answers(self) -> Counter[Answer]:
        """Count the people shown who were to be reminded, by what they answered."""
        counts: Counter[Answer] = Counter()
        for person in self.people:
            is_open = person.booking.state in (
                BookingState.BOOKED,
                BookingState.CANCELLED,
            )
            if person.answer is not None and is_open:
                counts[person.answer] += person.booking.size
        return counts

    def _has_begun(self, booking: BookingRow) -> bool:
        return (booking.day, booking.starts) <= (self.now.date(), self.now.time())

    def _lateness(self, booking: BookingRow) -> int:
        """By how many minutes they came too late, or would come now; 0 if in time."""
        zone = self.now.tzinfo
        starts = datetime.combine(booking.day, booking.starts, zone)
        came = booking.arrived_at
        if came is None and not self._may_still_come(booking):
            return 0
        moment = came or self.now
        if not is_late(moment, starts, self.tolerance):
            return 0
        return int((moment - starts).total_seconds() // SECONDS)

    def _may_still_come(self, booking: BookingRow) -> bool:
        is_today = booking.day == self.now.date()
        return is_today and booking.state in (BookingState.BOOKED, BookingState.NO_SHOW)

    @cached_property
    def quotas(self) -> tuple[Quota, ...]:
        """The places of each service in the chosen hour."""
        return tuple(
            Quota(slot, self.services.get(slot.service_id, ""))
            for slot in self.slots
            if self.chosen is not None and slot.starts == self.chosen.starts
        )

    @property
    def has_lapsed(self) -> bool:
        """Test if the day ended with people of whom nothing was noted."""
        return self.total.lapsed > 0

    @cached_property
    def total(self) -> Total:
        """The figures under the table."""
        counts = self.counts_of()
        came = counts[BookingState.ARRIVED] + counts[BookingState.SERVED]
        due = came + counts[BookingState.NO_SHOW]
        return Total(
            served=counts[BookingState.SERVED],
            arrived=counts[BookingState.ARRIVED],
            booked=counts[BookingState.BOOKED],
            absent=counts[BookingState.NO_SHOW],
            lapsed=counts[BookingState.LAPSED],
            late=sum(one.late for one in self.states),
            free=sum(hour.free for hour in self.hours),
            came_percent=came * PERCENT // due if due else -1,
            due=due,
        )
