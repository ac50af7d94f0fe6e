from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.understanding import days

MONDAY = date(2026, 11, 23)
MONTHS_ID = list(get_month_names(locale="id").values())
MONTHS_EN = list(get_month_names(locale="en").values())

SHAPES = [
    "{d}/{m}/{y}",
    "{d}-{m}-{y}",
    "{d:02}/{m:02}/{y}",
    "{y}-{m:02}-{d:02}",
    "{d} {id} {y}",
    "{d} {short} {y}",
    "tgl {d} {id} {y}",
    "hari {d} {id} {y} ya",
    "{en} {d}, {y}",
    "{d} {en} {y}",
]
NO_YEAR = ["{d}/{m}", "{d}-{m}", "{d} {id}", "tanggal {d} {short}", "{en} {d}"]
WEEKDAYS = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu"]


def written(shape: str, day: date) -> str:
    return shape.format(
        d=day.day,
        m=day.month,
        y=day.year,
        id=MONTHS_ID[day.month - 1].lower(),
        short=MONTHS_ID[day.month - 1][:3].lower(),
        en=MONTHS_EN[day.month - 1],
    )


two_years = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(two_years, st.integers(0, 300), st.sampled_from(SHAPES))
def test_a_day_with_its_year_is_read(today: date, ahead: int, shape: str) -> None:
    wanted = today + timedelta(days=ahead)

    assert days.day(written(shape, wanted), today) == wanted


@given(two_years, st.integers(0, 300), st.sampled_from(NO_YEAR))
def test_a_day_without_a_year_is_the_next_one(
    today: date, ahead: int, shape: str
) -> None:
    wanted = today + timedelta(days=ahead)

    assert days.day(written(shape, wanted), today) == wanted


@given(two_years, st.integers(0, 27))
def test_a_day_of_the_month_is_this_month_s_or_the_next(
    today: date, ahead: int
) -> None:
    wanted = today + timedelta(days=ahead)

    assert days.day(f"tgl {wanted.day}", today) == wanted


@given(two_years, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_next_one(today: date, name: str) -> None:
    found = days.day(f"hari {name} bisa?", today)

    assert found is not None
    assert 1 <= (found - today).days <= 7
    assert found.weekday() == WEEKDAYS.index(name)


@given(two_years, st.sampled_from(WEEKDAYS))
def test_a_weekday_of_next_week_is_after_sunday(today: date, name: str) -> None:
    found = days.day(f"{name} depan", today)

    sunday = today + timedelta(days=6 - today.weekday())
    assert found == sunday + timedelta(days=1 + WEEKDAYS.index(name))


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("hari ini", 0),
        ("sekarang bisa?", 0),
        ("today", 0),
        ("besok", 1),
        ("bsk pagi", 1),
        ("Besok dong kak", 1),
        ("tomorrow please", 1),
        ("lusa", 2),
        ("besok lusa", 2),
        ("the day after tomorrow", 2),
        ("3 hari lagi", 3),
        ("dua hari lagi", 2),
        ("in 5 days", 5),
        ("kemarin", -1),
    ],
)
def test_spoken_days_are_counted_from_today(text: str, ahead: int) -> None:
    assert days.day(text, MONDAY) == MONDAY + timedelta(days=ahead)


@pytest.mark.parametrize(
    "text",
    [
        "paspor baru",
        "jam 10",
        "10.30",
        "10:30 - 11:00",
        "Siti Aminah 12-03-1990",
        "12 Maret 1990",
        "halo",
        "31/02",
        "minggu depan",
        "0",
    ],
)
def test_other_words_are_no_day(text: str) -> None:
    assert days.day(text, MONDAY) is None


def test_a_day_just_past_is_understood_so_that_it_can_be_said() -> None:
    assert days.day("20/11", MONDAY) == date(2026, 11, 20)
    assert days.day("20/3", MONDAY) == date(2027, 3, 20)


def test_next_week_begins_on_its_monday() -> None:
    wednesday = MONDAY + timedelta(days=2)

    assert days.first_day("minggu depan saja", wednesday) == MONDAY + timedelta(7)
    assert days.first_day("next week", MONDAY) == MONDAY + timedelta(7)
    assert days.first_day("minggu", MONDAY) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("bulan depan", date(2026, 12, 1)),
        ("awal bulan", date(2026, 12, 1)),
        ("pertengahan desember", date(2026, 12, 15)),
        ("akhir bulan ini", date(2026, 11, 25)),
        ("bulan januari", date(2027, 1, 1)),
        ("akhir pekan", date(2026, 11, 28)),
        ("weekend depan", date(2026, 12, 5)),
        ("minggu ini", MONDAY),
        ("setelah tanggal 27", date(2026, 11, 28)),
        ("sebelum tanggal 30", MONDAY),
    ],
)
def test_a_period_is_its_first_day(text: str, first: date) -> None:
    assert days.day(text, MONDAY) is None
    assert days.first_day(text, MONDAY) == first


def test_a_number_alone_is_a_day_only_from_eleven_on() -> None:
    assert days.bare_day("24", MONDAY) == date(2026, 11, 24)
    assert days.bare_day("15", MONDAY) == date(2026, 12, 15)
    assert days.bare_day("3", MONDAY) is None
    assert days.bare_day("24 orang", MONDAY) is None
    assert days.bare_day("32", MONDAY) is None


def test_of_two_days_the_one_to_come_is_meant() -> None:
    text = "kemarin saya datang tapi tutup, besok buka?"

    assert days.day(text, MONDAY) == date(2026, 11, 24)
    assert days.day("senin atau selasa", MONDAY) == date(2026, 11, 30)


@given(st.text(max_size=200), two_years)
def test_no_text_breaks_the_reading_of_days(text: str, today: date) -> None:
    found = days.day(text, today)

    assert found is None or found.year >= today.year - 1
