"""Wishes that come early, are taken back, or are said beside the question."""

from __future__ import annotations

import pytest

from loket.dialogue.understanding.asserted import asserted
from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import MIDDLE, NEW, RENEWAL, WEST


@pytest.fixture
def desk() -> Desk:
    """Two offices that offer two services on five days."""
    desk = Desk(offices=[WEST, MIDDLE], services=[NEW, RENEWAL])
    for office in (WEST, MIDDLE):
        for service in (NEW, RENEWAL):
            desk.open(office=office.id, service=service.id)
    return desk


@pytest.fixture
def asked(desk: Desk) -> Citizen:
    """Somebody who is asked who comes tomorrow at nine."""
    siti = Citizen(desk).says("halo").says("paspor baru di tirtasari besok jam 9")
    return siti.hears("24 November", "09.00", "Siapa yang akan datang?")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("bukan besok, lusa", "lusa"),
        ("eh jangan jam 8 deh, jam 9 aja", "jam 9 aja"),
        ("gak jadi lusa, senin aja", "senin aja"),
        ("bukan yang baru tapi perpanjangan", "perpanjangan"),
        ("not tomorrow, the day after", "the day after"),
        ("bukan besok", "bukan besok"),
        ("jam 10.30, bukan", "jam 10.30"),
    ],
)
def test_what_is_not_wanted_is_left_out(said: str, left: str) -> None:
    assert asserted(said).strip() == left


def test_the_kind_of_passport_that_is_denied_is_not_booked(desk: Desk) -> None:
    siti = Citizen(desk).says("mau bikin paspor")

    siti.says("bukan yang baru, yang perpanjangan").says("tirtasari").says("besok")
    siti.says("jam 9").says("Siti Aminah 12-03-1990").hears("Penggantian paspor")


@pytest.mark.parametrize("said", ["mau perpanjang paspor", "paspor saya expired"])
def test_other_words_for_a_service_are_understood(desk: Desk, said: str) -> None:
    siti = Citizen(desk).says("halo").says(f"{said} di tirtasari besok jam 9")

    siti.says("Siti Aminah 12-03-1990").hears("Penggantian paspor")


def test_who_bakes_a_passport_is_asked_which(desk: Desk) -> None:
    Citizen(desk).says("mau bikin paspor").sees("Paspor baru", "Penggantian paspor")


def test_all_that_was_said_first_is_noted_and_not_asked_again(desk: Desk) -> None:
    siti = Citizen(desk).says("mau bikin paspor besok jam 9 di palewa")
    siti.hears("Dicatat:", "Imigrasi Palewa", "24 November", "09.00")

    siti.says("siti aminah 12 maret 1990").hears("Dicatat: Siti Aminah")
    siti.taps("Paspor baru").hears("Sudah sesuai?", "Siti Aminah", "Palewa", "09.00")


@pytest.mark.parametrize("form", ["#SITI AMINAH#12031990#24112026"])
def test_the_old_form_is_seen_to_be_read(desk: Desk, form: str) -> None:
    Citizen(desk).says(form).hears("Dicatat: SITI AMINAH, Selasa, 24 November 2026")


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("eh ke jam 10 dong", "10.00"),
        ("ganti jam 10", "10.00"),
        ("lusa aja kak jam 8", "25 November 2026, 08.00"),
        ("eh gak jadi besok, lusa aja jam 10", "25 November 2026, 10.00"),
        ("jam satu siang", "13.00"),
        ("jam 9 atau 10", "09.00"),
    ],
)
def test_another_time_is_no_name(asked: Citizen, said: str, hour: str) -> None:
    asked.says(said).hears(hour, "Siapa yang akan datang?").hears_not("Tinggal")


def test_a_part_of_the_day_is_no_name(asked: Citizen) -> None:
    asked.says("sore aja").hears("Jam yang Anda maksud: 13.00", "Silakan pilih jam")


def test_how_many_come_is_no_name(asked: Citizen) -> None:
    asked.says("saya sekeluarga 4 orang").hears("satu orang per baris")


def test_a_caption_is_no_name(asked: Citizen) -> None:
    asked.turn(text="ini ktp saya", types=["image"]).hears("tidak diperlukan di sini")


def test_whose_child_it_is_is_no_part_of_the_name(asked: Citizen) -> None:
    asked.says("Anak saya namanya bima lahir 5 mei 2023").hears("- Bima (5 Mei 2023)")


@pytest.mark.parametrize("said", ["paling cepet kapan?", "yg paling pagi", "asap"])
def test_the_earliest_is_taken(desk: Desk, said: str) -> None:
    siti = Citizen(desk).says("halo").says("paspor baru di tirtasari").says(said)

    siti.hears("24 November").says(said).hears("24 November 2026, 08.00")


def test_a_date_that_does_not_exist_is_no_other_day(desk: Desk) -> None:
    siti = Citizen(desk).says("halo").says("paspor baru di tirtasari")

    siti.says("tgl 31 februari").hears("Silakan pilih hari").hears_not("31")


def test_the_nearest_office_is_the_one_that_was_named_nearest(desk: Desk) -> None:
    siti = Citizen(desk).says("halo").says("paspor baru")
    siti.says("yang paling deket aja").hears("Kirim lokasi Anda")

    siti.turn(types=["location"], place=(-5.0, 119.0)).hears("Imigrasi Palewa")

    siti.says("yang paling deket aja").hears("pilih hari datang di Imigrasi Palewa")


def test_who_moved_once_and_wants_again_hears_why_not(asked: Citizen) -> None:
    asked.says("Siti Aminah 12-03-1990").says("ya").says("ganti ke lusa jam 10")
    asked.says("ya").hears("sudah dipindah")

    asked.says("ganti lagi ke jumat").hears("tidak dapat dipindah lagi")


def test_who_comes_may_be_said_before_when(desk: Desk) -> None:
    siti = Citizen(desk).says("halo").says("mau bikin paspor baru di tirtasari")

    siti.says("bapak saya Joko lahir 4-4-1951 mau datang besok jam 9")

    siti.hears("Sudah sesuai?", "- Joko (4 April 1951)", "24 November", "09.00")


def test_another_hour_of_a_booking_is_on_its_day(asked: Citizen) -> None:
    asked.says("Siti Aminah 12-03-1990").says("perfect").hears("Terpesan")

    asked.says("pindah jam 10 dong").hears("Pindahkan antrean", "10.00", "24 November")
