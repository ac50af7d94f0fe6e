"""Talks in which minds change, places go, and bookings are there already."""

from __future__ import annotations

from datetime import timedelta

from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk, later, three_offices
from tests.dialogue.places import MONDAY, born

TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


def test_one_more_person_comes_along_at_the_last_moment() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    siti.says("Budi Santoso 1-2-1985").hears("- Siti Aminah", "- Budi Santoso")

    assert len(desk.held()) == 1
    assert desk.find(TUESDAY, 8).free == 2


def test_a_wrong_birth_date_is_corrected_in_the_echo() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    siti.says("Siti Aminah 13-03-1990").hears("13 Maret 1990").hears_not("12 Maret")
    siti.says("ya").hears("Terpesan")

    [booking] = desk.booked()
    assert [person.birth_date for person in booking.people] == [born("1990-03-13")]


def test_siti_takes_another_hour_without_retyping_her_name() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    siti.taps("Ganti jam").hears("pilih jam datang")
    assert desk.held() == []
    siti.taps("13.00 - 14.00").hears("Sudah sesuai?", "Siti Aminah", "13.00 - 14.00")
    siti.says("jam 9 aja").hears("09.00 - 10.00")
    siti.says("besok lusa jam 10").hears("Rabu, 25 November", "10.00 - 11.00")
    siti.says("10").hears("10.00 - 11.00")
    siti.says("ya").hears("Terpesan")

    assert desk.find(TUESDAY, 8).free == desk.find(TUESDAY, 13).free == 4


def test_siti_changes_day_office_service_and_names() -> None:
    desk = three_offices()
    siti = Citizen(desk)

    siti.says("paspor baru di tirtasari besok jam 8").says("Siti Aminah 12-03-1990")
    siti.says("ganti hari dong").hears("pilih hari datang")
    siti.says("rabu").hears("pilih jam")
    siti.says("jam 8").hears("Rabu, 25 November 2026", "Sudah sesuai")
    siti.says("pindah kantor").hears("pilih kantor")
    siti.says("palewa").hears("pilih jam", "Palewa")
    siti.says("8").hears("Sudah sesuai?", "WITA")
    siti.says("ubah layanan").hears("layanan apa")
    siti.says("penggantian").says("palewa").says("8").hears("Penggantian paspor")
    siti.says("ganti nama").hears("Siapa yang akan datang")
    siti.says("Budi Santoso 1-2-1985").hears("Budi Santoso").hears_not("Siti")
    siti.says("ya").hears("Terpesan")

    assert desk.held() == []
    assert len(desk.booked()) == 1


def test_a_no_in_the_end_asks_what_to_change() -> None:
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    siti.says("salah").hears("GANTI HARI", "Sudah sesuai?")
    siti.says("tidak, jam 10 aja").hears("10.00 - 11.00", "Sudah sesuai?")


def test_who_comes_second_gets_the_hours_that_are_left() -> None:
    desk = Desk().open(free=1)
    siti, budi = Citizen(desk), Citizen(desk)

    siti.says("antre besok jam 8")
    budi.says("antre besok jam 8")
    siti.says("Siti Aminah 12-03-1990")
    budi.says("Budi Santoso 1-2-1985").hears("baru saja terisi", "pilih jam")
    assert "08.00 - 09.00" not in budi.titles
    budi.taps("09.00 - 10.00").hears("Sudah sesuai?", "Budi Santoso")


def test_a_tapped_hour_that_is_gone_is_not_asked_names_for() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok")
    desk.fill(TUESDAY, 10)
    siti.taps("10.00 - 11.00").hears("baru saja terisi", "pilih jam")


def test_a_hold_that_ran_out_is_taken_again() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    later(desk, 30)
    siti.taps("Ya, pesan").hears("Terpesan")


def test_a_hold_that_ran_out_and_is_gone_offers_other_hours() -> None:
    desk = Desk().open(free=1)
    siti, budi = Citizen(desk), Citizen(desk)

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    later(desk, 30)
    desk.release_due()
    budi.says("antre besok jam 8").says("Budi Santoso 1-2-1985").says("ya")
    siti.taps("Ya, pesan").hears("baru saja terisi", "pilih jam")
    siti.taps("09.00 - 10.00").hears("Siti Aminah")
    siti.says("ya").hears("Terpesan")


