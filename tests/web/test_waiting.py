"""Somebody asks for a person; an officer takes the talk, answers, gives it back."""

from datetime import timedelta

import msgspec
import pytest
from django.db import connection
from django.test import Client

from loket.channels.types import OutboundMessage
from loket.contacts.models import Contact, Identity
from loket.lib import clock, ids
from loket.messaging import conversations
from loket.messaging.conversations import WINDOW
from loket.messaging.models import (
    ChannelAccount,
    Conversation,
    Outbox,
    Owner,
)
from loket.messaging.states import MessageState
from loket.offices.models import Agency, Duty, Staff
from tests.web.conftest import NOW


@pytest.fixture
def account(office):
    return make_account(office.agency, "100")


def make_account(agency, number):
    return ChannelAccount.objects.create(
        agency=agency, kind="whatsapp", external_id=number, display="+62", token=b""
    )


def make_talk(
    account, name="Rina", reason="asked", wanted_at=NOW, heard="Saya bingung"
):
    contact = Contact.objects.create(
        id=ids.new(), agency_id=account.agency_id, name=name, first_seen_at=NOW
    )
    Identity.objects.create(
        contact=contact, account_id=account.id, kind="phone",
        value=f"62812345{contact.id.int % 10000:04}", first_seen_at=NOW,
    )  # fmt: skip
    talk = Conversation.objects.create(
        id=ids.new(), account=account, contact_id=contact.id,
        agency_id=account.agency_id, last_inbound_at=wanted_at,
    )  # fmt: skip
    conversations.want([(account.id, contact.id, reason, wanted_at)])
    say(talk, heard)
    return talk


def say(talk, words, direction="in", state=MessageState.RECEIVED):
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into messaging_message (id, conversation_id, account_id, "
            "direction, type, words, state, created_at) "
            "values (%s, %s, %s, %s, 'text', %s, %s, %s)",
            [ids.new(), talk.id, talk.account_id, direction, words, state, clock.now()],
        )


@pytest.fixture
def talk(account):
    return make_talk(account)


@pytest.fixture
def dewi(make_staff) -> Client:
    """The browser of Dewi, an officer."""
    client = Client()
    client.force_login(make_staff("Dewi", Duty.OFFICER))
    return client


def version(talk):
    return Conversation.objects.get(id=talk.id).version


def take(client, talk):
    return client.post(f"/talks/{talk.id}/takings", {"version": version(talk)})


def answer(client, talk, words="Silakan datang besok.", **more):
    form = {"version": version(talk), "key": ids.new(), "words": words, **more}
    return client.post(f"/talks/{talk.id}/answers", form)


def page(client, talk):
    return client.get(f"/talks/{talk.id}/").content.decode()


def test_a_quiet_list_is_good_news(dewi):
    assert "Tidak ada yang menunggu" in dewi.get("/talks/").content.decode()


def test_alarms_stand_first_then_whoever_waits_longest(dewi, account):
    for minutes, name, reason in (
        (30, "Siti", "asked"),
        (50, "Budi", "not understood"),
        (5, "Tamu", "alarm: life"),
    ):
        make_talk(account, name, reason, NOW - timedelta(minutes=minutes))

    list_ = dewi.get("/talks/").content.decode()

    places = [list_.index(name) for name in ("Tamu", "Budi", "Siti")]
    assert places == sorted(places)
    assert "Nyawa terancam" in list_
    assert "50 mnt" in list_


def test_a_talk_can_be_read_before_it_is_taken(dewi, talk):
    shown = page(dewi, talk)

    assert "Saya bingung" in shown
    assert "Menunggu petugas: Minta petugas" in shown
    assert "Ambil percakapan" in shown
    assert "Tulis balasan" not in shown.split("<dialog")[0]
    assert Conversation.objects.get().owner == Owner.BOT


def test_the_number_is_masked(dewi, talk):
    value = Identity.objects.get().value

    assert value not in page(dewi, talk)
    assert f"6281-••••-{value[-4:]}" in page(dewi, talk)


def test_a_talk_is_taken_answered_and_given_back(dewi, talk):
    take(dewi, talk)
    assert "Anda yang menangani" in page(dewi, talk)

    answer(dewi, talk)
    assert "Silakan datang besok." in page(dewi, talk)

    dewi.post(f"/talks/{talk.id}/returns", {"version": version(talk)})

    sent = Outbox.objects.order_by("seq").values_list("payload", flat=True)
    words = [msgspec.json.decode(raw, type=OutboundMessage).words for raw in sent]
    assert words[0] == "Silakan datang besok."
    assert words[1].startswith("Mulai sekarang mesin kembali menjawab")
    assert Conversation.objects.get().owner == Owner.BOT
    assert "Dikembalikan ke mesin oleh Dewi" in page(dewi, talk)


def test_who_comes_second_is_told_who_was_first(dewi, budi, talk):
    before = version(talk)
    take(dewi, talk)

    late = budi.post(f"/talks/{talk.id}/takings", {"version": before}, follow=True)

    assert "sudah diambil Dewi" in late.content.decode()
    assert Conversation.objects.get().officer.name == "Dewi"


