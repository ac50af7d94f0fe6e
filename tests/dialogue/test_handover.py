"""When officers go home the machine answers again, and says when they are back."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from loket.dialogue import handover
from loket.lib import ids
from loket.messaging import conversations
from loket.messaging.conversations import Answer
from loket.messaging.models import (
    ChannelAccount,
    Conversation,
    Handover,
    Message,
    Owner,
)
from loket.offices import answering
from loket.offices.models import Agency, Office, Staff

pytestmark = pytest.mark.django_db
# Tuesday, 24 November 2026: officers answer from 9 to 15 o'clock (WIB).
NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


@pytest.fixture
def agency() -> Agency:
    agency = Agency.objects.create(slug="a", name="A")
    Office.objects.create(
        agency=agency, code="TS", name="T", city="T", zone="Asia/Jakarta", address="-"
    )
    answering.set_spans(agency, [(day, time(9), time(15)) for day in range(5)])
    return agency


@pytest.fixture
def dewi() -> Staff:
    return Staff.objects.create(email="dewi@loket.test", name="Dewi")


@pytest.fixture
def talk(agency, dewi) -> Conversation:
    """A talk that Dewi took at noon."""
    account = ChannelAccount.objects.create(
        agency=agency, kind="whatsapp", external_id="100", display="+62", token=b""
    )
    talk = Conversation.objects.create(
        id=ids.new(), account=account, contact_id=ids.new(), agency_id=agency.id,
        last_inbound_at=NOON,
    )  # fmt: skip
    conversations.take(talk.id, 0, dewi.id, NOON)
    return talk


def test_in_the_hours_nobody_is_interrupted(talk):
    assert handover.after_hours(NOON + timedelta(hours=2)) == 0

    assert Conversation.objects.get().owner == Owner.STAFF


def test_at_night_the_machine_answers_and_says_when_officers_are_back(talk):
    assert handover.after_hours(EVENING) == 1
    assert handover.after_hours(EVENING) == 0

    found = Conversation.objects.get()
    assert (found.owner, found.person_wanted_for) == (Owner.BOT, "after hours")
    assert found.person_wanted_at == NOON
    said = Message.objects.get().words
    assert "Rabu, 25 November 2026 pukul 09.00 WIB" in said


def test_whoever_was_answered_waits_for_nobody(talk, dewi):
    conversations.answer(Answer(talk.id, 1, dewi.id, "Baik.", ids.new()), NOON)

    handover.after_hours(EVENING)

    assert Conversation.objects.get().person_wanted_at is None


def test_an_officer_who_still_answers_is_not_interrupted(talk, dewi):
    late = EVENING - timedelta(minutes=10)
    conversations.answer(Answer(talk.id, 1, dewi.id, "Sebentar.", ids.new()), late)

    assert handover.after_hours(EVENING) == 0


def test_an_alarm_taken_at_night_stays_with_the_officer(talk, dewi):
    Handover.objects.all().delete()
    Conversation.objects.update(owner=Owner.BOT)
    conversations.take(talk.id, 1, dewi.id, EVENING - timedelta(minutes=1))

    assert handover.after_hours(EVENING) == 0


def test_a_closed_window_is_not_written_into(talk):
    Conversation.objects.update(last_inbound_at=EVENING - timedelta(hours=25))

    assert handover.after_hours(EVENING) == 1

    assert not Message.objects.exists()


def test_another_agency_in_its_hours_keeps_its_talks(talk, dewi):
    other = Agency.objects.create(slug="b", name="B")
    Office.objects.create(
        agency=other, code="XX", name="X", city="X", zone="Asia/Jakarta", address="-"
    )
    answering.set_spans(other, [(1, time(0), time(23, 59))])
    Conversation.objects.update(agency_id=other.id)

    assert handover.after_hours(EVENING) == 0
