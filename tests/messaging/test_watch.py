"""Answers that are late and messages that nobody decides about raise alarms."""

from datetime import timedelta

import pytest
from django.db import connection

from loket.channels.types import EventKind, InboundEvent, Sender
from loket.lib import clock, ids
from loket.messaging import alarms, intake, watch
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.models import ChannelAccount, Event, Outbox
from loket.messaging.states import OutboxState


@pytest.fixture
def wait(say):
    """Let a message of ours wait for so many seconds."""

    def wait(seconds):
        due = clock.now() - timedelta(seconds=seconds)
        say()
        Outbox.objects.update(due_at=due)

    return wait


def kinds(account):
    return [one.kind for one in alarms.open_alarms(account.agency_id)]


def test_an_answer_that_waits_too_long_raises_an_alarm_until_it_is_sent(account, wait):
    wait(watch.LATE_AFTER_S + 5)

    assert watch.watch_lag() > watch.LATE_AFTER_S
    assert kinds(account) == [AlarmKind.LAG]

    Outbox.objects.all().delete()
    assert watch.watch_lag() == 0.0
    assert kinds(account) == []


def test_an_answer_in_time_raises_none(account, wait):
    wait(5)

    watch.watch_lag()

    assert kinds(account) == []


def test_a_stopped_number_is_not_late(account, wait):
    wait(3600)
    ChannelAccount.objects.update(stopped_at=clock.now())

    watch.watch_lag()

    assert kinds(account) == []


def test_words_that_nobody_answers_raise_an_alarm(account):
    event = InboundEvent("w1", "100", EventKind.MESSAGE, "text", Sender(phone="6281"))
    with connection.cursor() as cursor:
        values = intake.parameters([intake.row(event, account.id)], ids.new(), b"x")
        cursor.execute(intake.QUERIES["store"], values)
    Event.objects.update(received_at=clock.now() - timedelta(minutes=5))

    watch.watch_lag()

    assert kinds(account) == [AlarmKind.LAG]


def test_what_nobody_decided_about_raises_an_alarm_until_somebody_did(account, say):
    say()
    Outbox.objects.update(state=OutboxState.UNKNOWN)

    watch.watch_undecided()
    (alarm,) = alarms.open_alarms(account.agency_id)
    assert (alarm.kind, alarm.detail) == (AlarmKind.DEAD_LETTERS, "1")

    Outbox.objects.all().delete()
    watch.watch_undecided()
    assert kinds(account) == []
