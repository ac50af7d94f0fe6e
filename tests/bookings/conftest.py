"""An office with one service and a slot whose hour is still to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from loket.bookings import actions
from loket.bookings.allocation import Denied, Granted, Request
from loket.bookings.models import Slot
from loket.bookings.people import Person
from loket.lib import ids
from loket.lib.crypto import Keyring
from loket.offices.models import Agency, Office, Service

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
BORN = date(1990, 3, 12)


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
