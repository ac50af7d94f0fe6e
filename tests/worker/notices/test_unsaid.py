"""Reminders that are not said, or not yet, and what is known of them."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from loket.bookings import actions
from loket.bookings.models import Slot
from loket.bookings.states import BookingState
from loket.contacts import consent
from loket.contacts.consent import Word
from loket.messaging import notices
from loket.messaging.models import ChannelAccount, Message, Notice
from loket.messaging.states import MessageState, NoticeState
from loket.worker import notices as worker
from tests.worker.notices.conftest import (
    DAY_BEFORE,
    HOURS_BEFORE,
    NOW,
    VISIT,
    sent,
    states,
    wrote,
)

pytestmark = pytest.mark.django_db


def test_what_could_not_be_said_in_time_is_dropped_and_counted(
    siti, book, account, keyring
):
    book(siti)
    late = VISIT - timedelta(minutes=30)
    wrote(late)

    assert worker.work(late, keyring) == 0
    assert notices.expire(late) == 2
    assert states() == [NoticeState.EXPIRED] * 2
    assert notices.counts(account.agency_id, NOW) == {
        ("reminder.day", NoticeState.EXPIRED): 1,
        ("reminder.hours", NoticeState.EXPIRED): 1,
    }


def test_what_waits_too_long_in_the_outbox_is_not_sent(siti, book, keyring):
    book(siti)
    wrote(HOURS_BEFORE)
    worker.work(HOURS_BEFORE, keyring)

    notices.expire(HOURS_BEFORE + timedelta(hours=1, minutes=40))
    assert sent() == []
    assert Message.objects.get().state == MessageState.WITHHELD
    assert states()[1] == NoticeState.EXPIRED


def test_a_cancelled_booking_is_not_spoken_of(siti, book, keyring):
    booking = book(siti)
    actions.cancel([(booking, siti)], NOW)
    wrote(DAY_BEFORE)

    assert worker.work(DAY_BEFORE, keyring) == 0
    assert sent() == []


def test_a_reminder_still_in_the_outbox_is_withdrawn_too(siti, book, keyring):
    booking = book(siti)
    wrote(DAY_BEFORE)
    worker.work(DAY_BEFORE, keyring)
    actions.cancel([(booking, siti)], DAY_BEFORE)

    assert sent() == []
    assert Message.objects.get().state == MessageState.WITHHELD


def test_a_reminder_of_another_hour_than_planned_says_nothing(siti, book, keyring):
    book(siti)
    wrote(DAY_BEFORE)
    Slot.objects.filter(bookings__isnull=False).update(starts=time(10, 5))

    assert worker.work(DAY_BEFORE, keyring) == 0
    assert states()[0] == NoticeState.POINTLESS


def test_who_has_arrived_already_is_not_reminded(siti, book, keyring):
    booking = book(siti)
    wrote(HOURS_BEFORE)
    actions.mark(booking, BookingState.BOOKED, BookingState.ARRIVED, HOURS_BEFORE)

    assert worker.work(HOURS_BEFORE, keyring) == 0
    assert sent() == []


def test_who_said_stop_gets_none(siti, book, account, keyring):
    book(siti)
    wrote(DAY_BEFORE)
    consent.say([Word(siti, account.id, is_stopped=True, said_at=NOW)])

    assert worker.work(DAY_BEFORE, keyring) == 0
    assert states()[0] == NoticeState.STOPPED
    consent.say([Word(siti, account.id, is_stopped=False, said_at=DAY_BEFORE)])
    wrote(HOURS_BEFORE)
    assert worker.work(HOURS_BEFORE, keyring) == 1


@pytest.mark.parametrize(
    "ailing",
    [
        {"stopped_at": NOW},
        {"paused_until": VISIT},
        {"notices_paused_until": VISIT},
    ],
)
def test_a_number_that_rests_says_nothing_until_it_works_again(
    siti, book, account, keyring, ailing
):
    book(siti)
    wrote(DAY_BEFORE)
    ChannelAccount.objects.update(**ailing)
    assert worker.work(DAY_BEFORE, keyring) == 0

    ChannelAccount.objects.update(**dict.fromkeys(ailing))
    assert worker.work(DAY_BEFORE, keyring) == 1


def test_a_notice_that_breaks_does_not_stop_the_others(siti, book, keyring):
    for name in ("Siti Aminah", "Budi Santoso"):
        book(siti, name)
    wrote(DAY_BEFORE)
    broken = Notice.objects.filter(kind="reminder.day").order_by("id")[0]
    Notice.objects.filter(id=broken.id).update(parameters={"hour": "never"})

    assert worker.work(DAY_BEFORE, keyring) == 1
    assert len(sent()) == 1
    broken.refresh_from_db()
    assert broken.due_at == DAY_BEFORE + worker.LOOK_AGAIN


def test_old_notices_are_forgotten_and_waiting_ones_are_not(siti, book, keyring):
    book(siti)
    wrote(DAY_BEFORE)
    worker.work(DAY_BEFORE, keyring)

    notices.forget(DAY_BEFORE + notices.KEEP + timedelta(days=1))
    assert states() == [NoticeState.WAITING]
