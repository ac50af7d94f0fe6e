"""Reminders while others work at the same talks."""

from __future__ import annotations

import threading

import psycopg
from django.db import connection, transaction

from loket.bookings import actions
from loket.messaging import notices
from loket.messaging.models import Message, Notice
from loket.messaging.states import MessageState, NoticeState
from loket.worker import notices as worker
from tests.worker.conftest import test_database_url
from tests.worker.notices.conftest import DAY_BEFORE, sent, states, wrote


def in_thread(work):
    """Run something on a connection of its own; the thread, started."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_talk_that_is_being_answered_is_left_for_later(
    shared_db, siti, book, keyring
):
    book(siti)
    wrote(DAY_BEFORE)
    with psycopg.connect(test_database_url()) as talker:
        talker.execute("select 1 from messaging_conversation for update")
        assert worker.work(DAY_BEFORE, keyring) == 0
    assert worker.work(DAY_BEFORE, keyring) == 1


def test_two_workers_say_each_reminder_once(shared_db, siti, book, keyring):
    for n in range(5):
        book(siti, f"Anak {'abcde'[n]}")
    wrote(DAY_BEFORE)

    threads = [in_thread(lambda: worker.work(DAY_BEFORE, keyring)) for _ in range(4)]
    for thread in threads:
        thread.join()
    worker.work(DAY_BEFORE, keyring)

    assert len(sent()) == 5
    assert states().count(NoticeState.SAID) == 5


def test_who_cancels_while_it_is_being_said_waits_and_is_heard(
    shared_db, siti, book, keyring
):
    booking = book(siti)
    wrote(DAY_BEFORE)
    with transaction.atomic():
        assert len(notices.due(DAY_BEFORE, 1, keyring)) == 1
        cancelling = in_thread(lambda: actions.cancel([(booking, siti)], DAY_BEFORE))
        worker.work(DAY_BEFORE, keyring)
    cancelling.join()

    assert sent() == []
    assert Message.objects.get().state == MessageState.WITHHELD
    assert not Notice.objects.exists()
