"""What waits for a person is shown, and decided once."""

from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from loket.channels import types
from loket.channels.types import EventKind, InboundEvent, Sender
from loket.contacts.models import Contact, Identity, IdentityConflict
from loket.lib import ids
from loket.messaging.models import ChannelAccount, Conversation, Event, Message, Outbox
from loket.messaging.outbox import Doubt
from loket.messaging.states import EventState, MessageState, OutboxState
from loket.offices.models import Agency


@pytest.fixture
def account(office):
    return make_account(office.agency, "100")


def make_account(agency, number):
    return ChannelAccount.objects.create(
        agency=agency, kind="whatsapp", external_id=number, display="+62", token=b""
    )


@pytest.fixture
def talk(account):
    contact = Contact.objects.create(
        id=ids.new(),
        agency_id=account.agency_id,
        name="Rina",
        first_seen_at=timezone.now(),
    )
    Identity.objects.create(
        contact=contact,
        account_id=account.id,
        kind="phone",
        value="6281234567841",
        first_seen_at=timezone.now(),
    )
    return Conversation.objects.create(
        id=ids.new(),
        account=account,
        contact_id=contact.id,
        agency_id=account.agency_id,
        last_inbound_at=timezone.now(),
    )


@pytest.fixture
def parked(account):
    return park(account.id)


def park(account_id, body=None):
    event = InboundEvent(
        external_id=uuid4().hex,
        account="100",
        kind=EventKind.MESSAGE,
        type="text",
        text="halo kantor",
        sender=Sender(name="Rina", phone="6281"),
    )
    body = types.encode(event).decode() if body is None else body
    return Event.objects.create(
        id=ids.new(),
        seq=1,
        account_id=account_id,
        kind="message",
        lane=1,
        contact_key=uuid4(),
        closes_turn=False,
        state=EventState.PARKED,
        body=body,
        body_id=uuid4(),
        received_at=timezone.now(),
        reason="ValueError: rusak",
    )


@pytest.fixture
def unclear(account, talk):
    message = ids.new()
    Message.objects.create(
        id=message,
        conversation_id=talk.id,
        account_id=account.id,
        direction="out",
        type="text",
        words="Kode Anda TS-7Q4MK",
        options=[],
        state=MessageState.SENDING,
        external_id="",
        created_at=timezone.now(),
        error_code=0,
        error_detail="",
    )
    return Outbox.objects.create(
        message_id=message,
        seq=1,
        account_id=account.id,
        conversation_id=talk.id,
        payload="{}",
        version=0,
        state=OutboxState.UNKNOWN,
        attempts=1,
        due_at=timezone.now(),
        claimed_at=timezone.now(),
        detail=Doubt.NO_ANSWER,
    )


def test_a_quiet_desk_is_good_news(budi):
    page = budi.get("/messages/stuck/").content.decode()

    assert "Tidak ada yang menunggu keputusan" in page


def test_a_parked_message_is_shown_and_tried_again(budi, parked):
    page = budi.get("/messages/stuck/").content.decode()
    assert "halo kantor" in page
    assert "ValueError: rusak" in page

    budi.post(f"/events/{parked.id}/retries")

    parked.refresh_from_db()
    assert parked.state == EventState.PENDING


def test_a_body_that_cannot_be_read_is_shown_as_it_is(budi, account):
    park(account.id, body="{bukan json <script>")

    page = budi.get("/messages/stuck/").content.decode()

    assert "{bukan json &lt;script&gt;" in page


def test_an_unclear_send_is_sent_again_as_a_person_decides(budi, unclear):
    page = budi.get("/messages/stuck/").content.decode()
    assert "Kode Anda TS-7Q4MK" in page
    assert "Platform menerimanya tetapi tidak menjawab." in page
    assert "dua kali" in page

    budi.post(f"/messages/{unclear.message_id}/resends")

    unclear.refresh_from_db()
    assert unclear.state == OutboxState.READY


def test_an_unclear_send_is_given_up(budi, unclear):
    budi.post(f"/messages/{unclear.message_id}/surrender")

    assert not Outbox.objects.exists()
    assert Message.objects.get().state == MessageState.FAILED


