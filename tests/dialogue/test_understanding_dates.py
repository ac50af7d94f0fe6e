from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.understanding import dates
from loket.dialogue.understanding.dates import DateProblem

TODAY = date(2026, 11, 23)

MONTHS_ID = list(get_month_names(locale="id").values())
MONTHS_EN = list(get_month_names(locale="en").values())

SHAPES = [
    "{d:02}-{m:02}-{y}",
    "{d}-{m}-{y}",
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d}.{m}.{y}",
    "{d} {m} {y}",
    "{d} - {m} - {y}",
    "{d:02}{m:02}{y}",
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{d} {id} {y}",
    "{d:02} {id_low} {y}",
    "{d}-{id_short}-{y}",
    "{d} {id_short} {y}",
    "{d} {id_up} {y}",
    "{d}{id}{y}",
    "{d} {en} {y}",
    "{en} {d}, {y}",
    "{en_short} {d} {y}",
    "{d}, {id} {y}",
]


def written(shape: str, day: date) -> str:
    name_id, name_en = MONTHS_ID[day.month - 1], MONTHS_EN[day.month - 1]
    return shape.format(
        d=day.day,
        m=day.month,
        y=day.year,
        id=name_id,
        id_low=name_id.lower(),
        id_up=name_id.upper(),
        id_short=name_id[:3],
        en=name_en,
        en_short=name_en[:3],
    )


birth_dates = st.dates(date(1907, 1, 1), TODAY)


@given(birth_dates, st.sampled_from(SHAPES))
def test_every_birth_date_is_read_in_twenty_ways(day: date, shape: str) -> None:
    assert dates.birth_date(written(shape, day), TODAY) == day


@given(birth_dates, st.sampled_from(SHAPES))
def test_a_birth_date_is_found_beside_a_name(day: date, shape: str) -> None:
    text = f"Siti Aminah, {written(shape, day)}"

    found = dates.find_birth_dates(text, TODAY)

    assert [one.day for one in found] == [day]
    assert text[: found[0].start].strip(" ,") == "Siti Aminah"


@given(st.dates(date(1928, 1, 1), TODAY))
def test_two_digits_of_a_year_mean_the_last_such_year(day: date) -> None:
    short = day.strftime("%d-%m-%y")

    assert dates.birth_date(short, TODAY) == day
    assert dates.birth_date(day.strftime("%d%m%y"), TODAY) == day


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    for found in dates.find_birth_dates(text, TODAY):
        assert 0 <= found.start < found.end <= len(text)
        assert (found.day is None) == (found.problem is not None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31-02-1990", DateProblem.IMPOSSIBLE),
        ("45/13/1990", DateProblem.IMPOSSIBLE),
        ("29 Februari 1991", DateProblem.IMPOSSIBLE),
        ("12-03", DateProblem.INCOMPLETE),
        ("12 Maret", DateProblem.INCOMPLETE),
        ("1990", DateProblem.INCOMPLETE),
        ("24-11-2026", DateProblem.FUTURE),
        ("01-01-1900", DateProblem.TOO_OLD),
    ],
)
def test_what_is_wrong_with_a_date_is_known(text: str, problem: DateProblem) -> None:
    assert [one.problem for one in dates.find_birth_dates(text, TODAY)] == [problem]


def test_today_and_the_oldest_can_be_birth_dates() -> None:
    oldest = TODAY - timedelta(days=365 * 119)

    assert dates.birth_date(TODAY.strftime("%d-%m-%Y"), TODAY) == TODAY
    assert dates.birth_date(oldest.strftime("%d-%m-%Y"), TODAY) == oldest


def test_month_before_day_is_read_where_nothing_else_is_possible() -> None:
    assert dates.birth_date("3/25/1990", TODAY) == date(1990, 3, 25)
    assert dates.birth_date("3/4/1990", TODAY) == date(1990, 4, 3)


def test_two_dates_are_no_single_date() -> None:
    assert dates.birth_date("12-03-1990 atau 13-03-1990", TODAY) is None


def test_eight_digits_are_day_first_unless_that_cannot_be() -> None:
    assert dates.birth_date("12031990", TODAY) == date(1990, 3, 12)
    assert dates.birth_date("19900312", TODAY) == date(1990, 3, 12)
