"""What an office of the world has set up, changed, and been asked."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import uuid4

from loket.bookings import papers
from loket.bookings.models import (
    Booking,
    Displacement,
    Rearrangement,
    Ruling,
    Waiting,
)
from loket.bookings.papers import DueList
from loket.contacts.models import Contact, DataRequest
from loket.contacts.states import RequestState
from loket.lib import clock, ids
from loket.lib.crypto import Keyring
from loket.messaging.models import ChannelAccount, Message
from loket.messaging.states import MessageState
from loket.offices.models import (
    Closure,
    Counter,
    DatedWeek,
    Fee,
    Office,
    OfficialAddress,
    Service,
    Staff,
)
from loket.partners.models import ApiKey, Delivery, Subscription
from loket.partners.states import DeliveryState

TODAY = clock.now().date()


def furnished(office: Office) -> dict[str, Any]:
    """Return one of each thing that is set for an office and its agency."""
    names = {"id": office.code, "en": office.code}
    return {
        "fee": Fee.objects.create(
            agency=office.agency, names=names, rupiah=350_000, source="-",
            valid_from=TODAY, read_on=TODAY,
        ),
        "address": OfficialAddress.objects.create(
            agency=office.agency, kind="page", value=f"{office.code}.test"
        ),
        "counter": Counter.objects.create(office=office, name="1"),
        "week": DatedWeek.objects.create(
            office=office, name="Puasa", first=TODAY + timedelta(days=40),
            last=TODAY + timedelta(days=60), source="-",
        ),
        "holiday": Closure.objects.create(
            agency=office.agency, day=TODAY + timedelta(days=30 + office.pk),
            kind="holiday", reason="Libur", source="-",
        ),
    }  # fmt: skip


def changed(office: Office, booking: Booking) -> dict[str, Any]:
    """Return a closure, the change that it was, and who lost an hour by it."""
    closure = Closure.objects.create(
        agency=office.agency, office=office, day=TODAY + timedelta(days=3),
        starts=time(14), ends=time(15), kind="local", reason="Listrik", source="-",
    )  # fmt: skip
    change = Rearrangement.objects.create(
        office_id=office.pk, kind="closure", reason="Listrik", first=closure.day,
        last=closure.day, undo={"closures": [closure.pk]}, made_at=clock.now(),
    )  # fmt: skip
    displaced = Displacement.objects.create(
        rearrangement=change, booking=booking, from_slot=booking.slot, is_told=False
    )
    return {"closure": closure, "change": change, "displaced": displaced}


def booked(
    office: Office, service: Service, contact: Contact, keyring: Keyring
) -> dict[str, Any]:
    """Return somebody on the waiting list, a kept day list, and a ruling."""
    now, id_ = clock.now(), uuid4()
    list_ = DueList(office.pk, TODAY)
    return {
        "waits": Waiting.objects.create(
            id=id_, agency_id=office.agency_id, office_id=office.pk,
            service_id=service.pk, contact_id=contact.id, size=1,
            sealed=keyring.seal(b"[]", id_.bytes), first_day=TODAY, last_day=TODAY,
            from_time=time(8), until_time=time(12), state="waiting", joined_at=now,
            changed_at=now,
        ),
        "paper": papers.save(list_, b"%PDF-1.4", 0, keyring, now),
        "ruling": Ruling.objects.create(
            office_id=office.pk, contact_id=contact.id, verdict="allow", reason="-",
            staff_id=1, at=now, until=now + timedelta(days=1),
        ),
    }  # fmt: skip


def connected(office: Office) -> dict[str, Any]:
    """Return the key of another system, where it is told of events, and one of them."""
    now = clock.now()
    hook = Subscription.objects.create(
        agency=office.agency, url="https://simkim.test/", kinds=[], made_at=now,
        secret_sealed=b"", disabled_at=now,
    )  # fmt: skip
    return {
        "key": ApiKey.objects.create(
            agency=office.agency, name="SIMKIM", source="simkim", hint="abcd",
            secret_hash=office.code.encode(), scopes=[], made_at=now,
        ),
        "hook": hook,
        "delivery": Delivery.objects.create(
            subscription=hook, event_id=uuid4(), kind="test", at=now, due_at=now,
            state=DeliveryState.FAILED,
        ),
    }  # fmt: skip


def said(account: ChannelAccount) -> Message:
    """Return what was sent to a citizen; nobody knows whether it came."""
    return Message.objects.create(
        id=ids.new(), conversation_id=ids.new(), account_id=account.pk,
        direction="out", type="text", words="-", options=[],
        state=MessageState.SENDING, external_id="", created_at=clock.now(),
        error_code=0, error_detail="",
    )  # fmt: skip


def asked(contact: Contact, by: Staff) -> dict[str, Any]:
    """Return somebody, a proposed copy for them, and an erasure that is done."""
    known: dict[str, Any] = {"agency_id": contact.agency_id, "asked_at": clock.now()}
    return {
        "person": contact,
        "request": DataRequest.objects.create(
            **known, kind="export", subject_id=contact.id, ground="letter",
            state=RequestState.PROPOSED, asked_by=by.pk, proposed_at=clock.now(),
        ),
        "erased": DataRequest.objects.create(
            **known, kind="erasure", subject_id=uuid4(), state=RequestState.DONE,
            approved_at=clock.now(), settled_at=clock.now(),
        ),
    }  # fmt: skip
