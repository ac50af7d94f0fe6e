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

from loket.bookings import by_staff, holding, people, rekeying, reminders
from loket.bookings.allocation import Denied, Granted, Request
from loket.bookings.holding import Terms
from loket.bookings.limits import Verdict
from loket.bookings.models import Ruling
from loket.bookings.people import Person
from loket.bookings.states import BookingState
from loket.channels.types import Sender
from loket.contacts import actions as contacts
from loket.contacts import consent
from loket.contacts.actions import Seen
from loket.contacts.consent import Word
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.messaging import first_words
from loket.messaging.models import ChannelAccount

QUERIES = sql.beside(__file__, "by_staff")


@dataclass(frozen=True, slots=True)
class Number:
    """The number to which somebody agreed to be written, and in which language."""

    phone: str
    language: str = "id"


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
        contact = _contact(asked) if asked.number else None
        request = Request(
            contact, asked.agency_id, asked.slot_id, asked.people, asked.now
        )
        terms = Terms(BookingState.BOOKED, is_limited=not asked.lifted)
        (answer,) = holding.hold([request], keyring, terms)
        if isinstance(answer, Denied):
            return answer
        made = [answer.booking_id]
        reminders.plan(reminders.expected(cursor, made), asked.now)
        by_staff.tell_booked(made, asked.now)
        _record(cursor, asked, answer, contact)
    return answer


def _contact(asked: AtCounter) -> UUID | None:
    account = (
        ChannelAccount.objects.filter(agency_id=asked.agency_id).order_by("id").first()
    )
    if account is None or asked.number is None:
        return None
    sender = Sender(phone=asked.number.phone)
    (contact,) = contacts.resolve([Seen(account.id, asked.agency_id, sender)])
    consent.say([Word(contact, account.id, is_stopped=False, said_at=asked.now)])
    first_words.begin(account.id, asked.agency_id, contact, asked.number.language)
    return contact


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
