"""Every day of two years, in every way to say it, from every day before it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.flows import parts, wishes
from loket.dialogue.flows.draft import Draft
from loket.dialogue.types import Turn
from loket.dialogue.understanding import days
from tests.dialogue.places import EAST, MIDDLE, WEST

FIRST = date(2026, 1, 1)
TWO_YEARS = [FIRST + timedelta(days=n) for n in range(730)]
MONTHS = list(get_month_names(locale="id").values())
SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun"]
SHORT += ["Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
ENGLISH = list(get_month_names(locale="en").values())
WEEKDAYS = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]
_DIGITS = "satu dua tiga empat lima enam tujuh delapan sembilan"
DIGITS = _DIGITS.split()

DATED = [
    "{d}/{m}/{y}",
    "{d}-{m}-{y}",
    "{d}.{m}.{y}",
    "{d:02}/{m:02}/{yy}",
    "{d:02}{m:02}{y}",
    "{y}-{m:02}-{d:02}",
    "{d} {m} {y}",
    "{d} {id} {y}",
    "{d} {id} {yy}",
    "{d}{short}{y}",
    "tgl {d} bulan {m} tahun {y}",
    "Bsk lusa gak bisa kak, {d} {id} {y} aja 🙏",
    "hari {weekday}, {d} {id} {y}",
    "{words} {id} {y}",
    "{en} {d}, {y}",
    "the {d}th of {en} {y}",
]
UNDATED = [
    "{d}/{m}",
    "tgl {d}/{m} jam 9",
    "{d}-{m}",
    "{d} {id}",
    "{d}{short} jam 10.30",
    "tanggal {words} {id}",
    "{weekday} {d} {short}",
    "{en} {d}",
]


def spelled(number: int) -> str:
    """A number to 31 as it is spoken."""
    if number < 10:
        return DIGITS[number - 1]
    if number < 12:
        return ["sepuluh", "sebelas"][number - 10]
    if number < 20:
        return f"{DIGITS[number - 11]} belas"
    tens, ones = divmod(number, 10)
    words = [DIGITS[tens - 1], "puluh"]
    return " ".join([*words, DIGITS[ones - 1]] if ones else words)


def written(shape: str, day: date) -> str:
    return shape.format(
        d=day.day,
        m=day.month,
        y=day.year,
        yy=f"{day.year % 100:02}",
        id=MONTHS[day.month - 1],
        short=SHORT[day.month - 1],
        en=ENGLISH[day.month - 1],
        words=spelled(day.day),
        weekday=WEEKDAYS[day.weekday()],
    )


def wrong(shape: str, before: timedelta) -> list[tuple[str, date | None]]:
    """What is read wrongly, of all days of two years, so many days before each."""
    found = (
        (text, day, days.day(text, day - before))
        for day in TWO_YEARS
        for text in [written(shape, day)]
    )
    return [(text, read) for text, day, read in found if read != day]


@pytest.mark.parametrize("shape", DATED)
def test_every_day_with_its_year_is_read(shape: str) -> None:
    assert wrong(shape, timedelta(days=20)) == []


@pytest.mark.parametrize("shape", UNDATED)
def test_every_day_without_a_year_is_the_next_such_day(shape: str) -> None:
    assert wrong(shape, timedelta(days=20)) == []


@pytest.mark.parametrize("before", [0, 1, 59, 180, 300])
def test_the_turn_of_the_year_does_not_matter(before: int) -> None:
    assert wrong("{d} {id}", timedelta(days=before)) == []


def test_a_day_of_the_month_is_the_next_one_with_that_number() -> None:
    for before in (0, 13, 27):
        assert wrong("tgl {d}", timedelta(days=before)) == []


@pytest.mark.parametrize("today", TWO_YEARS[::61])
def test_every_weekday_is_counted_from_today(today: date) -> None:
    for ahead in range(1, 8):
        day = today + timedelta(days=ahead)
        name = WEEKDAYS[day.weekday()]

        assert days.day(f"hari {name} aja", today) == day
        assert days.day(f"hari {name} besok", today) == day
        if ahead < 7:
            assert days.day(f"hari {name} ini", today) == day


@pytest.mark.parametrize("today", TWO_YEARS[::61])
def test_a_weekday_of_next_week_lies_in_next_week(today: date) -> None:
    monday = today + timedelta(days=7 - today.weekday())
    for place, name in enumerate(WEEKDAYS):
        day = monday + timedelta(days=place)

        assert days.day(f"hari {name} depan", today) == day
        assert days.day(f"hari {name} minggu depan", today) == day
        assert days.day(f"minggu depan hari {name}", today) == day
        assert days.day(f"hari {name} 2 minggu lagi", today) == day + timedelta(7)


@given(st.sampled_from(TWO_YEARS), st.integers(1, 31))
def test_spoken_counts_are_days_weeks_and_months(today: date, count: int) -> None:
    later = today + timedelta(days=count)

    assert days.day(f"{count} hari lagi", today) == later
    assert days.day(f"{spelled(count)} hari lagi", today) == later
    assert days.day(f"in {count} days", today) == later
    assert days.day(f"h+{count}", today) == later
    assert days.day(f"{count} minggu lagi", today) == today + timedelta(weeks=count)
    in_a_month = days.day("sebulan lagi", today)
    assert in_a_month is not None
    assert in_a_month.month == today.month % 12 + 1
    assert in_a_month.day <= today.day


@pytest.mark.parametrize("office", [WEST, MIDDLE, EAST], ids=lambda o: o.zone)
@pytest.mark.parametrize("minutes", [-60, -1, 0, 1, 60])
def test_tomorrow_is_tomorrow_at_the_office(office, minutes: int) -> None:
    """Around each midnight of each zone, the day is the office's own."""
    zone = ZoneInfo(office.zone)
    midnight = datetime(2026, 11, 24, tzinfo=zone)
    now = (midnight + timedelta(minutes=minutes)).astimezone(UTC)
    turn = Turn(contact_id=uuid4(), account_id=1, agency_id=1, now=now)
    today = parts.local_today(turn, office)

    draft = wishes.take_time("besok jam 9", Draft(), today)

    assert today == date(2026, 11, 24 if minutes >= 0 else 23)
    assert draft.day == today + timedelta(days=1)
