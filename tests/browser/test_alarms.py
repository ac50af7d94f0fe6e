"""From the bar on a page to the remedy, and a budget that is entered."""

import pytest

from tests.browser import looks
from tests.browser.desk import HEAD

pytestmark = pytest.mark.browser


def test_the_bar_leads_to_what_to_do_and_a_mended_alarm_is_gone(visit):
    page = visit("/messages/stuck/", "light", 1366, HEAD)
    page.get_by_role("link", name="Apa yang harus dilakukan").click()
    page.wait_for_url("**/alarms/")
    title = "Sebuah templat tidak dapat dipakai"
    assert page.get_by_role("heading", name=title).is_visible()

    page.get_by_role("button").filter(has_text=title).press("Enter")
    page.wait_for_selector("text=Dicatat sudah diperbaiki")

    assert page.get_by_role("heading", name=title).count() == 0
    assert page.troubles == []


def test_a_slip_in_a_budget_is_told_beside_its_field(visit):
    page = visit("/costs/", email=HEAD)
    page.get_by_label("Biaya sebulan paling banyak").fill("banyak")
    page.get_by_role("button", name="Simpan anggaran").click()

    page.wait_for_selector("text=Tulis sebuah jumlah")

    assert looks.everywhere(page, page.troubles) == {}
    page.close()
