"""Setting an office up, and closing a full day, with a real browser."""

from __future__ import annotations

import psycopg
import pytest

from tests.browser import ids
from tests.browser.desk import HEAD
from tests.browser.full_day import CODE, PEOPLE
from tests.browser.looks import faults

pytestmark = pytest.mark.browser


def test_a_full_day_is_closed_and_everybody_gets_another_hour(visit, site):
    day = fullest_day(site)
    page = visit(f"/offices/{CODE}/closures/?day={day}", email=HEAD)
    page.get_by_label("Alasan, seperti yang dibaca warga").fill("Listrik padam")
    page.get_by_label("Sumber, dengan tanggalnya").fill("Nota dinas 12/2026")
    page.get_by_role("button", name="Lihat siapa yang terdampak").press("Enter")

    page.wait_for_selector("#moved")
    assert page.inner_text("#moved") == str(booked_on(site, day)) == str(PEOPLE)
    assert page.locator("tbody tr").count() == PEOPLE
    assert faults(page) == []

    page.get_by_role("button", name="Lakukan: pindahkan dan beri tahu").press("Enter")
    page.wait_for_url("**/changes/**")
    assert booked_on(site, day) == 0
    assert page.inner_text("#to-call") == str(PEOPLE)
    assert faults(page) == []
    page.get_by_role("button", name="Tandai sudah ditelepon").first.press("Enter")
    page.wait_for_function(f"document.querySelector('#to-call').innerText < {PEOPLE}")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Cetak daftar").is_visible()
    page.emulate_media(media="screen")

    page.get_by_text("Batalkan perubahan").press("Enter")
    page.get_by_role("button", name="Buka jamnya lagi").press("Enter")
    page.get_by_text("Sudah dibatalkan", exact=True).wait_for()
    assert booked_on(site, day) == 0
    assert page.troubles == []
    page.close()


def fullest_day(site) -> str:
    return str(ids.of(site)["full"])


def booked_on(site, day: str) -> int:
    (count,) = ask(
        site,
        "select coalesce(sum(s.taken), 0)::integer from bookings_slot s join "
        "offices_office o on o.id = s.office_id where o.code = %s and s.day = %s",
        CODE,
        day,
    )
    return int(count)


def ask(site, statement: str, *values):
    with psycopg.connect(site.database_url) as connection:
        row = connection.execute(statement, values).fetchone()
    assert row is not None
    return row
