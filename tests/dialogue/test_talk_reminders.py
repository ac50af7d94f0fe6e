"""What people answer to a reminder."""

from __future__ import annotations

from loket.dialogue.flows import reminders
from loket.dialogue.types import Turn
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import born


def reminded(desk: Desk) -> tuple[Citizen, object]:
    """Somebody with a booking, whose talk stands at its reminder."""
    siti = Citizen(desk)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"))
    turn = Turn(contact_id=siti.id, account_id=1, agency_id=1, now=desk.now)
    said = reminders.say(turn, desk.view(booking), "reminder.day", is_coming=False)
    siti.step, siti.answers, siti.heard = said.step, said.answers, said.reply
    return siti, booking


def test_a_reminder_says_where_and_when_and_names_nobody() -> None:
    siti, booking = reminded(Desk().open())

    siti.hears(booking.code, "Selasa, 24 November 2026", "WIB", "Imigrasi Tirtasari")
    siti.hears_not("Siti").sees("Saya akan datang", "Batalkan antrean")


def test_siti_says_by_tapping_that_she_comes() -> None:
    desk = Desk().open()
    siti, booking = reminded(desk)

    siti.taps("Saya akan datang").hears("akan datang", "15 menit").sees("Antrean saya")
    assert desk.coming == {booking.id}
    assert siti.reply.qr == booking.code


def test_siti_says_by_typing_that_she_comes() -> None:
    for words in ("ya", "iya datang", "ok siap", "1", "saya akan datang", "👍"):
        desk = Desk().open()
        siti, booking = reminded(desk)

        siti.says(words)
        assert desk.coming == {booking.id}, words


def test_a_no_asks_before_anything_is_cancelled() -> None:
    desk = Desk().open()
    siti, _ = reminded(desk)

    siti.says("tidak").hears("Batalkan antrean")
    assert len(desk.booked()) == 1
    siti.taps("Ya, batalkan").hears("sudah dibatalkan")
    assert desk.booked() == []


def test_the_button_to_cancel_asks_first_too() -> None:
    desk = Desk().open()
    siti, _ = reminded(desk)

    siti.taps("Batalkan antrean").hears("Batalkan antrean").sees("Tidak, tetap datang")
    assert len(desk.booked()) == 1


def test_after_a_reminder_any_other_wish_is_heard() -> None:
    siti, _ = reminded(Desk().open())

    siti.says("halo").says("antrean saya").hears("Siti Aminah")


def test_an_old_reminder_of_a_booking_that_is_gone_says_so() -> None:
    desk = Desk().open()
    siti, booking = reminded(desk)
    siti.taps("Batalkan antrean").taps("Ya, batalkan")

    siti.taps_id(f"come:{booking.id}").hears("tidak berlaku")
    assert desk.coming == set()


def test_nobody_answers_the_reminder_of_another() -> None:
    desk = Desk().open()
    _, booking = reminded(desk)
    tamu = Citizen(desk)

    tamu.taps_id(f"come:{booking.id}").hears("tidak berlaku").hears_not(booking.code)
    assert desk.coming == set()


def test_a_booking_that_is_being_made_goes_on_after_the_answer() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"))
    siti.says("pesan antrean").taps("Pesan lagi").taps(siti.titles[0])
    step = siti.step

    siti.taps_id(f"come:{booking.id}").hears("akan datang").taps("Lanjutkan")
    assert siti.step == step
