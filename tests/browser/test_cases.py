"""Cases with a real browser: by keys alone, and live."""

from __future__ import annotations

import pytest

from tests.browser.desk import ADMIN, HEAD
from tests.browser.test_agenda import announce
from tests.browser.things import TABLE

pytestmark = pytest.mark.browser


def test_a_table_is_uploaded(visit):
    page = visit("/cases/imports/", email=ADMIN)
    content = TABLE.encode()
    table = {"name": "berkas.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("#table", table)

    page.get_by_role("button", name="Unggah").click()

    page.wait_for_url("**/cases/imports/*-*/")
    assert page.troubles == []
    page.close()


def test_a_case_is_found_ticked_and_moved_by_keys_and_others_see_it(visit, site):
    page = visit("/cases/", email=HEAD)
    page.keyboard.press("/")
    page.keyboard.type("bayu samudra")
    page.keyboard.press("Enter")
    page.wait_for_selector("a[data-row]")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cs-life")
    other = visit(page.url[page.url.index("/cases/") :], email=HEAD)

    page.keyboard.press("1")
    page.wait_for_selector('.cs-tick[aria-pressed="true"]')
    page.keyboard.press("m")
    page.get_by_role("button", name="Dicetak").press("Enter")
    page.wait_for_selector(".cs-tl >> text=Menunggu pembayaran → Dicetak")

    announce(site)
    other.wait_for_selector(".cs-tl >> text=Menunggu pembayaran → Dicetak")
    assert other.locator('.cs-tick[aria-pressed="true"]').count() == 1
    other.close()
    page.close()


def test_two_keys_hand_out(visit):
    page = visit("/offices/TS/collecting/", email=HEAD)
    page.keyboard.type("9926112500000005")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cs-slip")
    assert "9926112500000005" not in page.url
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Sudah diserahkan. Silakan berikutnya.")

    page.keyboard.type("9926112500000005")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Sudah diserahkan. Lihat riwayat")
    page.close()


def test_a_case_prints_without_its_tools(visit, ids):
    page = visit(f"/cases/{ids['printed']}/", email=HEAD)
    page.emulate_media(media="print")

    assert not page.locator(".lk-rail").is_visible()
    assert not page.get_by_role("button", name="Ubah tahap").is_visible()
    assert page.locator(".cs-life").is_visible()
    assert "dicetak oleh Sari Wulandari" in page.inner_text(".sc-print-foot")
    page.close()


def test_the_test_talk_answers_while_one_chooses(visit):
    page = visit("/setup/cases/paspor-baru/", email=ADMIN)
    page.select_option("#trial-stage", "siap")

    page.wait_for_selector("#trial >> text=Siap diambil")
    page.wait_for_selector("#trial >> text=Ready to be collected")
    assert page.troubles == []
    page.close()
