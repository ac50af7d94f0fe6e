"""The window of 24 hours: what goes, what waits, what is given up."""

from datetime import timedelta

import msgspec
import pytest

from loket.channels.outgoing import Template
from loket.channels.types import OutboundMessage
from loket.lib import clock, ids
from loket.messaging import marks, outbox, turns
from loket.messaging.marks import Mark
from loket.messaging.models import ChannelAccount, Conversation, Message, Outbox
from loket.messaging.states import MessageState, OutboxState
from loket.messaging.turns import Said

TRICK = 'He says "template":{ and "waits":true'
NOTICE = OutboundMessage("Pengingat", phone="6281", template=Template("a", "id"))


@pytest.fixture
def put(talk):
    """Put a message in the outbox; return its id."""

    def put(message):
        before = set(Message.objects.values_list("id", flat=True))
        turns.keep([], [Said(talk, message, ids.new())])
        (id_,) = set(Message.objects.values_list("id", flat=True)) - before
        return id_

    return put


def hear(talk, hours_ago):
    at = clock.now() - timedelta(hours=hours_ago)
    Conversation.objects.filter(id=talk.id).update(last_inbound_at=at)


def claimed():
    return [one.message.words for one in outbox.claim(ids.new(), [], 10)]


def test_only_templates_go_when_the_window_is_closed(talk, put):
    hear(talk, 25)
    put(NOTICE)

    assert claimed() == ["Pengingat"]


@pytest.mark.parametrize("words", ["Halo", TRICK])
def test_an_answer_that_is_too_late_is_given_up_and_says_why(talk, put, words):
    id_ = put(OutboundMessage(words, phone="6281"))
    hear(talk, 25)

    assert claimed() == []
    assert outbox.mind_windows() == 0

    message = Message.objects.get(id=id_)
    assert (message.state, message.error_code) == (MessageState.FAILED, 131047)
    assert not Outbox.objects.exists()


def test_what_an_officer_said_waits_until_the_person_writes_again(talk, put):
    put(OutboundMessage("Dari petugas", phone="6281", waits=True))
    hear(talk, 25)
    outbox.mind_windows()

    assert Outbox.objects.get().state == OutboxState.WAITING
    assert claimed() == []

    Conversation.objects.filter(id=talk.id).update(version=9)
    hear(talk, 0)
    assert outbox.mind_windows() == 1
    assert claimed() == ["Dari petugas"]


def test_what_waits_holds_nothing_else_up(talk, put):
    put(OutboundMessage("Dari petugas", phone="6281", waits=True))
    hear(talk, 25)
    outbox.mind_windows()
    put(NOTICE)

    assert claimed() == ["Pengingat"]


def test_answers_inside_the_window_are_left_alone(talk, put):
    put(OutboundMessage("Halo", phone="6281"))
    hear(talk, 23)

    outbox.mind_windows()

    assert claimed() == ["Halo"]


def test_paused_notices_wait_and_answers_go(talk, put):
    outbox.pause_notices(talk.account_id, 60.0)
    put(OutboundMessage("Halo", phone="6281"))
    put(NOTICE)

    assert claimed() == ["Halo"]
    outbox.sent(
        [(one.message_id, "w", clock.now()) for one in Outbox.objects.filter(state=1)]
    )
    assert claimed() == []
    ChannelAccount.objects.update(notices_paused_until=None)
    assert claimed() == ["Pengingat"]


def test_a_payload_names_a_template_as_the_statement_expects():
    plain = msgspec.json.encode(OutboundMessage(TRICK)).decode()

    assert '"template":{' in msgspec.json.encode(NOTICE).decode()
    assert '"template":{' not in plain
    assert '"waits":true' not in plain


def test_the_last_words_of_a_person_are_marked_once(talk, say):
    say()
    last = Message.objects.filter(direction="in").latest("id")

    marks.want(talk.id, is_typing=False)
    marks.want(talk.id, is_typing=True)

    assert marks.take() == [Mark(talk.account_id, last.external_id, True)]
    assert marks.take() == []
