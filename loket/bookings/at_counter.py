"""
Booking for somebody at the counter who has no WhatsApp, or wants it done for them.

The same locks, constraints and limits hold as for the chat: whoever comes to the
counter gets no hour that a citizen at home could not have. An officer who lifts a limit
says why, and that is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection, transaction

from loket.bookings import by_staff, holding, people, reaching, rekeying, reminders
from loket.bookings.allocation import Denied, Granted, Request
from loket.bookings.holding import Terms
from loket.bookings.limits import Verdict
from loket.bookings.models import Ruling
from loket.bookings.people import Person
from loket.bookings.reaching import Number
from loket.bookings.states import BookingState
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.partners import hooks
from loket.partners.hooks import HookKind, Told

QUERIES = sql.beside(__file__, "by_staff")


@dataclass(frozen=True, slots=True)
class AtCounter:
    """One to five people who want places in a slot, and who books for them."""

    agency_id: int
    office_id: int
    slot_id: int
    people: Sequence[Person]
    staff_id: int
    now: datetime
    number: Number | None = None
    lifted: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A live booking of somebody: where and when."""

    booking_id: UUID
    code: str
    office_id: int
    day: date
    starts: time


def book(asked: AtCounter, keyring: Keyring) -> Granted | Denied:
    """
    Take places at once. With a number, its limits count unless `lifted` says why not,
    and the booking is messaged to it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        contact = None
        if asked.number is not None:
            contact = reaching.bind(
                asked.number, asked.agency_id, asked.now, ends_stop=True
            )
        request = Request(
            contact, asked.agency_id, asked.slot_id, asked.people, asked.now
        )
        terms = Terms(BookingState.BOOKED, is_limited=not asked.lifted)
        (answer,) = holding.hold([request], keyring, terms)
        if isinstance(answer, Denied):
            return answer
        made = [answer.booking_id]
        reminders.plan(reminders.expected(cursor, made), asked.now)
        by_staff.tell(made, by_staff.Told.BOOKED, "", asked.now)
        booked = Told(HookKind.BOOKING_BOOKED, answer.booking_id, asked.office_id)
        hooks.tell(cursor, [booked], asked.now)
        _record(cursor, asked, answer, contact)
    return answer


def _record(
    cursor: sql.Cursor, asked: AtCounter, made: Granted, contact: UUID | None
) -> None:
    place = (str(made.booking_id), asked.agency_id, asked.office_id)
    about = {"size": len(asked.people), "told": contact is not None}
    entries = [Entry("booking.made", *place, details=about)]
    if asked.lifted and contact is not None:
        Ruling.objects.create(
            office_id=asked.office_id,
            contact_id=contact,
            verdict=Verdict.ALLOW,
            reason=asked.lifted,
            staff_id=asked.staff_id,
            at=asked.now,
            until=asked.now + timedelta(seconds=1),
        )
        entries.append(Entry("limit.lifted", *place))
    audit.record(cursor, entries)


def standing(
    agency_id: int, service_id: int, who: Sequence[Person], keyring: Keyring
) -> list[Standing]:
    """Return the live bookings that people have for a service, wherever it is."""
    with transaction.atomic(), connection.cursor() as cursor:
        index = rekeying.index_in_use(keyring)
        keys = [people.key(keyring, index, agency_id, person) for person in who]
        found = sql.fetch(cursor, QUERIES["standing"], [service_id, keys])
    return [Standing(*row) for row in found]
