from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.understanding import hours


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("jam 10", 10, 0),
        ("Jam 9 aja", 9, 0),
        ("pukul 08.30", 8, 30),
        ("10.00", 10, 0),
        ("10:30", 10, 30),
        ("setengah 9", 8, 30),
        ("jam setengah sembilan", 8, 30),
        ("setengah 1", 12, 30),
        ("jam 1", 13, 0),
        ("jam 2 siang", 14, 0),
        ("jam 6 pagi", 6, 0),
        ("jam sepuluh", 10, 0),
        ("2 pm", 14, 0),
        ("9am", 9, 0),
        ("10 o'clock", 10, 0),
        ("besok jam 10", 10, 0),
    ],
)
def test_spoken_hours_are_office_hours(text: str, hour: int, minute: int) -> None:
    assert hours.moment(text) == time(hour, minute)


@pytest.mark.parametrize(
    "text", ["10", "24/11", "12.03.1990", "Siti", "", "jam berapa", "jam 99", "10.75"]
)
def test_other_words_are_no_hour(text: str) -> None:
    assert hours.moment(text) is None


def test_a_bare_number_is_an_hour_only_from_seven_on() -> None:
    assert hours.bare_hour("10") == time(10)
    assert hours.bare_hour("3") is None
    assert hours.bare_hour("10 orang") is None


def test_parts_of_the_day_span_hours() -> None:
    morning = hours.part_of_day("pagi aja")

    assert morning is not None
    assert morning.holds(time(8), time(9))
    assert not morning.holds(time(13), time(14))
    assert hours.part_of_day("besok") is None
    assert hours.part_of_day("abis jumatan") == hours.Span(time(13), time(14))


@given(st.text(max_size=100))
def test_no_text_breaks_the_reading_of_hours(text: str) -> None:
    hours.moment(text)
    hours.bare_hour(text)
    hours.part_of_day(text)
