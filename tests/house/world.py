"""
Two agencies with offices and people, to try every address with everybody's ids.

`IDS` names each id that an address may have, and how to find one of it: for one's own
office, a foreign office of the same agency, and a foreign agency.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from loket.bookings.models import (
    Booking,
    Displacement,
    Paper,
    Rearrangement,
    Ruling,
    Slot,
    Waiting,
)
from loket.cases.models import (
    Case,
    CaseDocument,
    CaseType,
    Import,
    Promise,
    Stage,
)
from loket.contacts.models import Contact, DataRequest, IdentityConflict
from loket.lib import clock, ids
from loket.lib.crypto import Keyring
from loket.messaging import file_store
from loket.messaging.models import (
    Alarm,
    ChannelAccount,
    Conversation,
    Event,
    File,
    Message,
)
from loket.messaging.states import EventState, FileState
from loket.offices.models import (
    Agency,
    Closure,
    Counter,
    DatedWeek,
    Duty,
    Fee,
    Office,
    OfficialAddress,
    OpeningHours,
    Role,
    Service,
    Staff,
)
from loket.partners.models import ApiKey, Delivery, Subscription
from tests.house.world_cases import cased
from tests.house.world_things import asked, booked, changed, connected, furnished, said

TOMORROW = clock.now().date() + timedelta(days=1)
EVERYWHERE = "everywhere"
HERE = "here"


@dataclass
class Place:
    """An office, and something of every kind that belongs to it."""

    office: Office
    service: Service
    booking: Booking
    kind: CaseType
    stage: Stage
    promise: Promise
    document: CaseDocument
    case: Case
    table: Import
    key: ApiKey
    hook: Subscription
    delivery: Delivery
    waits: Waiting
    paper: Paper
    ruling: Ruling
    account: ChannelAccount
    talk: Conversation
    event: Event
    message: Message
    file: File
    alarm: Alarm
    conflict: IdentityConflict
    fee: Fee
    address: OfficialAddress
    counter: Counter
    week: DatedWeek
    closure: Closure
    holiday: Closure
    change: Rearrangement
    displaced: Displacement
    person: Contact
    request: DataRequest
    erased: DataRequest
    colleague: Staff
    role: Role
    passkey: Authenticator
    session: UserSession


# The ids of addresses; some addresses need one of a kind of their own. Those in
# `OF_OFFICES` belong to an office, the others to an agency; those in `WORDS` to nobody.
IDS: dict[str, Callable[[Place], object]] = {
    "code": lambda place: place.office.code,
    "booking_id": lambda place: place.booking.id,
    "talk_id": lambda place: place.talk.id,
    "file_id": lambda place: place.file.id,
    "event_id": lambda place: place.event.id,
    "message_id": lambda place: place.message.id,
    "alarm_id": lambda place: place.alarm.id,
    "service_id": lambda place: place.service.id,
    "fee_id": lambda place: place.fee.id,
    "address_id": lambda place: place.address.id,
    "counter_id": lambda place: place.counter.id,
    "week_id": lambda place: place.week.id,
    "closure_id": lambda place: place.closure.id,
    "holiday-openings.closure_id": lambda place: place.holiday.id,
    "change_id": lambda place: place.change.id,
    "one_id": lambda place: place.displaced.id,
    "person_id": lambda place: place.person.id,
    "request_id": lambda place: place.request.id,
    "certificate.request_id": lambda place: place.erased.id,
    "conflict_id": lambda place: place.conflict.id,
    "staff_id": lambda place: place.colleague.id,
    "role_id": lambda place: place.role.id,
    "session_id": lambda place: place.session.id,
    "slug": lambda place: place.kind.slug,
    "stage_id": lambda place: place.stage.id,
    "promise_id": lambda place: place.promise.id,
    "document_id": lambda place: place.document.id,
    "case_id": lambda place: place.case.id,
    "import_id": lambda place: place.table.id,
    "key_id": lambda place: place.key.id,
    "hook_id": lambda place: place.hook.id,
    "delivery_id": lambda place: place.delivery.id,
    "waiting_id": lambda place: place.waits.id,
    "paper_id": lambda place: place.paper.id,
    "ruling_id": lambda place: place.ruling.id,
    "pk": lambda place: place.passkey.id,
}
OF_OFFICES = frozenset({"code", "booking_id", "waiting_id", "paper_id", "case_id"})
WORDS = {
    "step": "keys",
    "language": "id",
    "key": "hello.again",
    "who": "1",
    "token": "x",
    "position": "0",
}


class World:
    """
    One's own office, a foreign one of the same agency, and a foreign agency's; and a
    browser of somebody for each duty, at one's own office and at all of them.
    """

    def __init__(self, keyring: Keyring) -> None:
        ours = Agency.objects.create(slug="tirtasari", name="Tirtasari")
        theirs = Agency.objects.create(slug="lain", name="Lain")
        self.own = self._place(ours, "TS", keyring)
        self.foreign_office = self._place(ours, "LB", keyring)
        self.foreign_agency = self._place(theirs, "XX", keyring)
        self.people = {
            (duty.value, where): self._person(duty, where)
            for duty in Duty
            for where in (HERE, EVERYWHERE)
        }

    def _person(self, duty: Duty, where: str) -> Client:
        office = self.own.office if where == HERE else None
        staff = Staff.objects.create(
            email=f"{duty}.{where}@loket.test", name="Siti", password="argon2$never"
        )
        agency = self.own.office.agency
        Role.objects.create(staff=staff, agency=agency, office=office, duty=duty)
        client = Client(raise_request_exception=True)
        client.force_login(staff)
        return client

    def _place(self, agency: Agency, code: str, keyring: Keyring) -> Place:
        office = Office.objects.create(
            agency=agency, code=code, name=code, city=code, zone="Asia/Jakarta",
            address="-",
        )  # fmt: skip
        OpeningHours.objects.create(
            office=office, weekday=0, opens_at=time(8), closes_at=time(12)
        )
        service = Service.objects.create(
            agency=agency, slug=code.lower(), names={"id": "Baru", "en": "New"}
        )
        account = ChannelAccount.objects.create(
            agency=agency, kind="whatsapp", external_id=code, display="+62", token=b""
        )
        contact, other = self._contact(agency), self._contact(agency)
        colleague = Staff.objects.create(email=f"{code}@loket.test", name="Budi")
        booking = self._booking(office, service)
        return Place(
            **furnished(office),
            **changed(office, booking),
            **connected(office),
            **cased(office, keyring),
            **booked(office, service, contact, keyring),
            **asked(contact, colleague),
            office=office,
            service=service,
            booking=booking,
            account=account,
            talk=Conversation.objects.create(
                id=ids.new(), account=account, contact_id=contact.id,
                agency_id=agency.pk, last_inbound_at=clock.now(),
            ),
            event=self._event(account),
            message=said(account),
            file=self._file(account, keyring),
            alarm=Alarm.objects.create(
                kind="lag", subject=code, agency=agency, raised_at=clock.now(),
                last_at=clock.now(),
            ),
            conflict=IdentityConflict.objects.create(
                account_id=account.pk, kept=contact, other=other, seen_at=clock.now()
            ),
            colleague=colleague,
            role=Role.objects.create(
                staff=colleague, agency=agency, office=office, duty=Duty.OFFICER
            ),
            passkey=Authenticator.objects.create(
                user=colleague, type=Authenticator.Type.WEBAUTHN, data={"name": "x"}
            ),
            session=UserSession.objects.create(
                user=colleague, ip="10.0.0.1", session_key=code, user_agent="x"
            ),
        )  # fmt: skip

    @staticmethod
    def _contact(agency: Agency) -> Contact:
        return Contact.objects.create(
            id=ids.new(), agency_id=agency.pk, name="Rina", first_seen_at=clock.now()
        )

    @staticmethod
    def _booking(office: Office, service: Service) -> Booking:
        slot = Slot.objects.create(
            office_id=office.pk, service_id=service.pk, day=TOMORROW, starts=time(10),
            ends=time(11), starts_at=datetime.combine(TOMORROW, time(3), UTC),
            capacity=4, taken=1,
        )  # fmt: skip
        return Booking.objects.create(
            id=ids.new(), slot=slot, office_id=office.pk, service_id=service.pk,
            code=f"{office.code}-7Q4MK", size=1, state="booked",
            created_at=clock.now(), changed_at=clock.now(),
        )  # fmt: skip

    @staticmethod
    def _event(account: ChannelAccount) -> Event:
        return Event.objects.create(
            id=ids.new(), seq=1, account_id=account.pk, kind="message", lane=1,
            contact_key=uuid4(), closes_turn=False, state=EventState.PARKED, body="{}",
            body_id=uuid4(), received_at=clock.now(), reason="ValueError",
        )  # fmt: skip

    @staticmethod
    def _file(account: ChannelAccount, keyring: Keyring) -> File:
        file = File.objects.create(
            id=ids.new(), account_id=account.pk, conversation_id=ids.new(),
            event_id=ids.new(), external_id="m1", due_at=clock.now(),
            created_at=clock.now(), expires_at=clock.now(), kind="document",
            state=FileState.KEPT, filename="surat.pdf", size_bytes=8,
            content_type="application/pdf",
        )  # fmt: skip
        writing = file_store.here(keyring).begin(file.id)
        writing.add(b"%PDF-1.4")
        writing.finish()
        return file
