"""Somebody with a booking, and a provider who approves; the real rooms."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from loket.bookings import actions
from loket.bookings.allocation import Request
from loket.bookings.models import Slot
from loket.bookings.people import Person
from loket.channels.types import OutboundMessage, Sender
from loket.config.demo.seed import seed
from loket.contacts import actions as contacts
from loket.contacts.actions import Seen
from loket.dialogue.notices import templates
from loket.messaging import turns
from loket.messaging.models import (
    ChannelAccount,
    Conversation,
    Notice,
    Outbox,
    Template,
)
from loket.messaging.states import NoticeState
from loket.offices.models import Office

# Monday, 23 November 2026, 10:00 WIB. The visit is on Thursday at 10:00 WIB.
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
VISIT = NOW + timedelta(days=3)
DAY_BEFORE = VISIT - timedelta(days=1)
HOURS_BEFORE = VISIT - timedelta(hours=2)


@pytest.fixture
def account(db, keyring):
    seed(keyring)
    return ChannelAccount.objects.get()


@pytest.fixture
def office(account):
    return Office.objects.get(code="TS")


@pytest.fixture
def siti(account, keyring):
    """Somebody who wrote to us and then to nobody."""
    sender = Sender(phone="6281100000001", name="Siti")
    (contact,) = contacts.resolve([Seen(account.id, account.agency_id, sender)])
    turns.talks([(account.id, contact, account.agency_id)], keyring)
    wrote(NOW)
    return contact


def wrote(at, **changes):
    Conversation.objects.update(last_inbound_at=at, **changes)


@pytest.fixture
def book(account, office, keyring):
    def book(contact, name="Siti Aminah", at=VISIT):
        local = at.astimezone(ZoneInfo(office.zone))
        slot, _ = Slot.objects.get_or_create(
            office_id=office.id,
            service_id=account.agency.services.get(slug="paspor-baru").id,
            day=local.date(),
            starts=local.time(),
            defaults={"ends": time(local.hour + 1), "starts_at": at, "capacity": 5},
        )
        people = [Person(name, date(1990, 3, 12))]
        request = Request(contact, account.agency_id, slot.id, people, NOW)
        (granted,) = actions.book([request], keyring)
        return granted.booking_id

    return book


@pytest.fixture
def approve(account):
    """Let the provider approve our templates in some languages."""

    def approve(*languages: str) -> None:
        for one in templates.declared().templates:
            for language in languages:
                Template.objects.create(
                    business_id=account.business_id,
                    name=one.name,
                    language=language,
                    status="APPROVED",
                    category="UTILITY",
                    changed_at=NOW,
                )

    return approve


def sent() -> list[OutboundMessage]:
    found = Outbox.objects.order_by("seq").values_list("payload", flat=True)
    return [msgspec.json.decode(raw, type=OutboundMessage) for raw in found]


def states() -> list[NoticeState]:
    found = Notice.objects.order_by("due_at").values_list("state", flat=True)
    return [NoticeState(state) for state in found]
