"""Talks about who comes: everything complete is kept, what is missing is named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import MONDAY


@pytest.fixture
def siti() -> Citizen:
    """Siti, who has chosen an hour and is asked who comes."""
    return Citizen(Desk().open()).says("antre besok jam 8")


def test_a_name_and_its_date_may_come_one_after_the_other(siti: Citizen) -> None:
    siti.says("Siti Aminah").hears("Tinggal tanggal lahir Siti Aminah")
    siti.says("12 maret 1990").hears("Sudah sesuai?", "Siti Aminah (12 Maret 1990)")


def test_of_a_family_only_what_is_missing_is_asked(siti: Citizen) -> None:
    siti.says("Siti Aminah 12-03-1990\nBudi Santoso 31-02-1985")
    siti.hears("Budi Santoso tidak ada di kalender", "Sudah tercatat: Siti Aminah")
    siti.says("1-3-1985").hears("- Siti Aminah", "- Budi Santoso (1 Maret 1985)")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("12-03-1990", "Tinggal nama untuk tanggal lahir itu"),
        ("Siti Aminah 12-03", "perlu tanggal, bulan, dan tahun"),
        ("Siti Aminah 31-02-1990", "tidak ada di kalender"),
        ("Siti Aminah 12-03-2030", "belum terjadi"),
        ("Siti Aminah 12-03-1850", "lebih dari 120 tahun lalu"),
        ("S1t1 12-03-1990", "dengan huruf saja"),
        ("a" * 90 + " 12-03-1990", "paling panjang 80 huruf"),
    ],
)
def test_exactly_what_is_missing_is_said(siti: Citizen, said: str, heard: str) -> None:
    siti.says(said).hears(heard, "Contoh: Siti Aminah 12-03-1990")
    assert siti.step == "book.people"


def test_a_second_line_that_is_odd_does_not_lose_the_first(siti: Citizen) -> None:
    siti.says("Siti Aminah 12-03-1990\n1-1-1980").hears("Sudah tercatat: Siti Aminah")
    siti.says("maksudnya?").hears("belum mengerti", "ketik LANJUT")
    assert siti.desk.held() == []
    siti.says("lanjut").hears("Sudah sesuai?", "Siti Aminah")


def test_an_identity_number_is_not_wanted(siti: Citizen) -> None:
    siti.says("Siti Aminah 12-03-1990 ••••••••••••0042")
    siti.hears("NIK tidak diperlukan", "mohon tidak mengirimkannya", "Sudah sesuai?")
    siti.hears_not("0042")


def test_an_identity_number_alone_is_answered_with_the_question(siti: Citizen) -> None:
    siti.says("••••••••••••0042").hears("NIK tidak diperlukan", "Siapa yang akan")


def test_an_identity_number_at_the_echo_changes_nothing(siti: Citizen) -> None:
    siti.says("Siti Aminah 12-03-1990")
    siti.says("••••••••••••0042").hears("NIK tidak diperlukan", "Sudah sesuai?")
    assert len(siti.desk.held()) == 1
    assert siti.desk.counts["Hold"] == 1


def test_six_people_are_too_many(siti: Citizen) -> None:
    siti.desk.open(free=6, first=MONDAY + timedelta(days=9))
    siti.taps_id("day:2026-12-02:1:1").says("8")
    names = ["Siti", "Budi", "Rina", "Tono", "Wati", "Dewi"]

    siti.says(*(f"{name} Aminah 12-03-1990" for name in names))
    siti.hears("paling banyak 5 orang, Anda menulis 6")
    siti.says(*(f"{name} Aminah 12-03-1990" for name in names[:5]))
    siti.hears("Sudah sesuai?", "- Wati Aminah")


def test_a_question_is_not_taken_for_a_name(siti: Citizen) -> None:
    siti.says("maksudnya bagaimana ya").hears("belum mengerti", "Siapa yang akan")
    siti.says("anak saya boleh ikut?").hears("masih belum mengerti")
    siti.taps("Lanjutkan").hears("Siapa yang akan datang")
    siti.says("Siti Aminah 12-03-1990").hears("Sudah sesuai?")


def test_markup_and_emoji_are_not_part_of_a_name(siti: Citizen) -> None:
    siti.says("*Siti* 🌸 Aminah_ 12-03-1990").hears("- Siti Aminah (12 Maret 1990)")


def test_the_hour_can_be_changed_while_names_are_asked(siti: Citizen) -> None:
    siti.taps("Ganti jam").hears("pilih jam datang")


def test_braces_in_a_name_are_only_letters(siti: Citizen) -> None:
    siti.says("{office} 12-03-1990").hears("- Office (12 Maret 1990)")


def test_a_question_in_the_middle_of_names_keeps_them(siti: Citizen) -> None:
    siti.says("Siti Aminah").sends("audio").hears("pesan suara")
    siti.says("12-03-1990").hears("- Siti Aminah (12 Maret 1990)")


def test_a_family_that_is_too_large_is_not_taken_from_a_wish() -> None:
    names = ["Siti", "Budi", "Rina", "Tono", "Wati", "Dewi"]
    siti = Citizen(Desk().open())

    siti.says("antre besok jam 8", *(f"{n} Aminah 12-03-1990" for n in names))
    siti.hears("Siapa yang akan datang")


def test_names_may_come_before_the_hour() -> None:
    siti = Citizen(Desk().open())

    siti.says("mau antre").says("Siti Aminah 12-03-1990").hears("pilih hari")
    siti.says("besok", "Budi Santoso 1-2-1985").says("jam 8")
    siti.hears("Sudah sesuai?", "- Siti Aminah", "- Budi Santoso")


def test_lanjut_goes_on_without_whoever_has_no_date(siti: Citizen) -> None:
    siti.says("hmm").hears("Tinggal tanggal lahir Hmm")
    siti.says("Siti Aminah 12-03-1990").hears("Sudah tercatat: Siti Aminah", "LANJUT")
    siti.says("lanjut").hears("Sudah sesuai?", "- Siti Aminah").hears_not("Hmm")
