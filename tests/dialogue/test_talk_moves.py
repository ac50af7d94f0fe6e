"""Talks in which a booking is taken to another hour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk, later
from tests.dialogue.kept import Booking
from tests.dialogue.places import MIDDLE, MONDAY, NEW, RENEWAL, WEST, born

TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


def booked(desk: Desk, hour: int = 8) -> tuple[Citizen, Booking]:
    """Somebody with a booking for Wednesday, who was greeted before."""
    siti = Citizen(desk)
    slot = desk.find(WEDNESDAY, hour)
    booking = desk.book(siti.id, "Siti Aminah", born("1990-03-12"), slot)
    return siti.says("menu"), booking


def test_siti_moves_her_booking_by_tapping() -> None:
    desk = Desk().open()
    siti, booking = booked(desk)

    siti.says("antrean saya").taps("Ganti jadwal")
    siti.hears(booking.code, "Rabu, 25 November 2026", "satu kali", "pilih hari datang")
    siti.taps("Kam 26 Nov").hears("pilih jam").taps("10.00 - 11.00")
    siti.hears(f"Pindahkan antrean {booking.code}?", "Dari: Rabu", "Ke: Kamis, 26")
    assert booking.slot.day == WEDNESDAY
    siti.taps("Ya, pindahkan").hears("sudah dipindah", booking.code, "Kamis, 26")
    assert siti.reply.qr == booking.code
    assert desk.find(WEDNESDAY, 8).free == 4
    assert desk.find(WEDNESDAY + timedelta(days=1), 10).free == 3


@pytest.mark.parametrize(
    "words",
    ["mau ganti jadwal", "reschedule", "bisa pindah jadwal antrean saya?"],
)
def test_the_wish_is_understood_in_words(words: str) -> None:
    siti, booking = booked(Desk().open())

    siti.says(words).hears(booking.code, "pilih hari datang")


def test_all_in_one_sentence_leads_to_the_last_question() -> None:
    desk = Desk().open()
    siti, _ = booked(desk)

    siti.says("mau ganti jadwal ke besok jam 9").hears("Ke: Selasa, 24", "09.00")
    siti.says("ya").hears("sudah dipindah", "Selasa, 24 November 2026, 09.00 - 10.00")


def test_a_changed_mind_in_the_middle() -> None:
    desk = Desk().open()
    siti, booking = booked(desk)

    siti.says("ganti jadwal ke besok jam 9").says("tidak").hears("hari atau jam yang")
    siti.says("jam 10").hears("Ke: Selasa", "10.00 - 11.00")
    siti.says("lusa jam 13").hears("Ke: Rabu, 25", "13.00 - 14.00")
    siti.says("ganti hari").hears("pilih hari datang")
    siti.says("ganti kantor").hears("hanya hari dan jam", "pilih hari datang")
    siti.says("batal").hears("tetap pada jadwal semula")
    assert booking.slot.day == WEDNESDAY
    assert siti.answers.get("draft") is None


def test_a_booking_is_moved_only_once() -> None:
    desk = Desk().open()
    siti, booking = booked(desk)
    siti.says("ganti jadwal ke besok jam 9").says("ya").hears("sudah dipindah")
    assert "Ganti jadwal" not in siti.titles

    siti.says("ganti jadwal").hears("sudah pernah dipindah satu kali")
    siti.sees("Batalkan antrean", "Bicara petugas")
    siti.taps_id(f"move:{booking.id}").hears("sudah pernah dipindah")


def test_on_the_day_itself_it_is_too_late() -> None:
    desk = Desk().open()
    siti, booking = booked(desk, hour=13)
    siti.says("ganti jadwal ke kamis jam 9").hears("Ke: Kamis")
    old = siti.ids[0]
    later(desk, 2 * 24 * 60)

    siti.taps_id(old).hears("paling lambat satu hari sebelumnya")
    siti.says("ganti jadwal").hears("tidak dapat dipindah lagi")
    siti.says("antrean saya").hears(booking.code)
    assert "Ganti jadwal" not in siti.titles
    assert booking.slot.day == WEDNESDAY


def test_an_hour_that_was_taken_meanwhile_is_said_so_and_nothing_is_lost() -> None:
    desk = Desk().open()
    siti, booking = booked(desk)
    siti.says("ganti jadwal ke besok jam 9")
    desk.fill(TUESDAY, 9)

    siti.says("ya").hears("baru saja terisi", "pilih jam").sees("10.00 - 11.00")
    assert booking.slot.day == WEDNESDAY
    siti.says("jam 10").says("ya").hears("sudah dipindah")


def test_the_present_hour_is_no_move() -> None:
    desk = Desk().open()
    siti, booking = booked(desk)

    siti.says("ganti jadwal ke lusa jam 8").hears("Itu jadwal Anda yang sekarang")
    siti.sees("09.00 - 10.00")
    assert booking.moves == 0


def test_a_yes_is_tapped_twice() -> None:
    desk = Desk().open()
    siti, booking = booked(desk)
    siti.says("ganti jadwal ke besok jam 9")
    old = siti.ids[0]

    siti.taps_id(old).hears("sudah dipindah")
    siti.taps_id(old).hears("sudah pernah dipindah satu kali", "Selasa, 24")
    assert (booking.slot.day, booking.moves) == (TUESDAY, 1)


def test_an_old_yes_moves_to_what_it_showed() -> None:
    desk = Desk().open()
    siti, booking = booked(desk)
    siti.says("ganti jadwal ke besok jam 9")
    old = siti.ids[0]

    siti.says("jam 10").says("menu")
    siti.taps_id(old).hears("sudah dipindah", "Selasa, 24", "09.00 - 10.00")
    assert booking.slot.starts_at.hour == 9


def test_a_family_moves_together_or_not_at_all() -> None:
    desk = Desk().open(free=3)
    siti, booking = booked(desk)
    booking.people = [booking.people[0]] * 3
    desk.find(TUESDAY, 9).free = 2

    siti.says("ganti jadwal ke besok").hears("pilih jam")
    assert "09.00 - 10.00" not in siti.titles
    siti.says("jam 10").says("ya").hears("sudah dipindah")
    assert desk.find(TUESDAY, 10).free == 0


def test_a_day_without_hours_offers_other_days_but_no_other_office() -> None:
    desk = Desk(offices=[WEST, MIDDLE]).open().open(office=2)
    siti, _ = booked(desk)
    desk.fill(TUESDAY)

    siti.says("ganti jadwal ke besok").hears("sudah penuh", "pilih hari lain")
    siti.hears_not("Palewa").sees("Kam 26 Nov")


def test_one_of_several_is_chosen() -> None:
    desk = Desk().open()
    siti, first = booked(desk)
    slot = desk.find(WEDNESDAY, 10)
    second = desk.book(siti.id, "Budi Santoso", born("1985-02-01"), slot)

    siti.says("ganti jadwal").hears("Antrean mana", first.code, second.code)
    siti.taps(second.code).hears("pilih hari datang", second.code)


def test_who_has_no_booking_is_offered_to_book() -> None:
    siti = Citizen(Desk().open()).says("menu")

    siti.says("mau reschedule").hears("belum punya antrean").sees("Pesan antrean")


def test_nobody_moves_the_booking_of_another() -> None:
    desk = Desk().open()
    _, booking = booked(desk)
    tamu = Citizen(desk)

    tamu.taps_id(f"move:{booking.id}").hears("tidak berlaku").hears_not("Siti")
    tamu.taps_id(f"moveto:{booking.id}:2").hears("tidak berlaku").hears_not("Siti")
    assert booking.slot.day == WEDNESDAY


def test_a_button_of_another_office_begins_a_new_booking() -> None:
    desk = Desk(services=[NEW, RENEWAL], offices=[WEST, MIDDLE]).open().open(office=2)
    siti, booking = booked(desk)
    siti.says("ganti jadwal ke besok")

    siti.taps_id(f"day:{TUESDAY}:1:2").hears("sudah ada antrean", booking.code)
    siti.taps("Pesan lagi").hears("pilih jam", "Palewa")
    assert booking.slot.office == 1


def test_a_moved_booking_gives_back_what_was_held_for_another() -> None:
    desk = Desk().open()
    siti, booking = booked(desk)
    siti.says("pesan antrean").taps("Pesan lagi").says("besok jam 8")
    siti.says("Budi Santoso 1-2-1985").hears("Sudah sesuai?")
    assert len(desk.held()) == 1

    siti.taps_id(f"move:{booking.id}").hears("pilih hari datang")
    assert desk.held() == []


def test_ganti_jadwal_while_booking_is_about_that_booking() -> None:
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    siti.says("ganti jadwal").hears("pilih hari datang")
    siti.says("lusa jam 9").hears("Sudah sesuai?", "Rabu, 25 November 2026")


def test_a_move_in_english() -> None:
    siti, booking = booked(Desk().open())

    siti.says("english").says("reschedule my appointment").hears(booking.code, "once")
    siti.says("tomorrow at 9").hears(f"Move booking {booking.code}?")
    siti.taps("Yes, move it").hears("is moved", "the code stays the same")
