"""After 24 hours an officer can only ask the citizen to write again."""

from datetime import timedelta

import msgspec
import pytest
from django.test import Client

from loket.channels.types import OutboundMessage
from loket.lib import ids
from loket.messaging import returns
from loket.messaging.conversations import WINDOW
from loket.messaging.models import Conversation, Message, Outbox, Owner, Template
from loket.offices.models import Duty
from tests.web.conftest import NOW
from tests.web.test_waiting import make_account, make_talk, page, take, version

OFFER = "Minta warga menulis"
ASKED = "Warga sudah diminta menulis"


@pytest.fixture
def account(office):
    account = make_account(office.agency, "100")
    account.business_id = "900"
    account.save()
    return account


@pytest.fixture
def approved(account):
    return Template.objects.create(
        business_id="900",
        name="officer_answered_1",
        language="id",
        status="APPROVED",
        category="UTILITY",
        changed_at=NOW,
    )


@pytest.fixture
def dewi(make_staff) -> Client:
    client = Client()
    client.force_login(make_staff("Dewi", Duty.OFFICER))
    return client


@pytest.fixture
def talk(account, dewi):
    """A talk of Dewi's in which the window has closed."""
    talk = make_talk(account)
    take(dewi, talk)
    Conversation.objects.update(last_inbound_at=NOW - WINDOW - timedelta(hours=1))
    return talk


def invite(client, talk, **more):
    form = {"version": version(talk), "key": ids.new(), **more}
    address = f"/talks/{talk.id}/invitations"
    return client.post(address, form, follow=True).content.decode()


def sent():
    found = Outbox.objects.order_by("seq").values_list("payload", flat=True)
    return [msgspec.json.decode(raw, type=OutboundMessage) for raw in found]


def test_the_citizen_is_asked_by_a_template(dewi, talk, approved):
    assert "Petugas Imigrasi Tirtasari hendak menjawab" in page(dewi, talk)

    assert "Warga diminta menulis lagi" in invite(dewi, talk)

    (message,) = sent()
    assert message.template.name == "officer_answered_1"
    assert [gap.words for gap in message.template.gaps] == ["Imigrasi Tirtasari"]
    assert not message.waits
    assert Message.objects.get(direction="out").type == "template"
    assert "Petugas Imigrasi Tirtasari hendak menjawab" in page(dewi, talk)


def test_nobody_is_asked_twice_in_a_day(dewi, talk, approved):
    invite(dewi, talk)

    assert ASKED in page(dewi, talk)
    assert OFFER not in page(dewi, talk)
    assert ASKED in invite(dewi, talk)
    assert len(sent()) == 1
    Conversation.objects.update(
        last_inbound_at=NOW - 3 * WINDOW, answered_at=NOW - WINDOW
    )
    assert OFFER in page(dewi, talk)
    invite(dewi, talk)
    assert len(sent()) == 2


def test_a_form_that_is_sent_twice_asks_once(dewi, talk, approved):
    key = ids.new()
    invite(dewi, talk, key=key)
    invite(dewi, talk, key=key)

    assert len(sent()) == 1


def test_while_the_window_is_open_nothing_is_offered(dewi, talk, approved):
    Conversation.objects.update(last_inbound_at=NOW)

    assert OFFER not in page(dewi, talk)
    assert "Anda dapat membalas" in invite(dewi, talk)
    assert sent() == []


def test_without_approval_the_page_says_so(dewi, talk):
    assert OFFER not in page(dewi, talk)
    assert "belum menyetujui" in page(dewi, talk)
    assert "belum menyetujui" in invite(dewi, talk)
    assert sent() == []


def test_who_does_not_have_the_talk_asks_nothing(budi, talk, approved):
    assert OFFER not in page(budi, talk)
    assert "Ambil percakapan ini dahulu" in invite(budi, talk)
    assert sent() == []


def test_who_looked_at_an_older_talk_asks_nothing(dewi, budi, talk, approved):
    before = version(talk)
    take(budi, talk)

    assert "sudah diambil Budi" in invite(dewi, talk, version=before)
    assert sent() == []


def test_a_talk_that_was_just_taken_stays_with_its_officer(talk):
    assert returns.forgotten(NOW) == 0
    assert Conversation.objects.get().owner == Owner.STAFF
