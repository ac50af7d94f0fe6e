"""Words that leave the choice open, agree to nothing, or take something back."""

from __future__ import annotations

from datetime import date, time

import pytest

from loket.dialogue.understanding import choose, days, hours, openness, people
from loket.dialogue.understanding.change_words import who_for
from loket.dialogue.understanding.people import Person
from loket.dialogue.understanding.service_words import spelled_out

TODAY = date(2026, 11, 25)
ANI = Person("Ani", date(1990, 3, 12))


@pytest.mark.parametrize(
    "said", ["kapan aja deh", "terserah min", "bebas", "yang mana aja", "any day"]
)
def test_the_first_will_do(said: str) -> None:
    assert openness.is_any(said)


@pytest.mark.parametrize(
    "said", ["hari apa aja yg kosong?", "kapan ya", "jam berapa aja"]
)
def test_a_question_leaves_nothing_open(said: str) -> None:
    assert not openness.is_any(said)


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("hari apa aja yg kosong?", True),
        ("hari apa aja ya", True),
        ("jam berapa aja", True),
        ("jam berapa yang tersedia", True),
        ("which day is available", True),
        ("besok kosong", False),
        ("fasilitasnya apa aja", False),
        ("jam 9", False),
    ],
)
def test_who_asks_what_is_free_is_understood(said: str, asks: bool) -> None:
    assert openness.asks_what_is_free(said) is asks


@pytest.mark.parametrize(
    ("said", "is_read"),
    [("ok siap", True), ("👍", True), ("sip kak", True), ("ya", False), ("ok?", False)],
)
def test_what_was_read_is_no_yes(said: str, is_read: bool) -> None:
    assert choose.acknowledges(said) is is_read


@pytest.mark.parametrize("said", ["gas", "gaskeun", "acc", "yaudah itu aja", "perfect"])
def test_new_words_agree(said: str) -> None:
    assert choose.agrees(said) is True


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("besok siang", "noon"),
        ("kamis pagi aja", "morning"),
        ("jumat abis jumatan", "after jumatan"),
        ("sesuk esuk", "morning"),
        ("pagi kak, mau antre besok", ""),
        ("sore min", ""),
    ],
)
def test_a_part_of_a_day_stands_beside_its_day(said: str, part: str) -> None:
    assert hours.part_beside_day(said) == part
    assert (hours.span_of(part) is None) == (not part)


def test_two_hours_with_a_dash_are_the_first_of_them() -> None:
    assert hours.bare_hour("9-10") == time(9)
    assert hours.bare_hour("10-9") is None
    assert hours.bare_hour("3-4") is None


@pytest.mark.parametrize(
    ("said", "is_none"),
    [("tanggal 31 november", True), ("30 feb", True), ("tgl 31", False), ("9", False)],
)
def test_a_day_that_no_calendar_has(said: str, is_none: bool) -> None:
    assert days.is_no_date(said, TODAY) is is_none


def test_the_monday_after_next_is_a_week_later() -> None:
    assert days.day("senin depannya lagi", TODAY) == date(2026, 12, 7)
    assert days.day("besoknya lagi", TODAY) == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("said", "name", "born"),
    [
        ("namanya salah, harusnya Ana", "Ana", ANI.birth_date),
        ("tgl lahirnya salah, 4-3-1985", "Ani", date(1985, 3, 4)),
        ("4-3-1985", "Ani", date(1985, 3, 4)),
    ],
)
def test_what_was_wrong_is_corrected(said: str, name: str, born: date) -> None:
    assert people.corrected(said, ANI, TODAY) == Person(name, born)


@pytest.mark.parametrize("said", ["Budi 1-2-1980", "jam 10", "Ana", "besok aja"])
def test_another_sentence_corrects_nothing(said: str) -> None:
    assert people.corrected(said, ANI, TODAY) is None


def test_nobody_is_called_salah_for_an_exclamation() -> None:
    found = people.parse("eh salah, Ana 7-7-1987", TODAY).complete

    assert found == [Person("Ana", date(1987, 7, 7))]


def test_a_name_may_begin_like_a_relative() -> None:
    said = "Anak Agung Gde 1-1-1953, istri Rina 2-2-1956"
    found = people.parse(said, TODAY).complete

    assert [person.name for person in found] == ["Anak Agung Gde", "Rina"]


def test_for_whom_stands_behind_what_is_wanted() -> None:
    said = "besok jam 9 buat Siti 12-03-1990"
    assert who_for(said) == ("besok jam 9 buat ", "Siti 12-03-1990")
    assert who_for("Siti 12-03-1990") == ("", "Siti 12-03-1990")


@pytest.mark.parametrize(
    ("said", "is_first"),
    [
        ("anak saya umur 3 tahun", True),
        ("ibu saya 70 tahun", True),
        ("my kid 3 yo", True),
        ("bapak pakai kursi roda", True),
        ("paspor 5 tahun", False),
        ("paspor mati 3 tahun", False),
        ("umur 30 tahun", False),
    ],
)
def test_who_comes_first_is_known_by_age(said: str, is_first: bool) -> None:
    assert ("prioritas" in spelled_out(said)) is is_first
