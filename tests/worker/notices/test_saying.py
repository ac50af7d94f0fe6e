"""Reminders that are said: at their time, once, in a talk that is left whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.bookings import actions
from loket.bookings.models import Reminder
from loket.messaging.models import Conversation, Message, Owner
from loket.messaging.states import NoticeState
from loket.worker import notices as worker
from tests.worker.notices.conftest import DAY_BEFORE, HOURS_BEFORE, sent, states, wrote

pytestmark = pytest.mark.django_db


def test_nothing_is_said_before_its_time(siti, book, keyring):
    book(siti)

    assert worker.work(DAY_BEFORE - timedelta(minutes=1), keyring) == 0
    assert sent() == []


def test_a_reminder_comes_at_its_time_and_once(siti, book, keyring):
    booking = book(siti)
    wrote(DAY_BEFORE - timedelta(hours=3))

    assert worker.work(DAY_BEFORE, keyring) == 1
    assert worker.work(DAY_BEFORE, keyring) == 0
    (said,) = sent()
    assert "Kamis, 26 November 2026, pukul 10.00 - 11.00 WIB" in said.words
    assert said.phone == "6281100000001"
    assert [c.id for c in said.choices] == [f"come:{booking}", f"cancel:{booking}"]
    assert states() == [NoticeState.SAID, NoticeState.WAITING]
    assert Message.objects.get().words == said.words
    assert Reminder.objects.get().said_at == DAY_BEFORE


def test_the_second_reminder_comes_too(siti, book, keyring):
    book(siti)
    for moment in (DAY_BEFORE, HOURS_BEFORE):
        wrote(moment)
        worker.work(moment, keyring)

    assert [("hari ini" in said.words) for said in sent()] == [False, True]
    assert Reminder.objects.get().said_at == DAY_BEFORE


def test_no_name_stands_in_a_reminder(siti, book, keyring, approve):
    book(siti)
    approve("id")
    worker.work(DAY_BEFORE, keyring)
    wrote(HOURS_BEFORE)
    worker.work(HOURS_BEFORE, keyring)

    assert len(sent()) == 2
    assert not [said for said in sent() if "Siti" in said.words]


def test_who_said_that_they_come_is_not_asked_again(siti, book, keyring):
    booking = book(siti)
    actions.say_coming([(booking, siti)], DAY_BEFORE)
    wrote(HOURS_BEFORE)
    worker.work(HOURS_BEFORE, keyring)

    assert [choice.id for choice in sent()[0].choices] == ["mine", f"cancel:{booking}"]


def test_a_talk_at_rest_hears_the_answer_to_a_reminder(siti, book, keyring):
    book(siti)
    wrote(DAY_BEFORE, step="menu")
    worker.work(DAY_BEFORE, keyring)

    talk = Conversation.objects.get()
    assert talk.step == "reminder"
    assert talk.last_inbound_at == DAY_BEFORE


@pytest.mark.parametrize(
    ("wrote_before", "step"),
    [(timedelta(minutes=20), "book.people"), (timedelta(hours=2), "reminder")],
)
def test_a_talk_in_the_middle_goes_on_unless_it_was_left(
    siti, book, keyring, wrote_before, step
):
    book(siti)
    wrote(DAY_BEFORE - wrote_before, step="book.people")
    worker.work(DAY_BEFORE, keyring)

    assert len(sent()) == 1
    assert Conversation.objects.get().step == step


def test_a_talk_that_staff_own_is_left_as_it_is(siti, book, keyring):
    book(siti)
    wrote(DAY_BEFORE, step="menu", owner=Owner.STAFF)
    worker.work(DAY_BEFORE, keyring)

    assert len(sent()) == 1
    assert Conversation.objects.get().step == "menu"


def test_a_batch_of_reminders_costs_no_more_statements_than_one(
    siti, book, keyring, django_assert_max_num_queries
):
    for n in range(4):
        book(siti, f"Anak {'abcd'[n]}")
    wrote(DAY_BEFORE)

    with django_assert_max_num_queries(20):
        assert worker.work(DAY_BEFORE, keyring) == 4
