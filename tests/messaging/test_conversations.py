"""A talk goes to a person and back; nobody speaks for the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.db import connection

from loket.channels.types import OutboundMessage
from loket.contacts.models import Contact, Identity, IdentityKind
from loket.lib import ids, sql
from loket.messaging import conversations, outbox, returns
from loket.messaging.conversations import WINDOW, Answer
from loket.messaging.models import (
    Conversation,
    Handover,
    Message,
    Move,
    Outbox,
    Owner,
    StaffAnswer,
)
from loket.offices.models import Staff

NOW = datetime.now(UTC)


@pytest.fixture
def siti(db) -> Staff:
    return Staff.objects.create(email="siti@loket.test", name="Siti")


@pytest.fixture
def budi(db) -> Staff:
    return Staff.objects.create(email="budi@loket.test", name="Budi")


def answer(talk, staff, version, words="Silakan datang besok.", key=None) -> Answer:
    return Answer(talk.id, version, staff.id, words, key or ids.new())


def wish(talk, reason="asked"):
    return (talk.account_id, talk.contact_id, reason, NOW)


def topics():
    with connection.cursor() as cursor:
        return {
            topic for (topic,) in sql.fetch(cursor, "select topic from live_change")
        }


def row(talk) -> Conversation:
    return Conversation.objects.get(id=talk.id)


def test_who_asks_for_a_person_stands_on_the_list_once(talk):
    assert conversations.want([wish(talk)]) == {talk.contact_id}
    assert conversations.want([wish(talk)]) == set()

    assert row(talk).person_wanted_at == NOW
    assert Handover.objects.get().move == Move.WANTED
    assert f"waiting:{row(talk).agency_id}" in topics()


def test_an_alarm_moves_somebody_up_who_waits_already(talk):
    conversations.want([wish(talk)])

    assert conversations.want([wish(talk, "alarm: life")]) == {talk.contact_id}
    assert conversations.want([wish(talk)]) == set()

    assert row(talk).person_wanted_for == "alarm: life"
    assert row(talk).person_wanted_at == NOW


def test_a_taken_talk_is_the_officers_and_waits_no_more(talk, siti):
    conversations.want([wish(talk)])

    version = conversations.take(talk.id, talk.version, siti.id, NOW)

    found = row(talk)
    assert (found.owner, found.officer_id, found.version) == (
        Owner.STAFF, siti.id, version,
    )  # fmt: skip
    assert found.person_wanted_at is None
    assert found.person_wanted_for == "asked"


def test_of_two_officers_the_second_is_refused(talk, siti, budi):
    conversations.take(talk.id, talk.version, siti.id, NOW)

    with pytest.raises(conversations.Changed):
        conversations.take(talk.id, talk.version, budi.id, NOW)

    assert row(talk).officer_id == siti.id


def test_what_the_machine_wrote_before_is_not_sent_after(talk, siti, say):
    say("Jam berapa Anda datang?")
    conversations.take(talk.id, talk.version, siti.id, NOW)

    assert outbox.claim(ids.new(), [], 10) == []
    assert outbox.withhold_stale() == 1


def test_an_answer_goes_to_the_persons_newest_number(talk, siti):
    contact = Contact.objects.create(id=talk.contact_id, agency_id=1, first_seen_at=NOW)
    for n, phone in enumerate(["6281100000001", "6281100000002"]):
        Identity.objects.create(
            contact=contact, account_id=talk.account_id, kind=IdentityKind.PHONE,
            value=phone, first_seen_at=NOW + timedelta(days=n),
        )  # fmt: skip
    version = conversations.take(talk.id, talk.version, siti.id, NOW)

    assert conversations.answer(answer(talk, siti, version), NOW)

    sent = msgspec.json.decode(Outbox.objects.get().payload, type=OutboundMessage)
    assert (sent.words, sent.phone) == ("Silakan datang besok.", "6281100000002")
    assert Message.objects.get().words == "Silakan datang besok."
    assert StaffAnswer.objects.get().staff == siti
    assert row(talk).answered_at == NOW
    assert len(outbox.claim(ids.new(), [], 10)) == 1


def test_a_form_sent_twice_says_it_once(talk, siti):
    version = conversations.take(talk.id, talk.version, siti.id, NOW)
    said = answer(talk, siti, version)

    assert conversations.answer(said, NOW)
    assert not conversations.answer(said, NOW)

    assert Message.objects.count() == 1


def test_nobody_answers_in_a_talk_of_somebody_else(talk, siti, budi):
    version = conversations.take(talk.id, talk.version, siti.id, NOW)

    with pytest.raises(conversations.NotYours):
        conversations.answer(answer(talk, budi, version), NOW)


def test_nobody_answers_in_a_talk_that_changed_hands(talk, siti):
    version = conversations.take(talk.id, talk.version, siti.id, NOW)
    conversations.give_back(talk.id, version, siti.id, NOW, "Mesin kembali menjawab.")

    with pytest.raises(conversations.Changed):
        conversations.answer(answer(talk, siti, version), NOW)


def test_after_24_hours_nobody_answers_freely(talk, siti):
    version = conversations.take(talk.id, talk.version, siti.id, NOW)
    Conversation.objects.update(last_inbound_at=NOW - WINDOW)

    with pytest.raises(conversations.WindowClosed):
        conversations.answer(answer(talk, siti, version), NOW)

    assert not Message.objects.exists()


def test_an_answer_still_goes_out_when_the_talk_was_given_back(talk, siti):
    version = conversations.take(talk.id, talk.version, siti.id, NOW)
    conversations.answer(answer(talk, siti, version), NOW)

    conversations.give_back(talk.id, version, siti.id, NOW, "Mesin kembali menjawab.")

    assert outbox.withhold_stale() == 0
    words = list(Message.objects.order_by("id").values_list("words", flat=True))
    assert words == ["Silakan datang besok.", "Mesin kembali menjawab."]
    assert row(talk).owner == Owner.BOT
    assert row(talk).officer_id is None


def test_a_closed_window_is_not_told_that_the_machine_is_back(talk, siti):
    version = conversations.take(talk.id, talk.version, siti.id, NOW)
    Conversation.objects.update(last_inbound_at=NOW - WINDOW)

    conversations.give_back(talk.id, version, siti.id, NOW, "Mesin kembali menjawab.")

    assert not Message.objects.exists()


def test_a_forgotten_talk_goes_back_and_waits_again_if_nobody_answered(talk, siti):
    conversations.take(talk.id, talk.version, siti.id, NOW)

    assert returns.forgotten(NOW) == 0
    assert returns.forgotten(NOW + WINDOW + timedelta(hours=1)) == 1

    found = row(talk)
    assert (found.owner, found.person_wanted_for) == (Owner.BOT, "forgotten")
    assert found.person_wanted_at == found.last_inbound_at


def test_an_answered_talk_that_nobody_went_on_with_waits_for_nobody(talk, siti):
    version = conversations.take(talk.id, talk.version, siti.id, NOW)
    conversations.answer(answer(talk, siti, version), NOW + timedelta(hours=1))

    assert returns.forgotten(NOW + WINDOW + timedelta(hours=2)) == 1

    assert row(talk).person_wanted_at is None


def test_each_change_of_hands_is_recorded(talk, siti):
    conversations.want([wish(talk)])
    version = conversations.take(talk.id, talk.version, siti.id, NOW)
    conversations.give_back(talk.id, version, siti.id, NOW, "Mesin kembali menjawab.")

    moves = list(Handover.objects.order_by("id").values_list("move", "staff__name"))
    assert moves == [("wanted", None), ("taken", "Siti"), ("returned", "Siti")]
