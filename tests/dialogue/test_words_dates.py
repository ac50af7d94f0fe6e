from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from loket.dialogue import words_dates

MONDAY = date(2026, 11, 23)


def test_days_are_written_out_in_both_languages() -> None:
    assert words_dates.long_day("id", MONDAY) == "Senin, 23 November 2026"
    assert words_dates.long_day("en", MONDAY) == "Monday, 23 November 2026"


def test_short_days_fit_on_a_button() -> None:
    every = [
        words_dates.short_day(language, date(2026, month, day))
        for language in ("id", "en")
        for month in range(1, 13)
        for day in range(1, 29)
    ]

    assert words_dates.short_day("id", MONDAY) == "Sen 23 Nov"
    assert max(map(len, every)) <= 20


def test_hours_have_a_dot_in_indonesian_and_a_colon_in_english() -> None:
    assert words_dates.hours("id", time(10), time(11)) == "10.00 - 11.00"
    assert words_dates.hours("en", time(9, 30), time(10)) == "09:30 - 10:00"


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
    ],
)
def test_zones_have_their_indonesian_names(zone: str, name: str) -> None:
    assert words_dates.zone_name(zone) == name


def test_a_moment_is_told_on_the_clock_of_the_office() -> None:
    late = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)

    told = words_dates.moment("id", late, "Asia/Makassar")

    assert told == "Jumat, 27 November 2026 pukul 07.00 WITA"
    assert words_dates.clock("en", late, "Asia/Jayapura") == "08:00 WIT"
