"""Cases with a real browser: readable for all, by keys alone, and live."""

from __future__ import annotations

import psycopg
import pytest

from tests.browser.looks import faults
from tests.browser.desk import ADMIN, HEAD
from tests.browser.test_agenda import announce
from tests.browser.looks import overflow

pytestmark = pytest.mark.browser

LOOKS = [("light", 1366), ("dark", 320)]
TABLE = "Nomor Permohonan;Nama;Status\r\n9926112600000801;Ratna Dewi;Dicetak\r\n"


@pytest.fixture(scope="module")
def cases(site):
    """One case of the training desk at each stage."""
    with psycopg.connect(site.database_url, autocommit=True) as connection:
        return dict(
            connection.execute(
                "select s.slug, c.id from cases_case c join cases_stage s"
                " on s.id = c.stage_id order by c.stage_at"
            ).fetchall()
        )


def upload(page):
    page.set_input_files(
        "#table",
        {"name": "berkas.csv", "mimeType": "text/csv", "buffer": TABLE.encode()},
    )
    page.get_by_role("button", name="Unggah").click()
    page.wait_for_url("**/cases/imports/*-*/")


def open_all(page):
    """What is folded away must be readable, too."""
    page.evaluate(
        "document.querySelectorAll('main details').forEach(d => d.open = true)"
    )


def check(page):
    assert faults(page) == [], page.url
    assert page.troubles == [], page.url
    assert overflow(page) <= 0, page.url


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_pages_of_cases_are_readable_for_all(visit, cases, theme, width):
    paths = [
        "/cases/",
        "/cases/?list=closed&office=TM",
        "/cases/additions/",
        f"/cases/{cases['cetak']}/",
        f"/cases/{cases['siap']}/",
        "/offices/TS/collecting/",
        "/setup/cases/",
        "/setup/cases/paspor-hilang/?stage=siap",
    ]
    for path in paths:
        page = visit(path, theme, width, ADMIN)
        open_all(page)
        check(page)
        page.close()
    page = visit("/cases/imports/", theme, width, ADMIN)
    check(page)
    upload(page)
    check(page)
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


def test_two_keys_hand_out(visit, cases, site):
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


def test_a_case_prints_without_its_tools(visit, cases):
    page = visit(f"/cases/{cases['cetak']}/", email=HEAD)
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
