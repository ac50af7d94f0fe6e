"""`/slots`: hours and their places."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from ninja import Query as Asked
from pydantic import BeforeValidator, Field

from loket.api import places
from loket.api.doors import Noun
from loket.api.keys import ApiRequest
from loket.api.problems import Problem
from loket.api.shapes import Answer, Body, Day, Hour, Query, Slug, read_whole
from loket.bookings import actions, queries
from loket.lib import clock
from loket.offices.models import Office, Service
from loket.offices.queries import OfficeRow
from loket.partners.scopes import Scope

slots = Noun("slots")

MOST_PLACES = 1_000
# Further ahead nobody books; an hour that long from now is a slip of the pen.
FURTHEST = timedelta(days=400)
LAST_HOUR = 22

Capacity = Annotated[int, Field(ge=0, le=MOST_PLACES), BeforeValidator(read_whole)]


class SlotOut(Answer):
    """
    An hour of one service, on the clock of its office. `free` places can be booked at
    this moment; the others are taken, not released yet, or closed.
    """

    id: int
    office: str
    service: str
    day: Day
    starts: Hour
    ends: Hour
    capacity: int
    taken: int
    free: int


class SlotsOut(Answer):
    """The hours of a day in their order."""

    slots: list[SlotOut]


class SlotsAsked(Query):
    """Which hours."""

    office: Slug
    day: Day
    service: Slug | None = None


class SlotIn(Body):
    """How many people an hour can take. An hour that is not there yet is made."""

    office: Slug
    service: Slug
    day: Day
    starts: Hour
    capacity: Capacity


@slots.reads("/slots", Scope.SLOTS_READ, SlotsOut)
def list_slots(request: ApiRequest, asked: Asked[SlotsAsked]) -> SlotsOut:
    """List the hours of an office on a day."""
    office = places.office(request.auth, asked.office)
    services = Service.objects.filter(agency_id=office.agency_id)
    if asked.service is not None:
        services = services.filter(id=places.service(request.auth, asked.service).id)
    names = dict(services.values_list("id", "slug"))
    return SlotsOut(slots=_of_day(office, asked.day, names))


@slots.writes("/slots", Scope.SLOTS_WRITE, SlotOut, method="PUT")
def set_slot(request: ApiRequest, body: SlotIn) -> SlotOut:
    """Set how many people an hour can take, but not below what is taken."""
    office = places.office(request.auth, body.office)
    service = places.service(request.auth, body.service)
    today = clock.now().astimezone(office.tz).date()
    if not today <= body.day <= today + FURTHEST or body.starts.hour > LAST_HOUR:
        raise Problem("conflict", reason="out_of_reach")
    here = Office.objects.get(id=office.id)
    try:
        actions.set_capacity(here, service.id, body.day, body.starts, body.capacity)
    except actions.BelowTaken:
        raise Problem("conflict", reason="below_taken") from None
    for one in _of_day(office, body.day, {service.id: service.slug}):
        if one.starts == body.starts:
            return one
    raise Problem("conflict", reason="closed")


def _of_day(office: OfficeRow, day: date, services: dict[int, str]) -> list[SlotOut]:
    asked = [(office.id, service, day, 1) for service in services]
    found = queries.hours(asked, clock.now())
    free = {one.slot_id: one.free for hours in found for one in hours}
    return [
        SlotOut(
            id=one.id,
            office=office.code,
            service=services[one.service_id],
            day=day,
            starts=one.starts,
            ends=one.ends,
            capacity=one.capacity,
            taken=one.taken,
            free=free.get(one.id, 0),
        )
        for one in queries.slots_of_day(office.id, day)
        if one.service_id in services
    ]
