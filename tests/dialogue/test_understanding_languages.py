"""Days and hours in Javanese and Sundanese, with typos and with signs."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.understanding import days, hours
from loket.dialogue.understanding.time_text import plain
from loket.dialogue.understanding.time_words import NUMBER_WORDS, TIME_WORDS

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)

_JAVANESE = """
siji loro telu papat lima enem pitu wolu sanga sepuluh sewelas rolas telulas patbelas
limalas nembelas pitulas wolulas sangalas rong_puluh selikur rolikur telulikur
patlikur selawe nemlikur pitulikur wolulikur sangalikur telung_puluh telung_puluh_siji
"""
_SUNDANESE = """
hiji dua tilu opat lima genep tujuh dalapan salapan sapuluh sabelas dua_belas
tilu_belas opat_belas lima_belas genep_belas tujuh_belas dalapan_belas salapan_belas
dua_puluh dua_puluh_hiji dua_puluh_dua dua_puluh_tilu dua_puluh_opat dua_puluh_lima
dua_puluh_genep dua_puluh_tujuh dua_puluh_dalapan dua_puluh_salapan tilu_puluh
tilu_puluh_hiji
"""
_INDONESIAN = """
satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas
"""
_ENGLISH = "one two three four five six seven eight nine ten eleven twelve"


def listed(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


@pytest.mark.parametrize(
    ("language", "words"), [("Javanese", _JAVANESE), ("Sundanese", _SUNDANESE)]
)
def test_every_day_of_a_month_is_read_as_it_is_counted(
    language: str, words: str
) -> None:
    said = listed(words)

    assert len(said) == 31
    for number, word in enumerate(said, 1):
        assert days.day(f"tanggal {word} desember", MONDAY) == date(2026, 12, number)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("sesuk", 1),
        ("mbenjing nggih", 1),
        ("isukan tiasa?", 1),
        ("enjing", 1),
        ("pageto", 2),
        ("emben", 2),
        ("dina iki", 0),
        ("dinten niki", 0),
        ("poe ieu", 0),
        ("poé ayeuna", 0),
        ("telung dina maneh", 3),
        ("tilu poe deui", 3),
        ("saminggu deui", 7),
        ("dina rebo", 2),
        ("dinten kemis enjing", 3),
        ("poe jumaah", 4),
        ("jemuwah", 4),
        ("setu", 5),
        ("saptu", 5),
        ("senen ngarep", 7),
        ("salasa payun", 8),
        ("rebo minggu hareup", 9),
    ],
)
def test_days_are_read_in_javanese_and_sundanese(text: str, ahead: int) -> None:
    assert days.day(text, MONDAY) == MONDAY + timedelta(days=ahead)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("jam sanga", time(9)),
        ("jam sanga esuk", time(9)),
        ("setengah sanga", time(8, 30)),
        ("jam sanga kurang seprapat", time(8, 45)),
        ("jam siji awan", time(13)),
        ("jam loro", time(14)),
        ("tabuh salapan", time(9)),
        ("satengah salapan", time(8, 30)),
        ("tabuh salapan kirang saparapat", time(8, 45)),
        ("tabuh salapan langkung sapuluh menit", time(9, 10)),
        ("isukan tabuh dua siang", time(14)),
        ("jam opat sonten", time(16)),
    ],
)
def test_hours_are_read_in_javanese_and_sundanese(text: str, hour: time) -> None:
    assert hours.moment(text) == hour


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("besokk", 1),
        ("beosk", 1),
        ("BESOOOOK", 1),
        ("snin", 7),
        ("selsa", 1),
        ("jum'at", 4),
        ("sabtu🙏🙏", 5),
        ("tmrw pls", 1),
        ("wendesday", 2),
        ("3hr lg", 3),
        ("3️⃣ hari lagi", 3),
        ("24 nopember", 1),
        ("24 Novmber", 1),
    ],
)
def test_typos_and_signs_do_not_hide_a_day(text: str, ahead: int) -> None:
    assert days.day(text, MONDAY) == MONDAY + timedelta(days=ahead)


@pytest.mark.parametrize(
    "text", ["selama ini", "tinggal di bandung", "marah", "macet", "Kamil", "kemari"]
)
def test_another_word_is_no_typo_of_a_day(text: str) -> None:
    assert days.day(text, MONDAY) is None
    assert days.first_day(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [("🕘", time(9)), ("besok 🕤", time(9, 30)), ("jam 9️⃣", time(9))],
)
def test_a_clock_face_is_an_hour(text: str, hour: time) -> None:
    assert hours.moment(text) == hour


@pytest.mark.parametrize(
    ("early", "words", "halfway"),
    [
        ("jam", _INDONESIAN, "setengah"),
        ("jam", "siji loro telu papat lima enem pitu wolu sanga sepuluh sewelas rolas",
         "setengah"),
        ("tabuh", "hiji dua tilu opat lima genep tujuh dalapan salapan sapuluh sabelas"
         " dua_belas", "satengah"),
    ],
)  # fmt: skip
def test_every_hour_and_half_hour_is_read_as_it_is_spoken(
    early: str, words: str, halfway: str
) -> None:
    for number, word in enumerate(listed(words), 1):
        hour = number + 12 if number < 7 else number

        assert hours.moment(f"{early} {word}") == time(hour)
        assert hours.moment(f"{halfway} {word}") == time(hour - 1, 30)


@given(st.integers(8, 16), st.integers(1, 29))
def test_minutes_before_and_after_the_hour(hour: int, minutes: int) -> None:
    spoken = hour if hour < 13 else hour - 12

    assert hours.moment(f"jam {spoken} lewat {minutes}") == time(hour, minutes)
    assert hours.moment(f"jam {spoken} kurang {minutes}") == time(
        hour - 1, 60 - minutes
    )
    assert hours.moment(f"jam {spoken}.{minutes:02}") == time(hour, minutes)


@given(st.integers(1, 12))
def test_english_hours_count_from_the_last_one(number: int) -> None:
    word = _ENGLISH.split()[number - 1]
    hour = number + 12 if number < 7 else number

    assert hours.moment(f"half past {word}") == time(hour, 30)
    assert hours.moment(f"quarter past {word}") == time(hour, 15)
    assert hours.moment(f"quarter to {word}") == time(hour - 1, 45)
    assert hours.moment(f"at {word}") == time(hour)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("abis jumatan", time(13), time(14)),
        ("habis sholat jumat ya", time(13), time(14)),
        ("bar jumatan", time(13), time(14)),
        ("sebelum jumatan", time(7), time(11, 30)),
        ("bada ashar", time(15), time(17)),
        ("setelah makan siang", time(13), time(14)),
    ],
)
def test_prayers_and_meals_name_a_part_of_the_day(
    text: str, first: time, last: time
) -> None:
    assert hours.part_of_day(text) == hours.Span(first, last)


@pytest.mark.parametrize("text", ["selamat pagi", "sugeng enjing", "met siang kak"])
def test_a_greeting_names_no_part_of_the_day(text: str) -> None:
    assert hours.part_of_day(text) is None
    assert hours.moment(f"{text}, jam 2 bisa?") == time(14)


def test_friday_prayers_are_no_friday() -> None:
    assert days.day("abis jumatan", MONDAY) is None
    assert days.day("jumat abis jumatan", MONDAY) == FRIDAY


def test_a_word_stands_in_one_row_only() -> None:
    forms = Counter(
        form
        for table in (TIME_WORDS, NUMBER_WORDS)
        for row in table.values()
        for form in " ".join(row).split()
    )

    assert [form for form, count in forms.items() if count > 1] == []


def test_what_tells_no_time_is_nothing() -> None:
    assert plain("Siti Aminah mau paspor") == ""


@given(st.text(max_size=200))
def test_no_text_breaks_the_words_of_time(text: str) -> None:
    assert days.first_day(text, MONDAY) is None or plain(text)
