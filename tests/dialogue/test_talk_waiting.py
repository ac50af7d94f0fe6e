"""Talks about the waiting list, and about limits of a number."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from loket.dialogue.commands import HoldRefusal, NotHeld
from loket.dialogue.commands_waiting import ListRefusal, NotListed
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import MONDAY, born

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def desk() -> Desk:
    desk = Desk().open(days=1)
    desk.fill(TUESDAY)
    return desk


def asked_to_wait(desk: Desk) -> Citizen:
    siti = Citizen(desk)
    siti.says("mau antre besok").hears("masuk daftar tunggu")
    return siti.taps("Daftar tunggu")


def test_who_finds_a_full_office_joins_the_list(desk: Desk) -> None:
    siti = asked_to_wait(desk).hears("Siapa yang akan datang")
    siti.says("Siti Aminah 12-03-1990\nBudi 1-2-1985")
    siti.hears("Daftar tunggu Imigrasi Tirtasari", "- Siti Aminah", "- Budi")

    siti.says("pagi").hears("05.00 - 11.00")
    siti.taps("Ya, masukkan").hears("urutan 1", "30 menit")

    (one,) = desk.waiting.entries.values()
    assert [p.name for p in one.people] == ["Siti Aminah", "Budi"]
    assert (one.begins, one.ends) == (time(5), time(11))


def test_one_day_or_any_day(desk: Desk) -> None:
    siti = Citizen(desk)
    siti.taps_id("list:1:1:2026-11-24").says("Siti Aminah 12-03-1990")
    siti.hears("Hari: Selasa, 24 November 2026").taps("Hari apa saja")
    siti.says("ya")

    (one,) = desk.waiting.entries.values()
    assert (one.last - one.first).days == 31


@pytest.mark.parametrize("words", ["tidak", "batal"])
def test_who_says_no_is_not_on_the_list(desk: Desk, words: str) -> None:
    siti = asked_to_wait(desk).says("Siti Aminah 12-03-1990")

    siti.says(words).hears("tidak dimasukkan")
    assert not desk.waiting.entries


def test_what_is_not_understood_is_asked_again(desk: Desk) -> None:
    siti = asked_to_wait(desk).says("Siti Aminah 12-03-1990")

    siti.says("asdf qwer").hears("Masukkan ke daftar?")
    siti.says("ya").hears("urutan 1")


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (NotListed(ListRefusal.ALREADY_BOOKED, "Siti"), "Siti sudah punya antrean"),
        (NotListed(ListRefusal.ALREADY_WAITING), "sudah ada di daftar tunggu"),
    ],
)
def test_who_cannot_wait_hears_why(desk: Desk, refused: NotListed, words: str) -> None:
    desk.waiting.refuses = refused

    asked_to_wait(desk).says("Siti Aminah 12-03-1990").says("ya").hears(words)


def test_my_bookings_show_the_list_and_how_to_leave_it(desk: Desk) -> None:
    siti = asked_to_wait(desk).says("Siti Aminah 12-03-1990").says("ya")
    desk.book(siti.id, "Rina", born("1999-01-01"))

    siti.says("antrean saya").hears("Daftar tunggu: Paspor baru", "KELUAR DAFTAR")
    siti.says("daftar tunggu").hears("urutan 1").sees("Keluar daftar")
    siti.says("keluar dari daftar tunggu").hears("sudah keluar")
    assert not desk.waiting.entries
    siti.says("daftar tunggu").hears("Tidak ada daftar tunggu")


def test_the_list_can_be_left_with_its_button(desk: Desk) -> None:
    siti = asked_to_wait(desk).says("Siti Aminah 12-03-1990").says("ya")

    siti.says("waiting list").taps("Keluar daftar").hears("sudah keluar")


def test_an_offer_is_taken_with_one_tap() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    held = desk.book(siti.id, "Siti", born("1990-03-12"))
    held.is_held, held.until = True, desk.now + timedelta(minutes=30)

    siti.taps_id(f"take:{held.id}").hears("Terpesan", held.code)


def test_an_offer_that_is_passed_or_gone_is_said_so() -> None:
    desk = Desk().open()
    siti = Citizen(desk)
    held = desk.book(siti.id, "Siti", born("1990-03-12"))
    held.is_held, held.until = True, desk.now + timedelta(minutes=30)

    siti.taps_id(f"pass:{held.id}").hears("Urutan Anda di daftar tunggu tetap")
    siti.taps_id(f"take:{held.id}").hears("sudah tidak tersedia")


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("live_bookings", "sudah ada 3 antrean"),
        ("live_people", "paling banyak 3 orang"),
        ("holds_an_hour", "perlu jeda sebentar"),
        ("bookings_a_day", "3 antrean dipesan"),
        ("no_shows", "tidak ada yang datang"),
        ("cancellations", "dibatalkan"),
        ("ruling", "dipesankan oleh petugas"),
    ],
)
def test_a_limit_is_said_kindly_with_who_can_help(limit: str, words: str) -> None:
    desk = Desk().open()
    until = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    desk.limited = NotHeld(HoldRefusal.LIMITED, limit=limit, figure=3, until=until)
    siti = Citizen(desk)

    siti.says("antre besok jam 8").says("Siti Aminah 12-03-1990")

    siti.hears(words, "Selasa, 1 Desember 2026 pukul 07.00 WIB", "petugas dapat")
    siti.sees("Bicara petugas", "Antrean saya")
    assert not desk.bookings