def test_what_was_decided_meanwhile_is_said(budi, unclear):
    budi.post(f"/messages/{unclear.message_id}/surrender")

    answer = budi.post(f"/messages/{unclear.message_id}/resends", follow=True)

    assert "sudah diputuskan tadi" in answer.content.decode()


def test_a_stopped_number_says_why(budi, account):
    ChannelAccount.objects.update(
        stopped_at=timezone.now(), stop_code=190, stop_reason="token expired"
    )

    assert "token expired" in budi.get("/messages/stuck/").content.decode()


def test_the_rail_counts_what_waits(budi, parked, unclear):
    page = budi.get("/offices/TS/agenda/").content.decode()

    assert '<span class="lk-dot-n">2' in page


def test_another_agency_decides_nothing_here(budi, office):
    theirs = make_account(Agency.objects.create(slug="lain", name="Lain"), "200")
    event = park(theirs.id)

    answer = budi.post(f"/events/{event.id}/retries")

    assert answer.status_code == 404
    assert "halo kantor" not in budi.get("/messages/stuck/").content.decode()


def test_deliveries_for_strangers_are_counted(budi, office):
    park(0)
    with connection.cursor() as cursor:
        cursor.execute("update messaging_event set state = 1")

    assert "bukan milik kantor ini" in budi.get("/messages/stuck/").content.decode()


@pytest.fixture
def conflict(account, talk):
    other = Contact.objects.create(
        id=ids.new(),
        agency_id=account.agency_id,
        name="Rina Dua",
        username="rina.dua",
        first_seen_at=timezone.now(),
    )
    return IdentityConflict.objects.create(
        account_id=account.id,
        kept_id=talk.contact_id,
        other=other,
        seen_at=timezone.now(),
    )


def test_two_contacts_named_as_one_are_shown_with_masked_numbers(budi, conflict):
    page = budi.get("/messages/stuck/").content.decode()

    assert "Dua kontak, mungkin satu orang" in page
    assert "Rina Dua" in page
    assert "@rina.dua" in page
    assert "6281-••••-7841" in page
    assert "6281234567841" not in page
    assert '<span class="lk-dot-n">1' in page


def test_a_conflict_that_somebody_looked_at_is_gone(budi, conflict):
    budi.post(f"/conflicts/{conflict.id}/settlements")

    assert "Dua kontak" not in budi.get("/messages/stuck/").content.decode()
    conflict.refresh_from_db()
    assert conflict.settled_by is not None


def test_another_agencys_conflict_cannot_be_settled(budi, conflict):
    Contact.objects.update(agency_id=999)

    budi.post(f"/conflicts/{conflict.id}/settlements")

    conflict.refresh_from_db()
    assert conflict.settled_at is None


def test_news_that_failed_is_shown_though_it_names_no_number(budi, office):
    event = park(0)

    assert "halo kantor" in budi.get("/messages/stuck/").content.decode()
    budi.post(f"/events/{event.id}/retries")

    event.refresh_from_db()
    assert event.state == EventState.PENDING


def test_news_about_a_business_is_no_delivery_for_strangers(budi, office):
    park(0)
    with connection.cursor() as cursor:
        cursor.execute("update messaging_event set state = 1, kind = 'account'")

    assert "Tidak ada yang menunggu" in budi.get("/messages/stuck/").content.decode()


def test_what_waits_for_the_citizen_is_shown_with_the_way_to_the_talk(
    budi, unclear, talk
):
    Outbox.objects.update(state=OutboxState.WAITING)

    page = budi.get("/messages/stuck/").content.decode()

    assert "Pesan yang menunggu warga" in page
    assert "Kode Anda TS-7Q4MK" in page
    assert "dua kali" not in page


def test_what_waits_at_another_agency_is_not_shown(budi, unclear, account):
    Outbox.objects.update(state=OutboxState.WAITING)
    other = Agency.objects.create(slug="lain", name="Lain")
    ChannelAccount.objects.filter(id=account.id).update(agency=other)

    assert "TS-7Q4MK" not in budi.get("/messages/stuck/").content.decode()
