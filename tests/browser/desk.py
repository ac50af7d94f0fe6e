"""
A desk in a process of its own: migrates an empty database, fills a day, serves pages.

Run by the browser tests as `python -m tests.browser.desk PORT`.
"""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta

import django
import uvicorn

PASSWORD = "anggrek-biru-12"
HEAD, DESK = "sari@loket.test", "dimas@loket.test"
NAMES = (
    "Siti Aminah", "Budi Santoso", "Rina Wulandari", "Agus Salim", "Dewi Lestari",
    "Eko Prasetyo", "Fitri Handayani", "Gilang Ramadhan", "Hana Pertiwi", "Indra Kusuma",
    "Joko Susilo", "Kartika Sari", "Lukman Hakim", "Maya Puspita", "Nanda Pratama",
    "Oki Setiawan", "Putri Ayu", "Rangga Wijaya", "Sekar Arum", "Tono Sudarsono",
)  # fmt: skip


def main(port: int) -> None:
    """Fill the database and serve until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
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
    """Make the training agency, two officers, and a busy day at every office."""
    from django.core.management import call_command

    from loket.config.demo.seed import seed
    from loket.config.keys import keyring
    from loket.offices.models import Duty, Office, Role, Staff

    call_command("migrate", verbosity=0)
    agency = seed(keyring())
    people = ((HEAD, "Sari Wulandari", Duty.HEAD), (DESK, "Dimas Aji", Duty.FRONT_DESK))
    for email, name, duty in people:
        staff = Staff.objects.create_user(email, PASSWORD, name=name)
        office = None if duty is Duty.HEAD else Office.objects.get(code="TS")
        Role.objects.create(staff=staff, agency=agency, office=office, duty=duty)
    for number, office in enumerate(Office.objects.all()):
        _book(office, number)
    _trouble(agency)


def _book(office: object, number: int) -> None:
    """Fill some hours of the busiest days, and mark who came."""
    from loket.bookings import actions
    from loket.bookings.models import Booking, Slot
    from loket.bookings.people import Person
    from loket.config.keys import keyring
    from loket.bookings.allocation import Request
    from loket.lib import clock

    now = clock.now()
    day = Slot.objects.filter(office_id=office.id).earliest("day").day
    slots = list(Slot.objects.filter(office_id=office.id, day=day).order_by("starts"))
    Slot.objects.filter(id__in=[s.id for s in slots]).update(
        starts_at=now + timedelta(hours=1)
    )
    requests = []
    for n, slot in enumerate(slots):
        for place in range(slot.capacity * (90 - 4 * n) // 100):
            size = 3 if place == 2 else 1
            index = n * 31 + place
            people = [
                Person(
                    f"{NAMES[(index + k) % len(NAMES)]} {index // 20 or ''}".strip(),
                    date(1970 + index % 45, 1 + k, 1 + index % 28),
                )
                for k in range(size)
            ]
            requests.append(Request(None, office.agency_id, slot.id, people, now))
    held = [
        actions.book(requests[:-4], keyring()),
        actions.hold(requests[-4:], keyring()),
    ]
    assert held
    for slot in slots:
        Slot.objects.filter(id=slot.id).update(starts_at=slot.starts_at)
    states = ["served", "served", "served", "arrived", "booked", "no_show"]
    early = sorted({slot.starts for slot in slots})[:2]
    for index, booking in enumerate(
        Booking.objects.filter(
            office_id=office.id, slot__starts__in=early, state="booked"
        ).order_by("slot__starts", "id")
    ):
        booking.state = states[index % len(states)]
        booking.save(update_fields=["state"])


def _trouble(agency: object) -> None:
    """Something of everything that waits for a person."""
    from django.db import connection

    from loket.channels import types
    from loket.channels.types import EventKind, InboundEvent, Sender
    from loket.contacts.models import Contact, Identity
    from loket.lib import clock, ids
    from loket.messaging.models import ChannelAccount, Conversation

    account = ChannelAccount.objects.get()
    now = clock.now()
    contact = Contact.objects.create(
        id=ids.new(), agency_id=agency.id, name="Rina Wulandari", first_seen_at=now
    )
    Identity.objects.create(
        contact=contact,
        account_id=account.id,
        kind="phone",
        value="6281234567841",
        first_seen_at=now,
    )
    talk = Conversation.objects.create(
        id=ids.new(),
        account=account,
        contact_id=contact.id,
        agency_id=agency.id,
        last_inbound_at=now,
        person_wanted_at=now,
        person_wanted_for="asked twice",
    )
    event = InboundEvent(
        external_id="wamid.parked",
        account=account.external_id,
        kind=EventKind.MESSAGE,
        type="text",
        text="halo, mau tanya jam",
        sender=Sender(phone="6281234567841", name="Rina Wulandari"),
    )
    message = ids.new()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into messaging_event (id, account_id, kind, lane, contact_key, "
            "closes_turn, state, body, body_id, reason) "
            "values (%s, %s, 'message', 1, %s, false, 2, %s, %s, 'ValueError')",
            [ids.new(), account.id, ids.new(), types.encode(event).decode(), ids.new()],
        )
        cursor.execute(
            "insert into messaging_message (id, conversation_id, account_id, direction, "
            "type, words, state, created_at) values (%s, %s, %s, 'out', 'text', "
            "'Terpesan: Selasa 24 November pukul 10.00. Kode Anda TS-7Q4MK.', 1, now())",
            [message, talk.id, account.id],
        )
        cursor.execute(
            "insert into messaging_outbox (message_id, account_id, conversation_id, "
            "payload, version, state, claimed_at, detail) "
            "values (%s, %s, %s, '{}', 0, 2, now(), 'no answer within 20 s')",
            [message, account.id, talk.id],
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
