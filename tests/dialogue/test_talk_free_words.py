"""Talks in the words that people use, in four languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.dialogue.citizen import Citizen
from tests.dialogue.desk import Desk
from tests.dialogue.places import MONDAY, born

TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.mark.parametrize(
    ("begin", "hour", "agree"),
    [
        ("mau bikin paspor besok", "jam setengah 9", "iya betul"),
        ("mw bkin pasport bsk dong kak 🙏", "jm 8 lewat 15", "👍"),
        ("kula badhe damel paspor mbenjing", "jam wolu", "nggih"),
        ("aku arep gawe paspor sesuk", "setengah sanga", "iyo"),
        ("abdi bade ngadamel paspor isukan", "tabuh dalapan", "muhun"),
        ("want to make a passport tomorrow", "half past 8", "yes please"),
        ("antre tgl dua puluh empat", "🕗", "ok"),
        ("daftar 24/11", "8 pagi", "sip"),
    ],
)
def test_siti_books_in_her_own_words(begin: str, hour: str, agree: str) -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says(begin).says(hour).says("Siti Aminah, 12 Maert 1990").says(agree)

    [booking] = desk.booked()
    assert booking.people[0].birth_date == born("1990-03-12")
    assert desk.find(TUESDAY, 8).free == 3


@pytest.mark.parametrize(
    "form",
    [
        "#SITI AMINAH#12031990#24112026",
        "SITI AMINAH#120390#241126",
        "#SITI AMINAH\n#12031990\n#24112026",
        "DAFTAR#SITI AMINAH#12-03-1990#besok#Jalan Melati 1",
    ],
)
def test_the_form_of_2017_leaves_only_the_hour_to_ask(form: str) -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says(form).hears("Selasa, 24 November 2026")
    siti.says("jam 8").hears("SITI AMINAH (12 Maret 1990)")
    siti.says("ya").hears("Terpesan")

    assert len(desk.booked()) == 1


def test_another_time_is_no_name() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 8").hears("Siapa yang akan datang?")
    siti.says("jam 9 aja").hears("09.00 - 10.00", "Siapa yang akan datang?")
    siti.says("lusa aja deh").hears("Rabu, 25 November 2026")
    siti.says("jam 10").hears("10.00 - 11.00", "Siapa yang akan datang?")
    siti.says("Siti Aminah 12-03-1990").hears("Rabu, 25 November 2026")
    siti.says("ya").hears("Terpesan")

    assert desk.find(WEDNESDAY, 10).free == 3


def test_the_birth_date_of_a_baby_is_no_other_day() -> None:
    desk = Desk().open()
    siti = Citizen(desk)

    siti.says("antre besok jam 8").says("Budi Santoso").says("1 Januari 2026")

    siti.hears("Budi Santoso (1 Januari 2026)", "Selasa, 24 November 2026")
    siti.says("ya")
    [booking] = desk.booked()
    assert booking.people[0].birth_date == date(2026, 1, 1)


def test_the_number_of_a_day_is_enough() -> None:
    siti = Citizen(Desk().open())

    siti.says("antre").hears("pilih hari datang")
    siti.says("25").hears("Rabu, 25 November 2026")


def test_two_wishes_are_answered_in_one_message() -> None:
    siti = Citizen(Desk().open())

    siti.says("mau bikin paspor besok jam 8, syaratnya apa dan biayanya berapa?")

    siti.hears("KTP, KK, akta lahir", "PP 45/2024", "Siapa yang akan datang?")
    assert len(siti.log) == 1
