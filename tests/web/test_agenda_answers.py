"""The agenda shows what people answered to their reminder."""

from datetime import timedelta

import pytest

from loket.bookings.models import Booking, Reminder
from loket.bookings.states import BookingState
from loket.lib import ids
from loket.messaging import notices
from loket.messaging.models import Notice
from loket.messaging.notices import Notice as Planned
from loket.messaging.states import NoticeState
from tests.web.conftest import NOW

ASKED = NOW - timedelta(hours=20)
SILENT = "Belum menjawab"
UNDELIVERED = "Pengingat tidak dapat terkirim"
COMING = "Akan datang"
CANCELLED = "Dibatalkan"


@pytest.fixture
def remind(slot):
    def remind(booking, *, comes=False):
        coming_at = NOW - timedelta(hours=1) if comes else None
        Reminder.objects.create(
            booking=booking, slot_id=slot.id, said_at=ASKED, coming_at=coming_at
        )

    return remind


def agenda(browser, query=""):
    return browser.get(f"/offices/TS/agenda/{query}").content.decode()


def test_who_was_not_reminded_has_no_mark(siti, slot, book):
    book(slot, "Budi Santoso")

    page = agenda(siti)
    assert SILENT not in page
    assert "Jawaban atas pengingat" not in page


def test_who_did_not_answer_is_shown_as_silent(siti, slot, book, remind):
    remind(book(slot, "Budi Santoso"))

    page = agenda(siti)
    assert SILENT in page
    assert "0 akan datang · 1 belum menjawab · 0 membatalkan" in page


def test_who_says_that_they_come_is_shown(siti, slot, book, remind):
    remind(book(slot, "Budi Santoso", "Rina Wulandari"), comes=True)

    page = agenda(siti)
    assert COMING in page
    assert SILENT not in page
    assert "2 akan datang · 0 belum menjawab · 0 membatalkan" in page


def test_who_cancelled_after_the_reminder_stands_last_without_buttons(
    siti, slot, book, remind
):
    gone = book(slot, "Ani")
    book(slot, "Budi Santoso")
    remind(gone)
    Booking.objects.filter(id=gone.id).update(state=BookingState.CANCELLED)

    page = agenda(siti)
    assert CANCELLED in page
    assert page.index("Budi Santoso</b>") < page.index("Ani</b>")
    assert f"/bookings/{gone.id}/arrival" not in page
    assert "1 terpesan" in page


def test_who_cancelled_before_any_reminder_is_not_shown(siti, slot, book):
    gone = book(slot, "Ani")
    Booking.objects.filter(id=gone.id).update(state=BookingState.CANCELLED)

    assert "Ani</b>" not in agenda(siti)


def test_a_moved_booking_is_silent_no_more(siti, slot, make_slot, book, remind):
    booking = book(slot, "Budi Santoso")
    remind(booking)
    Booking.objects.filter(id=booking.id).update(slot=make_slot(hour=11))

    page = agenda(siti, "?hour=11:00")
    assert "Budi Santoso" in page
    assert SILENT not in page


def test_who_has_arrived_is_no_question_any_more(siti, slot, book, remind):
    booking = book(slot, "Budi Santoso")
    remind(booking)
    Booking.objects.filter(id=booking.id).update(state=BookingState.ARRIVED)

    page = agenda(siti)
    assert SILENT not in page
    assert "Jawaban atas pengingat" not in page


@pytest.fixture
def settle(office):
    """Let a reminder of a booking come to an end."""

    def settle(booking, kind, state):
        key = f"{kind}:{booking.id}"
        planned = Planned(
            kind, {}, office.agency_id, office.id, ids.new(), key, ASKED, NOW
        )
        notices.write([planned])
        Notice.objects.filter(key=key).update(state=state, settled_at=ASKED)

    return settle


def test_a_reminder_that_expired_is_no_silence(siti, slot, book, settle):
    settle(book(slot, "Budi Santoso"), "reminder.day", NoticeState.EXPIRED)

    page = agenda(siti)
    assert UNDELIVERED in page
    assert SILENT not in page
    assert "0 belum menjawab · 1 tidak terkirim" in page


def test_a_reminder_that_got_through_makes_good_for_an_earlier_one(
    siti, slot, book, remind, settle
):
    booking = book(slot, "Budi Santoso")
    remind(booking)
    settle(booking, "reminder.day", NoticeState.EXPIRED)
    settle(booking, "reminder.hours", NoticeState.SAID)

    assert SILENT in agenda(siti)
    assert UNDELIVERED not in agenda(siti)


def test_who_comes_all_the_same_is_expected(siti, slot, book, remind, settle):
    booking = book(slot, "Budi Santoso")
    settle(booking, "reminder.day", NoticeState.EXPIRED)
    remind(booking, comes=True)

    assert COMING in agenda(siti)
    assert UNDELIVERED not in agenda(siti)
