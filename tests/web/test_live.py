"""Screens hear only what their people may see."""

import pytest

from loket.contacts.models import Contact, Identity
from loket.lib import ids
from loket.messaging.models import ChannelAccount, Conversation
from loket.web import live
from loket.web.demo import people


def headers(client):
    words = "; ".join(f"{key}={m.value}" for key, m in client.cookies.items())
    return [(b"host", b"x"), (b"cookie", words.encode())]


@pytest.fixture
def talk(office, now):
    from django.utils import timezone

    account = ChannelAccount.objects.create(
        agency=office.agency, kind="whatsapp", external_id="1", display="+62", token=b""
    )
    contact = Contact.objects.create(
        id=ids.new(), agency_id=office.agency_id, first_seen_at=timezone.now()
    )
    return Conversation.objects.create(
        id=ids.new(), account=account, contact_id=contact.id,
        agency_id=office.agency_id, last_inbound_at=timezone.now(),
    )  # fmt: skip


def test_staff_hear_of_their_office(siti, office):
    assert live.allow(headers(siti), [f"office:{office.id}:2026-11-24"])


def test_staff_hear_nothing_of_another_office(siti, office, other_office):
    topics = [f"office:{office.id}:2026-11-24", f"office:{other_office.id}:2026-11-24"]

    assert not live.allow(headers(siti), topics)


def test_strangers_hear_nothing(client, office):
    assert not live.allow([], [f"office:{office.id}:2026-11-24"])
    assert not live.allow([(b"cookie", b"loket_session=x")], [f"office:{office.id}:x"])


def test_whoever_signed_out_hears_nothing(siti, office):
    before = headers(siti)
    siti.post("/sign-out")

    assert not live.allow(before, [f"office:{office.id}:2026-11-24"])


@pytest.mark.parametrize("topic", ["", "x:1", "office:x", "conversation:x", "office"])
def test_nonsense_is_refused(budi, topic):
    assert not live.allow(headers(budi), [topic])


def test_a_talk_is_heard_by_whoever_mends_messages(siti, budi, talk):
    assert live.allow(headers(budi), [f"conversation:{talk.id}"])
    assert not live.allow(headers(siti), [f"conversation:{talk.id}"])


def test_the_training_page_hears_an_invented_citizen(talk, settings):
    Identity.objects.create(
        contact_id=talk.contact_id, account_id=talk.account_id, kind="phone",
        value=people.CITIZENS[0].phone, first_seen_at=talk.last_inbound_at,
    )  # fmt: skip

    assert live.allow([], [f"conversation:{talk.id}"])
    settings.LOKET_DEMO = False
    assert not live.allow([], [f"conversation:{talk.id}"])


def test_without_the_database_nobody_is_let_in(db, monkeypatch):
    from django.db import OperationalError

    from loket.config import asgi

    def away(*_):
        raise OperationalError

    monkeypatch.setattr(live, "allow", away)
    monkeypatch.setattr(asgi, "close_old_connections", lambda: None)

    assert asgi._allow({"headers": []}, ["office:1:x"]) is False