def test_what_was_written_is_kept_when_a_colleague_took_over(dewi, budi, talk):
    take(dewi, talk)
    before = version(talk)
    take(budi, talk)

    late = answer(dewi, talk, "Sebentar ya.", version=before)

    assert late.status_code == 409
    assert "sudah diambil Budi" in late.content.decode()
    assert "Sebentar ya." in late.content.decode()
    assert not Outbox.objects.exists()


@pytest.mark.parametrize(
    ("words", "why"), [("  ", "Tulis balasan dahulu"), ("x" * 4097, "4097")]
)
def test_empty_and_endless_answers_are_refused(dewi, talk, words, why):
    take(dewi, talk)

    refused = answer(dewi, talk, words)

    assert refused.status_code == 422
    assert why in refused.content.decode()
    assert not Outbox.objects.exists()


def test_a_closed_window_is_shown_and_nothing_can_be_written(dewi, talk):
    take(dewi, talk)
    Conversation.objects.update(last_inbound_at=NOW - WINDOW)

    assert "Jendela tutup" in page(dewi, talk)
    assert 'id="answer"' not in page(dewi, talk)
    assert answer(dewi, talk).status_code == 409


def test_the_window_that_is_left_is_shown(dewi, talk):
    Conversation.objects.update(last_inbound_at=NOW - timedelta(hours=20, minutes=48))

    assert "3 j 12 mnt" in page(dewi, talk)


def test_a_renewal_brings_only_what_is_new(dewi, talk):
    htmx = {"HX-Request": "true"}
    first = dewi.get(f"/talks/{talk.id}/", headers=htmx).content.decode()
    seen = first.split('name="seen" value="')[1].split('"')[0]
    form = first.split('name="form" value="')[1].split('"')[0]
    query = {"seen": seen, "form": form}

    same = dewi.get(f"/talks/{talk.id}/", query, headers=htmx)
    assert same.headers["HX-Reswap"] == "none"
    assert "Saya bingung" not in same.content.decode()

    say(talk, "Halo?")
    new = dewi.get(f"/talks/{talk.id}/", query, headers=htmx)
    assert "HX-Reswap" not in new.headers
    assert "Halo?" in new.content.decode()
    assert 'id="answering"' not in new.content.decode()

    take(dewi, talk)
    taken = dewi.get(f"/talks/{talk.id}/", query, headers=htmx).content.decode()
    assert 'id="answering"' in taken


def test_long_talks_are_shown_from_their_end(dewi, talk):
    for n in range(60):
        say(talk, f"pesan {n:03}")

    assert "pesan 059" in page(dewi, talk)
    assert "pesan 005" not in page(dewi, talk)
    more = dewi.get(f"/talks/{talk.id}/?most=100").content.decode()
    assert "pesan 005" in more


def test_a_withheld_answer_of_the_machine_is_marked(dewi, talk):
    say(talk, "Jam berapa?", "out", MessageState.WITHHELD)

    assert "lebih dulu berpindah tangan" in page(dewi, talk)


def test_words_of_citizens_are_no_markup(dewi, account):
    talk = make_talk(account, name="<b>Rina", heard="<script>alert(1)</script>")

    assert "<script>alert" not in page(dewi, talk)
    assert "<b>Rina" not in page(dewi, talk)


def test_the_menu_counts_who_waits(dewi, account):
    make_talk(account, "Siti")
    make_talk(account, "Budi")

    assert '<span class="lk-dot-n">2' in dewi.get("/talks/").content.decode()


def test_the_front_desk_does_not_read_talks(siti, talk):
    assert siti.get("/talks/").status_code == 404
    assert siti.get(f"/talks/{talk.id}/").status_code == 404
    assert take(siti, talk).status_code == 404


def test_another_agency_reads_and_takes_nothing_here(dewi):
    theirs = make_talk(
        make_account(Agency.objects.create(slug="lain", name="Lain"), "2")
    )

    assert dewi.get(f"/talks/{theirs.id}/").status_code == 404
    assert take(dewi, theirs).status_code == 404
    assert "Rina" not in dewi.get("/talks/").content.decode()


@pytest.mark.parametrize("number", ["", "-1", "abc", "9" * 30])
def test_nonsense_as_a_version_takes_nothing(dewi, talk, number):
    dewi.post(f"/talks/{talk.id}/takings", {"version": number})

    assert Conversation.objects.get().owner == Owner.BOT


def test_only_who_answers_hears_of_the_list(office, make_staff):
    from loket.web import live

    make_staff("Dewi", Duty.OFFICER)
    make_staff("Siti", Duty.FRONT_DESK)
    people = {one.name: one for one in Staff.objects.all()}
    topic = conversations.topic(office.agency_id)

    assert live._may_hear(people["Dewi"], topic)
    assert not live._may_hear(people["Siti"], topic)
    assert not live._may_hear(None, topic)
    assert not live._may_hear(people["Dewi"], "waiting:0")