def test_batal_gives_the_held_place_back() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
    assert desk.find(TUESDAY, 8).free == 3
    siti.says("gak jadi deh").hears("tidak ada tempat yang diambil")

    assert desk.find(TUESDAY, 8).free == 4
    assert siti.step == "menu"
    assert "draft" not in siti.answers


def test_menu_and_my_bookings_give_the_held_place_back_too() -> None:
    for words in ("menu", "jadwal saya", "batalkan antrean saya"):
        desk = Desk().open()
        siti = Citizen(desk)
        siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")
        siti.says(words)
        assert desk.held() == [], words


def test_batal_works_at_every_step() -> None:
    said = ["paspor", "paspor baru", "palewa", "besok", "jam 8", "Siti 12-03-1990"]
    for count in range(1, len(said) + 1):
        siti = Citizen(three_offices())
        for words in said[:count]:
            siti.says(words)
        assert siti.step.startswith("book.")
        siti.says("batal").hears("pemesanan tidak dilanjutkan")


def test_a_greeting_in_the_middle_loses_nothing() -> None:
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 8")
    siti.says("halo pak").hears("Halo.", "Siapa yang akan datang")
    siti.says("makasih ya").hears("Sama-sama", "Siapa yang akan datang")
    siti.says("Siti Aminah 12-03-1990").hears("Sudah sesuai?")


def test_who_has_a_booking_hears_of_it_before_typing_anything() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    code = desk.book(siti.id, "Siti Aminah", born("1990-03-12")).code

    siti.says("mau antre lagi").hears("sudah ada antrean", code)
    siti.taps("Pesan lagi").hears("pilih hari")
    siti.says("besok").says("8").says("Budi Santoso 1-2-1985").says("ya")

    assert len(desk.booked(siti.id)) == 2


def test_one_more_booking_can_be_declined_or_agreed_to_in_words() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("mau antre").says("tidak").hears("Antrean Anda, kode")
    siti.says("mau antre").says("ya").hears("pilih hari")


def test_a_person_books_once() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    desk.book(siti.id, "Siti Aminah", born("1990-03-12"))

    siti.says("mau antre").taps("Pesan lagi").says("besok jam 9")
    siti.says("Siti Aminah 12-03-1990")
    siti.hears("Siti Aminah sudah punya antrean", "Satu orang satu antrean")
    siti.hears("Paspor baru, Selasa")


def test_a_booking_from_another_number_is_not_shown() -> None:
    desk = Desk().open()
    siti, budi = Citizen(desk), Citizen(desk)
    code = desk.book(budi.id, "Siti Aminah", born("1990-03-12")).code

    siti.says("antre besok jam 9").says("Siti Aminah 12-03-1990")
    siti.hears("dipesan dari nomor lain").hears_not(code)


def test_of_a_family_the_others_may_still_book() -> None:
    desk = Desk().open()
    siti, rina = Citizen(desk), Citizen(desk)
    desk.book(rina.id, "Budi Santoso", born("1985-02-01"))

    siti.says("antre besok jam 9")
    siti.says("Siti Aminah 12-03-1990\nBudi Santoso 1-2-1985").hears(
        "Budi Santoso sudah"
    )
    siti.taps("Pesan untuk lainnya").hears("Sudah sesuai?").hears_not("Budi")
    siti.says("ya").hears("untuk Siti Aminah")


def test_an_hour_that_is_not_there_is_said_to_be_so() -> None:
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 15").hears("Pukul 15.00 tidak tersedia", "pilih jam")
    siti.says("pagi").hears("08.00, 09.00, 10.00")
    siti.says("sore").hears("13.00")
    siti.says("malam").hears("Halo.")


def test_a_part_of_the_day_without_hours_is_said_to_be_so() -> None:
    siti = Citizen(Desk().open(hours=(8,)))

    siti.says("antre besok").says("sore").hears("tidak ada jam yang tersedia")
