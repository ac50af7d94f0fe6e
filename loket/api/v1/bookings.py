"""`/bookings`: who comes when. What can be done is what officers can do."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.conf import settings
from django.db import connection
from ninja import Query as Asked
from pydantic import Field

from loket.api import places
from loket.api.doors import CREATED, Noun
from loket.api.keys import ApiRequest
from loket.api.problems import Problem
from loket.api.shapes import Answer, Body, Day, Hour, Id, Query, Slug
from loket.bookings import actions, by_system, queries
from loket.bookings.allocation import Denied
from loket.bookings.by_system import NoChannel
from loket.bookings.models import Slot
from loket.bookings.moving import MoveRequest
from loket.bookings.people import Person
from loket.bookings.queries import BookingRow
from loket.bookings.reaching import Number
from loket.bookings.states import BookingState
from loket.lib import audit, clock
from loket.lib.audit import Entry
from loket.offices import queries as offices
from loket.offices.models import Service
from loket.partners.keys import Caller
from loket.partners.scopes import Scope

bookings = Noun("bookings")

MOST_PEOPLE = 5
EARLIEST_BIRTH = date(1900, 1, 1)


# Names on papers here are in Latin letters; one at least, and no signs of control.
_PLAIN = "[^\\u0000-\\u001f\\u007f-\\u009f]*"
_NAME = f"^{_PLAIN}[A-Za-zÀ-ɏ]{_PLAIN}$"
Name = Annotated[str, Field(max_length=100, pattern=_NAME)]


class PersonShape(Body):
    """Somebody who comes, as their papers say."""

    name: Name
    birth_date: Day


class ContactIn(Body):
    """Who is told and reminded by WhatsApp, and may go on there with the booking."""

    phone: str = Field(
        pattern="^[1-9][0-9]{7,14}$",
        description="Digits with the country code.",
        examples=["6281200000001"],
    )
    language: Literal["id", "en"] = "id"
    agreed: Literal[True] = Field(
        description="They agreed to be written to; if not, leave `contact` out. A STOP "
        "that they sent stands all the same."
    )


class BookingIn(Body):
    """One to five people who want places in one hour, together or not at all."""

    slot: Id = Field(description="Id, as GET /slots says.")
    people: list[PersonShape] = Field(min_length=1, max_length=MOST_PEOPLE)
    contact: ContactIn | None = Field(
        None, description="Without it nobody is told and nobody reminded."
    )


class MoveIn(Body):
    """The hour to which a booking goes."""

    slot: Id


class BookingOut(Answer):
    """A booking, without who comes. `held` ones are not confirmed yet."""

    id: UUID
    code: str
    state: BookingState
    size: int
    office: str
    service: str
    day: Day
    starts: Hour
    ends: Hour


class VisitOut(BookingOut):
    """A booking with who comes."""

    people: list[PersonShape]


class VisitsOut(Answer):
    """Who comes, came or did not come on a day, by hour."""

    bookings: list[VisitOut]


class BookingsAsked(Query):
    """Of which office, on which day."""

    office: Slug
    day: Day


@bookings.reads("/bookings", Scope.BOOKINGS_READ, VisitsOut)
def list_bookings(request: ApiRequest, asked: Asked[BookingsAsked]) -> VisitsOut:
    """List who comes to an office on a day. It is noted that you looked."""
    office = places.office(request.auth, asked.office)
    found = queries.of_day(office.id, asked.day, settings.LOKET_KEYRING())
    _note_seen(office.id, len(found))
    return VisitsOut(bookings=[_visit(row) for row in found])


@bookings.reads("/bookings/{uuid:booking_id}", Scope.BOOKINGS_READ, VisitOut)
def get_booking(request: ApiRequest, booking_id: UUID) -> VisitOut:
    """Read one booking with who comes. It is noted that you looked."""
    row = _found(request.auth, booking_id)
    _note_seen(row.office_id, 1)
    return _visit(row)


@bookings.writes("/bookings", Scope.BOOKINGS_WRITE, BookingOut, status=CREATED)
def book(request: ApiRequest, body: BookingIn) -> BookingOut:
    """
    Take places at once, for people who did not write to the desk themselves. With a
    contact, the booking is theirs in the chat, too.
    """
    now, caller = clock.now(), request.auth
    _check_slot(caller, body.slot)
    asked = [Person(one.name, one.birth_date) for one in body.people]
    if not all(EARLIEST_BIRTH <= one.birth_date <= now.date() for one in asked):
        raise Problem("conflict", reason="birth_date")
    to = Number(body.contact.phone, body.contact.language) if body.contact else None
    keyring = settings.LOKET_KEYRING()
    try:
        became = by_system.book(caller.agency_id, body.slot, asked, to, now, keyring)
    except NoChannel:
        raise Problem("conflict", reason="no_channel") from None
    if isinstance(became, Denied):
        raise Problem("conflict", reason=became.why.replace(" ", "_"))
    return _booking(_found(caller, became.booking_id))


@bookings.writes("/bookings/{uuid:booking_id}/moves", Scope.BOOKINGS_WRITE, BookingOut)
def move_booking(request: ApiRequest, booking_id: UUID, body: MoveIn) -> BookingOut:
    """Take a booking to another hour, by the rules for its citizen, who is told."""
    caller = request.auth
    row = _found(caller, booking_id)
    _check_slot(caller, body.slot)
    why = by_system.move(MoveRequest(row.id, row.contact_id, body.slot, clock.now()))
    if why is not None:
        raise Problem("conflict", reason=why.replace(" ", "_"))
    return _booking(_found(caller, booking_id))


@bookings.writes(
    "/bookings/{uuid:booking_id}/cancellation", Scope.BOOKINGS_WRITE, BookingOut
)
def cancel_booking(request: ApiRequest, booking_id: UUID) -> BookingOut:
    """Cancel a booking; its places are free again, and its citizen is told."""
    row = _found(request.auth, booking_id)
    if not by_system.cancel(row.id, clock.now()):
        raise Problem("conflict", reason=row.state)
    return _booking(_found(request.auth, booking_id))


@bookings.writes(
    "/bookings/{uuid:booking_id}/arrival", Scope.BOOKINGS_WRITE, BookingOut
)
def note_arrival(request: ApiRequest, booking_id: UUID) -> BookingOut:
    """Note that the people of a booking are there."""
    return _mark(request.auth, booking_id, BookingState.ARRIVED)


@bookings.writes(
    "/bookings/{uuid:booking_id}/absence", Scope.BOOKINGS_WRITE, BookingOut
)
def note_absence(request: ApiRequest, booking_id: UUID) -> BookingOut:
    """Note that nobody came."""
    return _mark(request.auth, booking_id, BookingState.NO_SHOW)


@bookings.writes(
    "/bookings/{uuid:booking_id}/expectation", Scope.BOOKINGS_WRITE, BookingOut
)
def take_mark_back(request: ApiRequest, booking_id: UUID) -> BookingOut:
    """Take back that they arrived, or that they did not come."""
    return _mark(request.auth, booking_id, BookingState.BOOKED)


def _mark(caller: Caller, booking_id: UUID, after: BookingState) -> BookingOut:
    row = _found(caller, booking_id)
    try:
        actions.mark(row.id, BookingState(row.state), after, clock.now())
    except actions.NotPossible:
        raise Problem("conflict", reason=row.state) from None
    return _booking(_found(caller, booking_id))


def _found(caller: Caller, booking_id: UUID) -> BookingRow:
    rows = queries.seen([booking_id], settings.LOKET_KEYRING())
    for row in rows:
        if places.sees(caller, row.office_id):
            return row
    raise Problem("not_found")


def _check_slot(caller: Caller, slot_id: int) -> None:
    found = Slot.objects.filter(id=slot_id).values_list("office_id", flat=True).first()
    if found is None or not places.sees(caller, found):
        raise Problem("not_found", reason="slot")


def _note_seen(office_id: int, count: int) -> None:
    about = Entry("person.seen", "", None, office_id, {"bookings": count})
    with connection.cursor() as cursor:
        audit.record(cursor, [about])


def _booking(row: BookingRow) -> BookingOut:
    return BookingOut(
        id=row.id,
        code=row.code,
        state=BookingState(row.state),
        size=row.size,
        office=offices.offices()[row.office_id].code,
        service=Service.objects.get(id=row.service_id).slug,
        day=row.day,
        starts=row.starts,
        ends=row.ends,
    )


def _visit(row: BookingRow) -> VisitOut:
    comes = [PersonShape(name=p.name, birth_date=p.birth_date) for p in row.people]
    return VisitOut(**dict(_booking(row)), people=comes)
