"""Sending once: claims, outcomes, receipts, and what nobody knows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.channels.types import DeliveryStatus
from loket.lib import ids
from loket.messaging import outbox, receipts
from loket.messaging.models import ChannelAccount, Conversation, Message, Outbox
from loket.messaging.states import RANK_OF, MessageState, OutboxState

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
US = ids.new()


def claim(full=()):
    return [one.message_id for one in outbox.claim(US, full, 100)]


def state_of(message_id):
    return Message.objects.get(id=message_id).state


def test_a_message_is_claimed_once(say):
    one = say()

    assert claim() == [one]
    assert claim() == []


def test_what_was_written_before_the_clock_was_set_back_goes_at_once(say):
    one = say()
    Outbox.objects.update(due_at=datetime.now(UTC) + timedelta(hours=1))

    assert claim() == [one]


def test_messages_of_one_person_go_one_after_the_other(say):
    first, second = say("satu"), say("dua")

    assert claim() == [first]
    assert claim() == []
    outbox.sent([(first, "wamid.1", NOW)])
    assert claim() == [second]


def test_what_must_wait_keeps_its_place_before_later_words(say):
    first, _ = say("satu"), say("dua")
    claim()

    outbox.again([(first, 60.0, "130429")])

    assert claim() == []


def test_a_message_that_was_taken_leaves_the_outbox(say):
    one = say()
    claim()

    outbox.sent([(one, "wamid.1", NOW)])

    assert not Outbox.objects.exists()
    assert state_of(one) == MessageState.SENT
    assert Message.objects.get(id=one).external_id == "wamid.1"


def test_a_message_that_was_refused_for_good_is_failed_with_its_code(say):
    one = say()
    claim()

    outbox.failed([(one, 131047, "window closed")])

    failed = Message.objects.get(id=one)
    assert (failed.state, failed.error_code) == (MessageState.FAILED, 131047)
    assert not Outbox.objects.exists()


def test_an_unclear_message_is_never_claimed_again_and_stops_nobody(say):
    first, second = say("satu"), say("dua")
    claim()

    outbox.unclear([first], outbox.Doubt.NO_ANSWER)

    assert claim() == [second]
    assert Outbox.objects.get(message_id=first).state == OutboxState.UNKNOWN


def test_a_receipt_settles_an_unclear_message(say, receive):
    one = say()
    claim()
    outbox.unclear([one], outbox.Doubt.NO_ANSWER)

    receive(("wamid.1", DeliveryStatus.DELIVERED), reference=one.hex)
    receipts.take_in()

    assert not Outbox.objects.exists()
    assert state_of(one) == MessageState.DELIVERED


def test_a_receipt_that_came_first_settles_what_would_be_unclear(say, receive):
    one = say()
    claim()
    receive(("wamid.1", DeliveryStatus.SENT), reference=one.hex)
    receipts.take_in()

    outbox.unclear([one], outbox.Doubt.NO_ANSWER)

    assert not Outbox.objects.exists()


def test_a_person_may_send_an_unclear_message_again_or_give_it_up(say):
    first = say()
    claim()
    outbox.unclear([first], outbox.Doubt.NO_ANSWER)

    assert outbox.resend(first)
    assert claim() == [first]
    assert not outbox.resend(first)
    outbox.unclear([first], outbox.Doubt.NO_ANSWER)
    assert outbox.drop(first)
    assert state_of(first) == MessageState.FAILED


def test_what_a_dead_sender_claimed_becomes_unclear(say):
    one = say()
    claim()
    Outbox.objects.update(claimed_at=datetime.now(UTC) - timedelta(seconds=31))

    assert outbox.give_up_lost_claims(30.0) == [one]
    assert Outbox.objects.get().state == OutboxState.UNKNOWN


def test_a_reply_is_withheld_when_the_talk_changed_hands(say):
    one = say()
    Conversation.objects.update(version=1)

    assert claim() == []
    assert outbox.withhold_stale() == 1
    assert state_of(one) == MessageState.WITHHELD


def test_a_stopped_account_sends_nothing_and_loses_nothing(say, account):
    one = say()

    outbox.stop_account(account.id, 190, "token expired")

    assert claim() == []
    ChannelAccount.objects.update(stopped_at=None)
    assert claim() == [one]


def test_a_paused_account_waits(say, account):
    say()

    outbox.pause_account(account.id, 60.0)

    assert claim() == []


def test_an_account_without_tokens_is_passed_over(say, account):
    say()

    assert claim(full=[account.id]) == []


def test_a_receipt_without_our_reference_is_found_by_the_providers_id(say, receive):
    one = say()
    claim()
    outbox.sent([(one, "wamid.1", NOW)])

    receive(("wamid.1", DeliveryStatus.READ))
    receipts.take_in()

    assert state_of(one) == MessageState.READ


def test_a_receipt_of_a_message_that_is_not_ours_changes_nothing(say, receive):
    one = say()

    receive(("wamid.other", DeliveryStatus.READ), reference="no id of ours")

    assert receipts.take_in() == 1
    assert state_of(one) == MessageState.CREATED


@pytest.mark.django_db
@settings(max_examples=25)
@given(
    order=st.permutations(list(DeliveryStatus)),
    cuts=st.sets(st.integers(1, 3)),
    before=st.booleans(),
)
def test_receipts_in_any_order_leave_the_highest_rank(order, cuts, before):
    """Delivered and read stand above failed, failed above sent; none goes down."""
    from tests.messaging.by_hand import a_sent_message, store_receipts

    message_id = a_sent_message(sent=not before)
    parts = [0, *sorted(cuts), len(order)]
    for begin, end in pairwise(parts):
        store_receipts(message_id, order[begin:end])
        receipts.take_in()
        seen = max(RANK_OF[status] for status in order[:end])
        assert state_of(message_id) == seen
    with connection.cursor() as cursor:
        cursor.execute("delete from messaging_outbox")
