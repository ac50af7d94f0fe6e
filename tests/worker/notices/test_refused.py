"""A reminder that the provider refused: said again by a template, and told of."""

from __future__ import annotations

import pytest
from django.db import connection

from loket.bookings import reminders
from loket.messaging import outbox, unheard
from loket.messaging.models import Message, Outbox
from loket.messaging.states import NoticeState
from loket.worker import notices as worker
from tests.worker.notices.conftest import DAY_BEFORE, sent, states, wrote

pytestmark = pytest.mark.django_db

TOO_LATE, UNDELIVERABLE = outbox.WINDOW_CLOSED_CODE, 131026


def refuse(code: int = TOO_LATE) -> None:
    """Let the provider refuse what stands in the outbox."""
    waiting = list(Outbox.objects.values_list("message_id", flat=True))
    outbox.failed([(id_, code, "no") for id_ in waiting])


@pytest.fixture
def reminded(siti, book, keyring, approve):
    """A booking whose owner was reminded freely."""
    booking = book(siti)
    approve("id", "en")
    wrote(DAY_BEFORE)
    worker.work(DAY_BEFORE, keyring)
    assert sent()[0].template is None
    return booking


def test_free_words_that_came_too_late_are_said_by_a_template(reminded, keyring):
    refuse()

    assert unheard.say_again(DAY_BEFORE) == 1
    assert worker.work(DAY_BEFORE, keyring) == 1
    assert sent()[0].template.name == "visit_reminder_day_1"
    assert states()[0] == NoticeState.SAID


def test_a_template_that_was_refused_is_not_said_again(reminded, keyring):
    refuse()
    unheard.say_again(DAY_BEFORE)
    worker.work(DAY_BEFORE, keyring)
    refuse()

    assert unheard.say_again(DAY_BEFORE) == 0
    assert Message.objects.count() == 2
    assert reminders.undelivered([reminded]) == {reminded}


def test_what_failed_for_another_reason_is_only_told_of(reminded):
    refuse(UNDELIVERABLE)

    assert unheard.say_again(DAY_BEFORE) == 0
    assert reminders.undelivered([reminded]) == {reminded}


def test_who_wrote_after_the_refusal_is_told_freely(reminded, keyring):
    refuse()
    later = DAY_BEFORE + worker.LOOK_AGAIN
    unheard.say_again(later)
    wrote(later)

    assert worker.work(later, keyring) == 1
    assert sent()[0].template is None


def test_a_reminder_under_way_is_not_undelivered(reminded):
    assert reminders.undelivered([reminded]) == set()
    with connection.cursor() as cursor:
        cursor.execute("update messaging_message set state = 2")
    assert reminders.undelivered([reminded]) == set()
