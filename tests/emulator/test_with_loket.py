"""
The fake and the channel that was built from the same documents understand each other.

Only tests may know both: the packages themselves meet over HTTP alone.
"""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from emulator.client import Citizen, Emulator
from loket.channels.types import (
    Accepted,
    Account,
    Choice,
    EventKind,
    InboundEvent,
    OutboundMessage,
    Refused,
    SendOutcome,
    Unclear,
)
from loket.channels.whatsapp.channel import WhatsApp
from tests.emulator.graph import NUMBER, SITI, TOKEN
from tests.emulator.receiver import Receiver

SECRETS = [b"training-app-secret"]
WHATSAPP = WhatsApp()


def send(emulator: Emulator, message: OutboundMessage) -> SendOutcome:
    account = Account(NUMBER, TOKEN, emulator.base_url, "v26.0")

    async def hand_over() -> SendOutcome:
        async with aiohttp.ClientSession() as http:
            return await WHATSAPP.send(http, account, message)

    return asyncio.run(hand_over())


def events(webhook: Receiver) -> list[InboundEvent]:
    found: list[InboundEvent] = []
    for one in webhook.received:
        header = one.headers["X-Hub-Signature-256"].encode()
        assert WHATSAPP.has_valid_signature(header, one.body, SECRETS)
        found += WHATSAPP.parse(one.body)
    return found


def test_everything_a_citizen_does_is_understood(
    emulator: Emulator, siti: Citizen, webhook: Receiver
) -> None:
    for kind in ("voice", "image", "sticker", "video", "document", "location"):
        siti.send(kind)
    siti.send("contacts")
    siti.send("unsupported")
    siti.changes_user_id()
    emulator.citizen("ID.123", name="Rina").say("tanpa nomor")
    assert emulator.wait_idle()
    kinds = [event.kind for event in events(webhook)]
    assert EventKind.UNKNOWN not in kinds
    assert kinds.count(EventKind.MESSAGE) == 10
    assert kinds.count(EventKind.IDENTITY) == 1


@pytest.mark.parametrize(
    "message",
    [
        OutboundMessage(words="halo", phone=SITI, reference="r"),
        OutboundMessage(words="a", phone=SITI, choices=[Choice("1", "Ya")]),
        OutboundMessage(
            words="a",
            phone=SITI,
            label="Lihat jam",
            choices=[Choice(f"{n}", f"Jam {n}", "sisa 2") for n in range(10)],
        ),
        OutboundMessage(words="kode", phone=SITI, qr="TS-7Q4M"),
        OutboundMessage(
            words="kode", phone=SITI, qr="TS-7Q4M", choices=[Choice("m", "Menu")]
        ),
    ],
)
def test_what_loket_sends_is_accepted_and_seen(
    emulator: Emulator, siti: Citizen, webhook: Receiver, message: OutboundMessage
) -> None:
    outcome = send(emulator, message)
    assert isinstance(outcome, Accepted)
    heard = siti.hears()
    assert heard.id == outcome.external_id
    assert heard.text == message.words
    assert heard.titles == [choice.title for choice in message.choices]
    if message.qr:
        assert emulator.fetch(heard.media_url).startswith(b"\x89PNG")
    assert emulator.wait_idle()
    receipts = [event.receipt for event in events(webhook) if event.receipt]
    assert [receipt.status.value for receipt in receipts] == [
        "sent",
        "delivered",
        "read",
    ]
    assert {receipt.reference for receipt in receipts} == {message.reference}


def test_forty_people_in_one_delivery_are_forty_events(
    emulator: Emulator, webhook: Receiver
) -> None:
    says = [{"phone": f"62812{n:08}", "text": f"pesan {n}"} for n in range(40)]
    said = emulator.deliver_together(says)
    assert emulator.wait_idle()
    assert [event.external_id for event in events(webhook)] == said


def test_refusals_and_lost_answers_are_told_apart(
    emulator: Emulator, siti: Citizen
) -> None:
    message = OutboundMessage(words="halo", phone=SITI, reference="r")
    emulator.switch(graph={"mode": "failing", "code": 131056, "next": 1})
    refused = send(emulator, message)
    assert isinstance(refused, Refused)
    assert refused.code == 131056
    emulator.switch(graph={"mode": "lose_answer", "next": 1})
    assert isinstance(send(emulator, message), Unclear)
    assert siti.hears().text == "halo"
