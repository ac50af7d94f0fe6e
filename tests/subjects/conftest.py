"""An office, two who wrote to it, and those whom they booked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import time_machine

from loket.bookings import actions
from loket.bookings.allocation import Granted, Request
from loket.bookings.models import Booking, Slot
from loket.bookings.people import Person
from loket.contacts import requests
from loket.contacts.models import Contact, Ground, Identity, RequestKind
from loket.contacts.requests import Proposal
from loket.lib import ids
from loket.lib.crypto import Keyring
from loket.messaging.file_store import FileStore
from loket.messaging.models import ChannelAccount, Conversation
from loket.offices.models import Agency, Office, Service
from loket.subjects import erasing

NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
# Officers who propose and approve; nobody asks whether they are known.
DEWI, HEAD = 7, 8
SITI = Person("Siti Aminah", date(1990, 3, 12))
BUDI = Person("Budi Santoso", date(1985, 2, 1))
RINA = Person("Rina Wati", date(2015, 7, 3))


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def office(db: None) -> Office:
    agency = Agency.objects.create(slug="tirtasari", name="Imigrasi Tirtasari")
    return make_office(agency, "TS")


def make_office(agency: Agency, code: str) -> Office:
    return Office.objects.create(
        agency=agency,
        code=code,
        name=f"Kantor {code}",
        city=code,
        zone="Asia/Jakarta",
        address="-",
    )


@pytest.fixture
def account(office: Office) -> ChannelAccount:
    return ChannelAccount.objects.create(
        agency=office.agency, kind="whatsapp", external_id="100", token=b""
    )


@pytest.fixture
def write(account: ChannelAccount) -> Callable[..., UUID]:
    """Let somebody have written; return their contact."""

    def write(name: str, phone: str) -> UUID:
        contact = Contact.objects.create(
            id=ids.new(), agency_id=account.agency_id, name=name, first_seen_at=NOW
        )
        Identity.objects.create(
            contact=contact,
            account_id=account.id,
            kind="phone",
            value=phone,
            first_seen_at=NOW,
        )
        Conversation.objects.create(
            id=ids.new(),
            account=account,
            contact_id=contact.id,
            agency_id=account.agency_id,
            last_inbound_at=NOW,
        )
        return contact.id

    return write


@pytest.fixture
def siti(write: Callable[..., UUID]) -> UUID:
    return write("Siti", "628120000001")


@pytest.fixture
def budi(write: Callable[..., UUID]) -> UUID:
    return write("Budi", "628120000002")


@pytest.fixture
def book(office: Office, keyring: Keyring) -> Callable[..., Booking]:
    """Book people, from a phone or at the counter, on a day to come or in the past."""
    services: dict[str, Service] = {}

    def book(
        contact: UUID | None,
        *people: Person,
        days: int = 1,
        service: str = "baru",
        at: Office = office,
    ) -> Booking:
        what = services.get(service) or Service.objects.create(
            agency=office.agency, slug=service, names={"id": service, "en": service}
        )
        services[service] = what
        starts_at = datetime.combine(NOW.date() + timedelta(days), time(3), UTC)
        slot, _ = Slot.objects.get_or_create(
            office_id=at.id,
            service_id=what.id,
            day=starts_at.date(),
            starts=time(10),
            defaults={"ends": time(11), "starts_at": starts_at, "capacity": 9},
        )
        before = starts_at - timedelta(days=3)
        asked = Request(contact, office.agency_id, slot.id, people, before)
        (granted,) = actions.book([asked], keyring)
        assert isinstance(granted, Granted)
        return Booking.objects.get(id=granted.booking_id)

    return book


@pytest.fixture
def store(tmp_path: Path, keyring: Keyring) -> FileStore:
    return FileStore(tmp_path / "files", keyring)


def propose(office, subject, *, kind=RequestKind.ERASURE, ends=True, also=(), by=DEWI):
    proposal = Proposal(
        office.agency_id, kind, subject, Ground.COUNTER, by, ends, list(also)
    )
    return requests.propose(proposal, NOW)


@pytest.fixture
def agreed(office):
    def agreed(subject, **more):
        number = propose(office, subject, **more)
        erasing.approve(number, HEAD, NOW)
        return number

    return agreed
