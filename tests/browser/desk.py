"""
A desk in a process of its own, with a busy day: `python -m tests.browser.desk PORT`.

It ends with the test run that started it: the end of its standard input is the end
of its parent.
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PASSWORD = "anggrek-biru-12"
HEAD, FRONT = "sari@loket.test", "dimas@loket.test"
ADMIN = "tuti@loket.test"
AUDITOR = "rina@loket.test"
PROVEN, INVITED = "wayan@loket.test", "yuni@loket.test"
BUSY = "TM"
NAMES = (
    "Siti Aminah", "Budi Santoso", "Rina Wulandari", "Agus Salim", "Dewi Lestari",
    "Eko Prasetyo", "Fitri Handayani", "Gilang Ramadhan", "Hana Pertiwi",
    "Indra Kusuma", "Joko Susilo", "Kartika Sari", "Lukman Hakim", "Maya Puspita",
)  # fmt: skip
STATES = ("booked", "served", "arrived", "booked", "no_show", "booked")


def main(port: int) -> None:
    """Fill the database and serve until told to stop."""
    import django
    import uvicorn

    django.setup()
    fill()
    config = uvicorn.Config(
        "loket.config.asgi:application",
        host="127.0.0.1",
        port=port,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )
    uvicorn.Server(config).run()


def fill() -> None:
    """Make the training agency, two officers, a busy day, and some trouble."""
    from django.core.management import call_command

    from loket.config.demo.seed import seed
    from loket.config.keys import keyring
    from loket.offices.models import Closure, Duty, Office, Role, Staff
    from tests.browser import answers, citizens, costs, full_day, news, things
    from tests.browser.talks import make_talks

    call_command("migrate", verbosity=0)
    agency = seed(keyring())
    Closure.objects.all().delete()
    office = Office.objects.get(code=BUSY)
    for email, name, duty, where in (
        (HEAD, "Sari Wulandari", Duty.HEAD, None),
        (FRONT, "Dimas Aji", Duty.FRONT_DESK, office),
        (ADMIN, "Tuti Alawiyah", Duty.ADMINISTRATOR, None),
        (AUDITOR, "Rina Kartika", Duty.AUDITOR, None),
        (PROVEN, "Wayan Sudira", Duty.OFFICER, office),
        (INVITED, "Yuni Hartati", Duty.OFFICER, office),
    ):
        staff = Staff.objects.create_user(email, PASSWORD, name=name)
        Role.objects.create(staff=staff, agency=agency, office=where, duty=duty)
    make_day(office)
    full_day.make_full_day()
    answers.remind(office)
    make_trouble(agency)
    make_talks(agency, Staff.objects.get(email=HEAD))
    citizens.make_citizens(agency, office, Staff.objects.get(email=HEAD))
    news.make_news(agency)
    costs.make_costs(agency)
    news.add_files("foto akta saya buram")
    proven, invited = (Staff.objects.get(email=email) for email in (PROVEN, INVITED))
    things.make_things(agency, proven, invited)


def make_day(office) -> None:
    """Hours around the present one, so that one of them is always now."""
    from loket.bookings.models import Booking, Slot

    local = datetime.now(UTC).astimezone(ZoneInfo(office.zone))
    Slot.objects.filter(office_id=office.id, day=local.date()).delete()
    service = Slot.objects.filter(office_id=office.id).first().service_id
    for hour in range(max(local.hour - 2, 0), min(local.hour + 3, 24)):
        starts = datetime.combine(local.date(), time(hour), local.tzinfo)
        slot = Slot.objects.create(
            office_id=office.id, service_id=service, day=local.date(),
            starts=time(hour), ends=time(hour + 1) if hour < 23 else time(23, 59),
            starts_at=datetime.now(UTC) + timedelta(hours=1), capacity=24,
        )  # fmt: skip
        _book(office, slot, hour)
        slot.refresh_from_db()
        slot.starts_at = starts
        slot.save()
        if hour <= local.hour:
            for n, booking in enumerate(Booking.objects.filter(slot=slot)):
                Booking.objects.filter(id=booking.id).update(state=STATES[n % 6])


def _book(office, slot, hour: int) -> None:
    from loket.bookings import actions
    from loket.bookings.allocation import Request
    from loket.bookings.people import Person
    from loket.config.keys import keyring

    now = datetime.now(UTC)
    requests = []
    for place in range(12):
        size = 3 if place == 2 else 1
        people = [
            Person(NAMES[(place + n) % len(NAMES)], date(1960 + hour, 1 + place, 1 + n))
            for n in range(size)
        ]
        requests.append(Request(None, office.agency_id, slot.id, people, now))
    actions.book(requests[:10], keyring())
    actions.hold(requests[10:], keyring())


def make_trouble(agency) -> None:
    """One of everything that waits for a person."""
    from django.utils import timezone

    from loket.channels import types
    from loket.channels.types import EventKind, InboundEvent, Sender
    from loket.contacts.models import Contact, Identity
    from loket.lib import ids
    from loket.messaging.models import (
        ChannelAccount,
        Conversation,
        Event,
        Message,
        Outbox,
    )

    now, account = timezone.now(), ChannelAccount.objects.get()
    rina = Contact.objects.create(
        id=ids.new(), agency_id=agency.id, name="Rina Wulandari", first_seen_at=now
    )
    Identity.objects.create(
        contact=rina, account_id=account.id, kind="phone", value="6281234567841",
        first_seen_at=now,
    )  # fmt: skip
    talk = Conversation.objects.create(
        id=ids.new(), account=account, contact_id=rina.id, agency_id=agency.id,
        last_inbound_at=now, person_wanted_at=now, person_wanted_for="",
    )  # fmt: skip
    said = InboundEvent(
        external_id="wamid.parked", account=account.external_id,
        kind=EventKind.MESSAGE, type="text", text="halo, mau tanya jam",
        sender=Sender(phone="6281234567841", name="Rina Wulandari"),
    )  # fmt: skip
    Event.objects.create(
        id=ids.new(), seq=1, account_id=account.id, kind="message", lane=1,
        contact_key=ids.new(), closes_turn=False, state=2,
        body=types.encode(said).decode(), body_id=ids.new(), received_at=now,
        reason="ValueError",
    )  # fmt: skip
    message = Message.objects.create(
        id=ids.new(), conversation_id=talk.id, account_id=account.id, direction="out",
        type="text", words="Terpesan. Kode Anda TS-7Q4MK.", options=[], state=1,
        external_id="", created_at=now, error_code=0, error_detail="",
    )  # fmt: skip
    Outbox.objects.create(
        message_id=message.id, seq=2, account_id=account.id, conversation_id=talk.id,
        payload="{}", version=0, state=2, attempts=1, due_at=now, claimed_at=now,
        detail="no answer within 20 s",
    )  # fmt: skip


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    main(int(sys.argv[1]))
