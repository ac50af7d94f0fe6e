"""The training page shows what the tables hold, and exists only there."""

from datetime import UTC, date, datetime, timedelta

import pytest

from loket.bookings import actions
from loket.bookings.allocation import Request
from loket.bookings.people import Person
from loket.channels import types
from loket.channels.types import (
    DeliveryStatus,
    EventKind,
    InboundEvent,
    OutboundMessage,
    Receipt,
    Sender,
)
from loket.contacts.models import Contact, Identity
from loket.lib import ids
from loket.messaging import turns
from loket.messaging.models import ChannelAccount, Event, Message
from loket.messaging.turns import Heard, Said
from loket.offices.models import Role
from loket.web.demo import behind, emulator, people

PHONE = people.CITIZENS[0].phone
STORED = datetime.now(UTC) - timedelta(seconds=2)


@pytest.fixture(autouse=True)
def now():
    """Ids and the database tell the real time here."""


@pytest.fixture
def talk(office, keyring):
    account = ChannelAccount.objects.create(
        agency=office.agency,
        kind="whatsapp",
        external_id="100",
        display="+62",
        token=b"",
    )
    contact = Contact.objects.create(
        id=ids.new(), agency_id=office.agency_id, name="Siti", first_seen_at=STORED
    )
    Identity.objects.create(
        contact=contact, account_id=account.id, kind="phone", value=PHONE,
        first_seen_at=STORED,
    )  # fmt: skip
    (talk,) = turns.talks([(account.id, contact.id, office.agency_id)], keyring)
    return talk


def store(event, received_at, state=1):
    return Event.objects.create(
        id=ids.new(), seq=1, account_id=1, kind=event.kind.value, lane=1,
        contact_key=ids.digest(event.receipt.message_id if event.receipt else PHONE),
        closes_turn=False, state=state, body=types.encode(event).decode(),
        body_id=ids.new(), received_at=received_at, reason="",
    )  # fmt: skip


def hear(talk, words, state=1):
    event = InboundEvent(
        external_id=ids.new().hex, account="100", kind=EventKind.MESSAGE,
        type="text", text=words, sender=Sender(phone=PHONE),
    )  # fmt: skip
    return event, store(event, STORED, state)


def answer(talk, words="ya, pesan"):
    event, stored = hear(talk, words)
    message = OutboundMessage(words="Terpesan", phone=PHONE)
    turns.keep([Heard(talk, stored.id, event)], [Said(talk, message, stored.id)])


def test_before_the_first_word_the_page_waits(client, office):
    page = client.get("/").content.decode()

    assert "Antre dari rumah," in page
    assert "talk=none" in page


def test_the_first_word_makes_the_page_listen(client, talk):
    answer(talk)

    page = client.get(f"/demo/steps/?phone={PHONE}&talk=none")

    assert page.headers["HX-Retarget"] == "#live"
    assert f"conversation:{talk.id}" in page.content.decode()


def test_the_newest_turn_is_told_step_by_step(client, talk):
    answer(talk)
    message = Message.objects.get(direction="out")
    Message.objects.filter(id=message.id).update(
        external_id="wamid.1", sent_at=STORED + timedelta(seconds=2.4)
    )
    receipt = Receipt(message_id="wamid.1", status=DeliveryStatus.READ)
    event = InboundEvent(
        external_id="r1", account="100", kind=EventKind.RECEIPT, type="read",
        receipt=receipt,
    )  # fmt: skip
    store(event, STORED + timedelta(seconds=3.1))

    turn = behind.newest(people.talk_of(PHONE))

    assert turn.words == "ya, pesan"
    assert turn.stored_at == STORED
    assert turn.after_read >= timedelta(seconds=2)
    assert turn.after_sent == timedelta(seconds=2.4)
    assert turn.after_arrived == timedelta(seconds=3.1)
    page = client.get("/").content.decode()
    assert "Di balik pesan “ya, pesan”" in page
    assert "+2,4 dtk" in page
    assert "Centang biru pukul" in page


def test_the_booking_of_the_turn_is_marked(client, talk, slot, office, keyring):
    born = date(1990, 3, 12)
    slot.starts_at = STORED + timedelta(hours=1)
    slot.save()
    request = Request(
        talk.contact_id, office.agency_id, slot.id,
        [Person("Siti", born)], STORED + timedelta(seconds=1),
    )  # fmt: skip
    actions.book([request], keyring)
    answer(talk)

    page = client.get("/").content.decode()

    assert "Slot diambil" in page
    assert "<b>1</b> terpesan, <b>3</b> tersisa dari 4" in page


def test_a_turn_that_still_waits_is_shown_as_stored(talk):
    answer(talk)
    hear(talk, "halo?", state=0)

    turn = behind.newest(people.talk_of(PHONE))

    assert turn.words == "halo?"
    assert turn.read_at is None


def test_words_of_a_citizen_are_only_text(client, talk):
    answer(talk, "<script>alert(1)</script>")

    assert "&lt;script&gt;alert(1)" in client.get("/").content.decode()


def test_a_prompt_is_said_by_the_citizen(client, office, settings, monkeypatch):
    settings.LOKET_EMULATOR_URL = "http://127.0.0.1:1"
    said = []
    monkeypatch.setattr(emulator, "say", lambda *words: said.append(words))

    client.post("/demo/messages", {"phone": PHONE, "chip": "twice"})

    assert said == [("http://127.0.0.1:1", PHONE, "Menu")] * 2


def test_an_emulator_that_is_away_is_said(client, office, settings):
    settings.LOKET_EMULATOR_URL = "http://127.0.0.1:1"

    page = client.post("/demo/messages", {"phone": PHONE, "chip": "mine"})

    assert "Ponselnya tidak menjawab" in page.content.decode()


def test_a_trainee_signs_in_without_a_word(client, office):
    assert client.post("/demo/sessions").headers["Location"] == "/offices/"
    client.post("/demo/sessions")

    assert client.get("/offices/TS/agenda/").status_code == 200
    assert Role.objects.get().duty == "head"


@pytest.mark.parametrize(
    ("method", "address"),
    [("get", "/demo/steps/"), ("post", "/demo/messages"), ("post", "/demo/sessions")],
)
def test_a_real_desk_has_no_training(client, office, settings, method, address):
    settings.LOKET_DEMO = False

    assert getattr(client, method)(address).status_code == 404


def test_a_real_desk_leads_to_work(siti, settings):
    settings.LOKET_DEMO = False
    assert siti.get("/").headers["Location"] == "/first-run/"


def test_a_real_desk_with_an_administrator_leads_to_the_desk(rina, settings):
    settings.LOKET_DEMO = False
    assert rina.get("/").headers["Location"] == "/offices/"
