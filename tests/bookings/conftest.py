"""An office with one service and a slot whose hour is still to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from loket.bookings import actions, waiting
from loket.bookings.allocation import Denied, Granted, Request
from loket.bookings.models import Booking, Release, Schedule, Slot, Waiting
from loket.bookings.people import Person
from loket.bookings.waiting import Span, Wish
from loket.lib import ids
from loket.lib.crypto import Keyring
from loket.offices.models import Agency, Office, OpeningHours, Service

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
BORN = date(1990, 3, 12)
TOMORROW = date(2026, 11, 24)


@pytest.fixture
def office(db: None) -> Office:
    agency = Agency.objects.create(slug="tirtasari", name="Tirtasari")
    return Office.objects.create(
        agency=agency,
        code="TS",
        name="Kantor Tirtasari",
        city="Tirtasari",
        zone="Asia/Jakarta",
        address="Jalan Melati 1",
    )


@pytest.fixture
def service(office: Office) -> Service:
    return Service.objects.create(
        agency=office.agency, slug="baru", names={"id": "Paspor baru", "en": "New"}
    )


@pytest.fixture
def make_slot(office: Office, service: Service) -> Callable[..., Slot]:
    def make(capacity: int = 2, hour: int = 9, days: int = 1) -> Slot:
        starts_at = NOW.replace(hour=hour - 7) + timedelta(days=days)
        return Slot.objects.create(
            office_id=office.id,
            service_id=service.id,
            day=starts_at.date(),
            starts=time(hour),
            ends=time(hour + 1),
            starts_at=starts_at,
            capacity=capacity,
        )

    return make


@pytest.fixture
def slot(make_slot: Callable[..., Slot]) -> Slot:
    return make_slot()


@pytest.fixture
def hold(office: Office, keyring: Keyring) -> Callable[..., Granted | Denied]:
    """Hold places of a slot for named people, all born on the same day."""

    def hold(
        slot: Slot, *names: str, contact: UUID | None = None, now: datetime = NOW
    ) -> Granted | Denied:
        people = [Person(name, BORN) for name in names]
        request = Request(contact or ids.new(), office.agency_id, slot.id, people, now)
        (answer,) = actions.hold([request], keyring)
        return answer

    return hold


@pytest.fixture
def week(office: Office, service: Service) -> None:
    """Four hours a day with 50 places each, from Monday to Friday."""
    for weekday in range(5):
        OpeningHours.objects.create(
            office=office, weekday=weekday, opens_at=time(8), closes_at=time(12)
        )
        for hour in (8, 9, 10, 11):
            Schedule.objects.create(
                office_id=office.id,
                service_id=service.id,
                weekday=weekday,
                starts_at=time(hour),
                ends_at=time(hour + 1),
                capacity=50,
            )
    Release.objects.create(
        office_id=office.id, service_id=service.id, horizon_days=14, opens_at=time(7)
    )
    actions.open_days(NOW)


@pytest.fixture
def join(office, service, keyring) -> Callable[..., Any]:
    """Put named people on the list of tomorrow."""

    def join(*names: str, span: Span | None = None, contact: UUID | None = None) -> Any:
        who = [Person(name, BORN) for name in names]
        wish = Wish(
            contact or uuid4(),
            office.agency_id,
            office.id,
            service.id,
            who,
            span or Span(TOMORROW, TOMORROW),
            NOW + timedelta(seconds=Waiting.objects.count()),
        )
        (answer,) = waiting.join([wish], keyring)
        return answer

    return join


@pytest.fixture
def fill(slot, hold) -> Callable[..., Any]:
    """Book a place of the slot."""

    def fill(*names: str) -> Booking:
        contact = uuid4()
        held = hold(slot, *names, contact=contact)
        actions.confirm([(held.booking_id, contact)], NOW)
        return Booking.objects.get(id=held.booking_id)

    return fill
