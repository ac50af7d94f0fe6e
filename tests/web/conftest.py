"""An office on a working day, its people, and those who booked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.db import connection
from django.test import Client

from loket.bookings import actions
from loket.bookings.allocation import Granted, Request
from loket.bookings.models import Booking, Slot
from loket.bookings.people import Person
from loket.lib.audit import TABLE
from loket.lib.crypto import Keyring
from loket.offices.models import (
    Agency,
    Duty,
    Office,
    OpeningHours,
    Role,
    Service,
    Staff,
)

# Tuesday, 24 November 2026, 10.30 in Tirtasari (WIB).
NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def office(db: None) -> Office:
    agency = Agency.objects.create(slug="tirtasari", name="Imigrasi Tirtasari")
    office = make_office(agency, "TS", "Asia/Jakarta")
    for weekday in range(5):
        OpeningHours.objects.create(
            office=office, weekday=weekday, opens_at=time(8), closes_at=time(12)
        )
    return office


def make_office(agency: Agency, code: str, zone: str) -> Office:
    return Office.objects.create(
        agency=agency,
        code=code,
        name=f"Kantor {code}",
        city=code,
        zone=zone,
        address="-",
    )


@pytest.fixture
def other_office(office: Office) -> Office:
    return make_office(office.agency, "LB", "Asia/Makassar")


@pytest.fixture
def service(office: Office) -> Service:
    return Service.objects.create(
        agency=office.agency,
        slug="baru",
        names={"id": "Paspor baru", "en": "New passport"},
    )


@pytest.fixture
def make_slot(office: Office, service: Service) -> Callable[..., Slot]:
    def make(hour: int = 10, capacity: int = 4, day: date = TODAY) -> Slot:
        return Slot.objects.create(
            office_id=office.id,
            service_id=service.id,
            day=day,
            starts=time(hour),
            ends=time(hour + 1),
            starts_at=datetime.combine(day, time(hour - 7), UTC),
            capacity=capacity,
        )

    return make


@pytest.fixture
def slot(make_slot: Callable[..., Slot]) -> Slot:
    return make_slot()


@pytest.fixture
def book(office: Office, keyring: Keyring, now) -> Callable[..., Booking]:
    def book(slot: Slot, *names: str) -> Booking:
        people = [Person(name, date(1990, 3, 12)) for name in names]
        before = datetime(2026, 11, 20, tzinfo=UTC)
        request = Request(None, office.agency_id, slot.id, people, before)
        (granted,) = actions.book([request], keyring)
        assert isinstance(granted, Granted)
        return Booking.objects.get(id=granted.booking_id)

    return book


@pytest.fixture
def make_staff(office: Office) -> Callable[..., Staff]:
    def make(
        name: str, duty: Duty, at: Office | None = None, password: str = ""
    ) -> Staff:
        email = f"{name.lower()}@loket.test"
        # A hash costs a tenth of a second: only those who sign in get a real one.
        staff = Staff(email=email, name=name, password="argon2$never")
        if password:
            staff.set_password(password)
        staff.save()
        Role.objects.create(staff=staff, agency=office.agency, office=at, duty=duty)
        return staff

    return make


@pytest.fixture
def siti(client: Client, make_staff: Callable[..., Staff], office: Office) -> Client:
    """The browser of Siti, who works at the front desk of one office."""
    client.force_login(make_staff("Siti", Duty.FRONT_DESK, office))
    return client


@pytest.fixture
def budi(make_staff: Callable[..., Staff]) -> Client:
    """The browser of Budi, head of all offices."""
    client = Client()
    client.force_login(make_staff("Budi", Duty.HEAD))
    return client


@pytest.fixture
def rina(make_staff: Callable[..., Staff]) -> Client:
    """The browser of Rina, who administers the agency."""
    client = Client()
    client.force_login(make_staff("Rina", Duty.ADMINISTRATOR))
    return client


def recorded() -> list[str]:
    """What was written into the list of what was done."""
    with connection.cursor() as cursor:
        cursor.execute(f"select action from {TABLE.table} order by id")
        return [action for (action,) in cursor.fetchall()]
