"""A desk with kinds of cases and hours, and other systems with keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client

from loket.bookings.models import Slot
from loket.cases import loading
from loket.config import demo
from loket.offices.models import Agency, Office, OpeningHours, Service
from loket.partners import keys
from loket.partners.keys import Wanted
from loket.partners.scopes import Scope

# A Monday, 10.00 in Jakarta.
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TOMORROW = date(2026, 11, 24)
NUMBER = "9926112600000417"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def make_office(agency: Agency, code: str, zone: str = "Asia/Jakarta") -> Office:
    office = Office.objects.create(
        agency=agency, code=code, name=code, city=code, zone=zone, address="-"
    )
    OpeningHours.objects.bulk_create(
        OpeningHours(office=office, weekday=day, opens_at=time(8), closes_at=time(15))
        for day in range(5)
    )
    return office


@pytest.fixture
def office(db: None) -> Office:
    agency = Agency.objects.create(slug="tirtasari", name="Tirtasari")
    Service.objects.create(agency=agency, slug="baru", names={"id": "Paspor baru"})
    loading.load(agency, loading.read(demo.case_types()))
    return make_office(agency, "TS")


@pytest.fixture
def other_office(office: Office) -> Office:
    return make_office(office.agency, "LB", "Asia/Makassar")


@pytest.fixture
def foreign_office(db: None) -> Office:
    """An office of another agency, with the same kinds of cases."""
    agency = Agency.objects.create(slug="lain", name="Lain")
    Service.objects.create(agency=agency, slug="baru", names={"id": "Paspor baru"})
    loading.load(agency, loading.read(demo.case_types()))
    return make_office(agency, "XX")


@pytest.fixture
def slot(office: Office) -> Slot:
    return make_slot(office)


def make_slot(office: Office, hour: int = 10, capacity: int = 4) -> Slot:
    return Slot.objects.create(
        office_id=office.id,
        service_id=Service.objects.get(agency=office.agency).id,
        day=TOMORROW,
        starts=time(hour),
        ends=time(hour + 1),
        starts_at=datetime.combine(TOMORROW, time(hour - 7), UTC),
        capacity=capacity,
    )


class System:
    """Another system with a key."""

    def __init__(self, secret: str) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def asks(self, path: str, **words: Any) -> Any:
        """Read something."""
        return self.client.get(f"/api/v1{path}", words, headers=self.headers)

    def sends(
        self, path: str, body: Any = None, method: str = "POST", **headers: str
    ) -> Any:
        """Send something."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            f"/api/v1{path}",
            body if isinstance(body, bytes) else json.dumps(body or {}),
            "application/json",
            headers={**self.headers, **more},
        )


@pytest.fixture
def make_system() -> Callable[..., System]:
    def make(
        agency: Agency, *scopes: Scope, offices: tuple[Office, ...] = (), **more: Any
    ) -> System:
        wanted = Wanted("SIMKIM", "simkim", scopes or tuple(Scope), offices, **more)
        _, secret = keys.add(agency, wanted, NOW)
        return System(secret)

    return make


@pytest.fixture
def system(office: Office, make_system: Callable[..., System]) -> System:
    """A system with all rights at all offices of the agency."""
    return make_system(office.agency)


def record(stage: str = "terdaftar", number: str = NUMBER, **more: Any) -> Any:
    """How Siti's new passport stands, as another system says."""
    return {
        "office": "TS",
        "type": "paspor-baru",
        "number": number,
        "stage": stage,
        "at": "2026-11-23T09:00:00+07:00",
        "name": "Siti Aminah",
        "birth_date": "1990-03-12",
        "phone": "6281200000001",
        **more,
    }
