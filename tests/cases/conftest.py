"""An office open on weekdays, its kinds of cases, and a way to tell of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from loket.cases import actions, kinds, loading
from loket.cases.kinds import TypeRow
from loket.cases.models import Case
from loket.cases.records import CaseRecord, Outcome, Source, Taken
from loket.config import demo
from loket.contacts.models import Contact, Identity, IdentityKind
from loket.lib import ids
from loket.lib.crypto import Keyring
from loket.messaging.models import ChannelAccount
from loket.offices.models import Agency, Office, OpeningHours, Service

# A Monday, 10.00 in Jakarta.
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NUMBER = "9926112600000417"
PHONE = "6281200000001"
SYSTEM = "simkim"


@pytest.fixture
def office(db: None) -> Office:
    agency = Agency.objects.create(slug="tirtasari", name="Tirtasari")
    Service.objects.create(agency=agency, slug="pengambilan", names={"id": "Ambil"})
    office = Office.objects.create(
        agency=agency,
        code="TS",
        name="Kantor Tirtasari",
        city="Tirtasari",
        zone="Asia/Jakarta",
        address="Jalan Melati 1",
    )
    OpeningHours.objects.bulk_create(
        OpeningHours(
            office=office, weekday=weekday, opens_at=time(8), closes_at=time(15)
        )
        for weekday in range(5)
    )
    loading.load(agency, loading.read(demo.case_types()))
    return office


@pytest.fixture
def kind(office: Office) -> TypeRow:
    """The type "new passport"."""
    found = kinds.of_agencies([office.agency_id]).values()
    return next(one for one in found if one.slug == "paspor-baru")


@pytest.fixture
def account(office: Office) -> ChannelAccount:
    return ChannelAccount.objects.create(
        agency=office.agency,
        kind="whatsapp",
        external_id="1",
        display="+62",
        token=b"",
    )


@pytest.fixture
def siti(account: ChannelAccount) -> UUID:
    """A contact whose phone is the one on file."""
    contact = Contact.objects.create(
        id=ids.new(), agency_id=account.agency_id, name="Siti", first_seen_at=NOW
    )
    Identity.objects.create(
        contact=contact,
        account_id=account.id,
        kind=IdentityKind.PHONE,
        value=PHONE,
        first_seen_at=NOW,
    )
    return contact.id


@pytest.fixture
def source(office: Office) -> Source:
    return Source(office.agency_id, SYSTEM)


def record(stage: str = "terdaftar", number: str = NUMBER, **more: Any) -> CaseRecord:
    """What a system tells of Siti's new passport."""
    facts: dict[str, Any] = {
        "office": "TS",
        "type": "paspor-baru",
        "number": number,
        "stage": stage,
        "at": NOW,
        "name": "Siti Aminah",
        "birth_date": date(1990, 3, 12),
        "phone": PHONE,
        **more,
    }
    return CaseRecord(**facts)


@pytest.fixture
def take(source: Source, keyring: Keyring) -> Callable[..., list[Outcome]]:
    """Take in records of the system."""

    def take(*records: CaseRecord, now: datetime = NOW) -> list[Outcome]:
        return actions.take(records, source, now, keyring)

    return take


@pytest.fixture
def make_case(take: Callable[..., list[Outcome]]) -> Callable[..., Case]:
    """Make a case at a stage, told of at a moment."""

    def make(stage: str = "terdaftar", at: datetime = NOW, **more: Any) -> Case:
        (taken,) = take(record(stage, at=at, **more), now=at + timedelta(minutes=1))
        assert isinstance(taken, Taken)
        return Case.objects.get(id=taken.case_id)

    return make
