"""From the code in the terminal to the checklist, and the training page."""

from datetime import timedelta

import psycopg
import pytest

from loket.lib import clock
from tests.browser import looks
from tests.browser.desk import ADMIN, HEAD, PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, site):
    context = browser.new_context()
    page = context.new_page()
    yield page
    context.close()


def test_the_trainee_looks_around(page, site):
    page.goto(site.url)
    page.get_by_role("button", name="Masuk sebagai petugas").click()
    page.wait_for_url("**/offices/TS/agenda/")

    page.locator(".sc-menu summary").click()
    page.get_by_role("button", name="English").click()

    # Next Monday: on a day without hours there are no places to be seen.
    today = clock.now().date()
    monday = today + timedelta(days=7 - today.weekday())
    page.goto(f"{page.url}?day={monday}")
    page.get_by_role("heading", name="Places by hour").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.fixture
def no_administrator(site):
    """The desk as it is before its first administrator."""
    switch = "update offices_staff set is_active = %s where email = %s"
    with psycopg.connect(site.database_url, autocommit=True) as connection:
        connection.execute(switch, [False, ADMIN])
        yield
        connection.execute(switch, [True, ADMIN])


@pytest.mark.usefixtures("no_administrator")
def test_the_first_administrator_finds_what_is_left_to_do(page, site):
    page.goto(f"{site.url}/first-run/")
    page.fill("#id_name", "Wati Kusuma")
    page.fill("#id_email", "wati@loket.test")
    page.fill("#id_password", PASSWORD)
    page.fill("#id_code", "AAAAA-AAAAA")
    page.get_by_role("button", name="Mulai").click()
    page.get_by_text("belum sama dengan yang tampil di terminal").wait_for()
    assert looks.everywhere(page, []) == {}

    page.fill("#id_password", PASSWORD)
    page.fill("#id_code", (site.folder / "first-run-code").read_text().strip())
    page.get_by_role("button", name="Mulai").click()
    page.wait_for_url("**/setup/")

    page.get_by_role("button", name="Sudah dikerjakan").first.click()
    page.get_by_text("Dinyatakan oleh Wati Kusuma").wait_for()


def test_a_decision_about_a_message_asks_before_it_doubles(visit):
    page = visit("/messages/stuck/", email=HEAD)
    page.locator("summary", has_text="Kirim lagi").click()
    page.get_by_text("menerimanya dua kali").wait_for()
    page.get_by_role("button", name="Tetap kirim").click()

    page.get_by_text("Pesan dikirim lagi.").wait_for()
    page.close()
