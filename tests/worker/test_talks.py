"""From events to answers, with the real rooms and the real talk."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest
from django.db import connection

from loket.channels.types import (
    Attachment,
    EventKind,
    InboundEvent,
    OutboundMessage,
    Sender,
)
from loket.config.demo.seed import seed
from loket.dialogue.answers.table import answerers
from loket.lib import ids
from loket.messaging import intake, turns
from loket.messaging.models import (
    ChannelAccount,
    Conversation,
    Event,
    File,
    Message,
    Outbox,
    Owner,
)
from loket.messaging.states import EventState
from loket.worker import talks

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.fixture
def account(keyring):
    seed(keyring)
    return ChannelAccount.objects.get()


@pytest.fixture
def hear(account, keyring):
    """Let events of one batch come in and be answered."""

    def hear(*events: InboundEvent) -> None:
        rows = [intake.row(event, account.id) for event in events]
        with connection.cursor() as cursor:
            values = intake.parameters(rows, ids.new(), b"x")
            cursor.execute(intake.QUERIES["store"], values)
        lanes = list(range(intake.TALK_LANES))
        pending = turns.events(lanes, [UUID(row.contact_key) for row in rows])
        agencies = {account.id: account.agency_id}
        talks.process(pending, agencies, answerers(keyring), keyring, NOW)

    return hear


def words(text="", type="text", **who):
    return InboundEvent(
        external_id=ids.new().hex,
        account="100200300400500",
        kind=EventKind.MESSAGE,
        type=type,
        sender=Sender(**(who or {"phone": "6281100000001"})),
        text=text,
    )


def answers():
    found = Outbox.objects.order_by("seq").values_list("payload", flat=True)
    return [msgspec.json.decode(raw, type=OutboundMessage) for raw in found]


def test_a_greeting_is_answered_and_everything_is_kept(hear):
    hear(words("halo"))

    (answer,) = answers()
    assert answer.choices
    assert Message.objects.filter(direction="in").get().words == "halo"
    assert Message.objects.filter(direction="out").get().words == answer.words
    assert set(Event.objects.values_list("state", flat=True)) == {EventState.DONE}


def test_many_bubbles_get_one_answer(hear):
    hear(*(words(f"halo {n}") for n in range(40)))

    assert len(answers()) == 1
    assert Message.objects.filter(direction="in").count() == 40


def test_two_names_of_one_person_make_one_turn(hear):
    both = {"phone": "6281100000001", "user_id": "ID.1"}
    hear(words("halo", **both))
    Outbox.objects.all().delete()

    hear(words("halo", user_id="ID.1"), words("lagi", phone="6281100000001"))

    assert len(answers()) == 1
    assert Conversation.objects.count() == 1


def test_the_answer_goes_to_the_name_the_message_came_with(hear):
    hear(words("halo", user_id="ID.1"))

    (answer,) = answers()
    assert (answer.phone, answer.user_id) == ("", "ID.1")


def test_the_machine_is_silent_while_a_person_owns_the_talk(hear):
    hear(words("halo"))
    Outbox.objects.all().delete()
    Conversation.objects.update(owner=Owner.STAFF)

    hear(words("masih di sana?"))

    assert answers() == []
    assert Message.objects.filter(words="masih di sana?").exists()


def test_a_reaction_wants_no_answer_but_is_kept(hear):
    hear(words(type="reaction"))

    assert answers() == []
    assert Message.objects.get().type == "reaction"


def test_what_is_remembered_between_turns_is_sealed(hear):
    hear(words("antre besok jam 9"))
    hear(words("Siti Aminah 12-03-1990"))

    for conversation in Conversation.objects.all():
        assert b"Siti" not in bytes(conversation.answers)


def test_answers_sealed_with_a_lost_key_begin_the_talk_anew(hear):
    hear(words("antre besok"))
    Conversation.objects.update(answers=b"sealed with a lost key")

    hear(words("halo"))

    assert len(answers()) == 2


def test_a_call_is_answered_in_words_and_marks_nothing_as_read(hear):
    call = words(type="call_connect")
    hear(msgspec.structs.replace(call, kind=EventKind.ACCOUNT))

    (answer,) = answers()
    assert "Panggilan tidak dapat saya jawab" in answer.words
    assert answer.answers == ""
    assert Message.objects.get(direction="in").type == "call_connect"


def test_a_file_is_noted_with_the_words_it_came_with(hear):
    photo = words("KTP saya", type="image")
    hear(msgspec.structs.replace(photo, attachments=[Attachment("image", "m1")]))

    file = File.objects.get()
    assert file.conversation_id == Conversation.objects.get().id
    assert file.event_id == Message.objects.get(direction="in").cause_id
