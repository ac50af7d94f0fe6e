"""When there is no hour: the true reason, and where there is one instead."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from loket.dialogue import words_dates
from tests.desk import offices
from tests.desk.desk import Desk

WITA = ZoneInfo("Asia/Makassar")
SATURDAY = 5


def written(day: date) -> str:
    """A day as a citizen types it."""
    return f"{day:%d-%m-%Y}"


def test_a_day_that_is_full_is_called_full(desk: Desk) -> None:
    day = offices.open_day(desk, "LB", "paspor-baru", 2)
    siti = desk.citizen("Siti")
    with offices.sold_out(desk, "LB", "paspor-baru", day):
        siti.comes_to("Kantor Labuhan Biru", day=written(day))
        siti.hears(words_dates.long_day("id", day), "sudah penuh", "hari lain")
        siti.hears("Kantor lain", "Kantor Tirtasari").sees("Kantor Tirtasari")
        siti.taps("Kantor Tirtasari").hears("pilih jam", "Kantor Tirtasari")


def test_another_day_is_one_tap_away(desk: Desk) -> None:
    day = offices.open_day(desk, "LB", "penggantian", 2)
    siti = desk.citizen("Siti")
    with offices.sold_out(desk, "LB", "penggantian", day):
        siti.comes_to("Kantor Labuhan Biru", "Penggantian paspor", written(day))
        siti.hears("sudah penuh").taps(0).hears("pilih jam", "Kantor Labuhan Biru")


def test_a_closed_day_is_called_closed_with_its_reason(desk: Desk) -> None:
    day = offices.open_day(desk, "LB", "paspor-baru", 3)
    siti = desk.citizen("Siti")
    with offices.closed(desk, "LB", day, "Perbaikan gedung"):
        siti.comes_to("Kantor Labuhan Biru", day=written(day))
        siti.hears("tutup", words_dates.long_day("id", day), "Perbaikan gedung")
        siti.hears_not("penuh")


def test_a_weekend_is_called_closed(desk: Desk) -> None:
    today = datetime.now(WITA).date()
    saturday = today + timedelta(days=(SATURDAY - today.weekday()) % 7 or 7)
    siti = desk.citizen("Siti")
    siti.comes_to("Kantor Labuhan Biru", day=written(saturday))
    siti.hears("tutup").hears_not("penuh", "belum dibuka")


def test_a_day_that_is_not_released_says_when_it_will_be(desk: Desk) -> None:
    today = datetime.now(WITA).date()
    day = today + timedelta(days=10)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
    opens = words_dates.long_day("id", day - timedelta(days=7))
    siti = desk.citizen("Siti")
    siti.comes_to("Kantor Labuhan Biru", day=written(day))
    siti.hears("belum dibuka", f"Dibuka {opens} pukul 08.00 WITA").hears_not("penuh")


def test_a_day_of_the_past_is_no_reason_to_give_up(desk: Desk) -> None:
    siti = desk.citizen("Siti")
    yesterday = datetime.now(WITA).date() - timedelta(days=1)
    siti.comes_to("Kantor Labuhan Biru", day=written(yesterday)).hears_not("penuh")
    assert siti.heard.options
