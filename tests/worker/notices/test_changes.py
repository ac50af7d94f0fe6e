"""A change of the office is told to whoever lost an hour: once, truly, with choices."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.bookings import actions, displaced, moving, rearranging
from loket.bookings.changes import Closing
from loket.bookings.models import Booking, Rearrangement, Slot
from loket.bookings.moving import MoveRefusal, MoveRequest
from loket.bookings.placing import Wish
from loket.contacts import consent
from loket.contacts.consent import Word
from loket.messaging.models import Message, Notice
from loket.offices.models import Closure
from loket.worker import notices as worker
from tests.worker.notices.conftest import NOW, VISIT, sent, wrote

pytestmark = pytest.mark.django_db


@pytest.fixture
def close(office):
    Closure.objects.all().delete()
    day = VISIT.date()

    def close(wish=Wish.MOVE, now=NOW):
        change = Closing([office], office, (day, day), "Listrik padam", "Nota 12")
        return rearranging.apply(change, wish, now, by=1)

    return close


def buttons(message):
    return [(choice.id, choice.title) for choice in message.choices]


def test_a_moved_visit_is_told_with_three_choices(siti, book, close, keyring):
    booking = book(siti)
    close()
    slot = Booking.objects.get(id=booking).slot

    assert worker.work(NOW, keyring) == 1
    (said,) = sent()
    assert "Alasan: Listrik padam." in said.words
    assert "semula Kamis, 26 November 2026, 10.00 - 11.00 WIB" in said.words
    assert f"pukul {slot.starts:%H.%M}" in said.words
    assert [id_ for id_, _ in buttons(said)] == [
        f"come:{booking}",
        f"move:{booking}",
        f"cancel:{booking}",
    ]
    assert worker.work(NOW, keyring) == 0


def test_a_cancelled_visit_is_told_in_english_too(siti, book, close, office, keyring):
    booking = book(siti)
    wrote(NOW, language="en")
    close(Wish.CANCEL)
    worker.work(NOW, keyring)
    service = Booking.objects.get(id=booking).service_id

    assert "cannot serve you on Thursday, 26 November 2026" in sent()[0].words
    assert buttons(sent()[0])[0] == (
        f"off:{office.id}:{service}",
        "Choose another hour",
    )


def test_after_24_hours_a_template_says_it(siti, book, close, keyring, approve):
    book(siti)
    approve("id", "en")
    wrote(NOW - timedelta(days=2))
    close()
    worker.work(NOW, keyring)

    assert sent()[0].template.name == "visit_moved_1"
    assert len(sent()[0].template.buttons) == 3
    assert "Listrik padam" in [gap.words for gap in sent()[0].template.gaps]


def test_whoever_cancelled_meanwhile_is_told_nothing(siti, book, close, keyring):
    booking = book(siti)
    close()
    actions.cancel([(booking, siti)], NOW)

    assert worker.work(NOW, keyring) == 0
    assert not Message.objects.exists()


def test_reminders_are_those_of_the_new_hour(siti, book, close):
    booking = book(siti)
    close()
    slot = Booking.objects.get(id=booking).slot
    due = Notice.objects.get(kind="reminder.day").due_at

    assert due.date() == slot.day - timedelta(days=1)


def test_who_wants_no_messages_is_phoned(siti, book, close, account, keyring):
    booking = book(siti)
    consent.say([Word(siti, account.id, is_stopped=True, said_at=NOW)])
    close()
    (one,) = displaced.of(Rearrangement.objects.get().id, keyring)

    assert (one.booking_id, one.must_be_called) == (booking, True)


def test_whoever_was_moved_may_move_once_more_and_on_the_day_itself(
    siti, book, close, keyring
):
    booking = book(siti)
    close()
    slot = Booking.objects.get(id=booking).slot
    other = Slot.objects.filter(
        office_id=slot.office_id, service_id=slot.service_id, day=slot.day
    ).exclude(id=slot.id)
    same_day = slot.starts_at - timedelta(hours=4)
    ask = [
        MoveRequest(booking, siti, one.id, same_day)
        for one in other.filter(starts_at__gt=same_day)[:2]
    ]
    assert moving.move(ask[:1]) == [None]
    assert moving.move(ask[1:]) == [MoveRefusal.MOVED_BEFORE]
