"""
Ten citizens at their phones and three officers at their screens, at two offices: a
whole desk, with the provider's stand-in at one end and browsers at the other.
"""

from __future__ import annotations

import os
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import psycopg
import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, Page

from tests.browser.desk import PASSWORD
from tests.browser.site import Site, context, sign_in
from tests.desk import database
from tests.desk.desk import Desk, opened
from tests.desk.guests import Guest
from tests.desk.processes import Process, free_port

pytestmark = pytest.mark.browser

NAMES = ("Siti Aminah", "Budi Santoso", "Rina Wati", "Agus Salim", "Dewi Lestari")
SARI, DIMAS, WATI = "sari@loket.test", "dimas@loket.test", "wati@loket.test"
STAFF = """
  with made as (
    insert into offices_staff (email, name, password, is_active, language, joined_at)
    values (%(email)s, %(email)s, %(password)s, true, 'id', now()) returning id)
  insert into offices_role (staff_id, agency_id, office_id, duty)
  select made.id, a.id, (select id from offices_office where code = %(code)s), %(duty)s
  from made, offices_agency a
"""
SHARED_DAYS = """
  select s.day from bookings_slot s join offices_office o on o.id = s.office_id
  where o.code in ('TM', 'TS') and s.starts = '09:00' and s.day > current_date + 1
  group by s.day having count(distinct o.code) = 2 order by s.day
"""
BOOKED = """
  select count(*) from bookings_booking b join bookings_slot s on s.id = b.slot_id
  join offices_office o on o.id = s.office_id
  where o.code = %s and s.day = %s and b.state = 'booked'
"""


class Room(NamedTuple):
    """The desk, and where its pages are."""

    desk: Desk
    site: Site


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder, port = tmp_path_factory.mktemp("whole"), free_port()
    with database.made(f"whole_{os.getpid()}") as url, opened(url, folder) as desk:
        for who in ((SARI, None, "head"), (DIMAS, "TM", "front_desk"),
                    (WATI, "TS", "front_desk")):  # fmt: skip
            _employ(desk, *who)
        # The test may run at night.
        desk.change("update offices_office set quiet_from = '0:00', quiet_until='0:00'")
        site = Site(f"http://127.0.0.1:{port}", folder, url)
        with _pages(desk, port):
            yield Room(desk, site)


def _employ(desk: Desk, email: str, code: str | None, duty: str) -> None:
    values = {"email": email, "code": code, "duty": duty}
    with psycopg.connect(desk.url, autocommit=True) as connection:
        connection.execute(STAFF, {**values, "password": make_password(PASSWORD)})


@contextmanager
def _pages(desk: Desk, port: int) -> Iterator[None]:
    words = ["loket", "web", f"--port={port}"]
    pages = Process(words, desk.folder / "web.log", desk.env, lambda _: _is_open(port))
    pages.start()
    try:
        yield
    finally:
        pages.stop()


def _is_open(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2):
            return True
    except OSError:
        return False


def screen(browser: Browser, room: Room, email: str, path: str) -> Page:
    """The screen of an officer, who signs in and opens a page."""
    window = context(browser, 1366)
    sign_in(window, room.site, email)
    page = window.new_page()
    page.goto(room.site.url + path)
    return page


def book(desk: Desk, guests: list[Guest], city: str, day: date) -> None:
    """All of them book the same hour at one office, at the same time."""
    desk.all_say(guests, f"mau paspor baru di {city} {day:%d-%m-%Y} jam 9")
    desk.all_say(guests, *(guest.introduction for guest in guests))
    agreed = [{"phone": g.key, "choice": g.option("Ya, pesan").id} for g in guests]
    desk.emulator.deliver_together(agreed)
    for guest in guests:
        guest.waits(30.0).hears("Terpesan")


def row(page: Page, code: str):
    return page.locator(".sc-person", has_text=code)


def test_ten_citizens_and_three_officers_at_two_offices(browser: Browser, room: Room):
    desk = room.desk
    day = desk.rows(SHARED_DAYS)[0][0]
    address = f"agenda/?day={day}&hour=09:00"
    dimas = screen(browser, room, DIMAS, f"/offices/TM/{address}")
    wati = screen(browser, room, WATI, f"/offices/TS/{address}")
    sari = screen(browser, room, SARI, f"/offices/TM/{address}")
    merbau = [desk.citizen(name) for name in NAMES]
    tirtasari = [desk.citizen(name) for name in NAMES]

    book(desk, merbau, "Teluk Merbau", day)
    book(desk, tirtasari, "Tirtasari", day)
    everybody_is_seen(merbau, dimas, sari)
    everybody_is_seen(tirtasari, wati)

    assert not row(wati, merbau[0].code).count()
    assert wati.request.get(f"{room.site.url}/offices/TM/{address}").status == 404

    row(dimas, merbau[0].code).get_by_role("button", name="Datang").click()
    row(sari, merbau[0].code).locator(".lk-tag.come").wait_for()

    gone = tirtasari.pop()
    gone.says("batal").taps("Ya, batalkan").hears("sudah dibatalkan")
    row(wati, gone.code).wait_for(state="detached")

    close(sari, room, day, len(tirtasari))
    for guest in tirtasari:
        guest.waits(30.0).hears("Listrik padam")
        row(wati, guest.code).wait_for(state="detached")
    wati.get_by_text("Listrik padam").first.wait_for()
    assert desk.value(BOOKED, "TS", day) == 0
    assert desk.value(BOOKED, "TM", day) == len(merbau) - 1


def everybody_is_seen(guests: list[Guest], *screens: Page) -> None:
    """Screens that stand open show whoever booked, without being loaded again."""
    for page in screens:
        for guest in guests:
            row(page, guest.code).wait_for()


def close(page: Page, room: Room, day: date, people: int) -> None:
    """Close Tirtasari for a day: the page says who is moved, and then moves them."""
    page.goto(f"{room.site.url}/offices/TS/closures/?day={day}")
    page.get_by_label("Alasan, seperti yang dibaca warga").fill("Listrik padam")
    page.get_by_label("Sumber, dengan tanggalnya").fill("Nota dinas 12/2026")
    page.get_by_role("button", name="Lihat siapa yang terdampak").click()
    page.wait_for_selector("#moved")
    assert page.inner_text("#moved") == str(people)
    page.get_by_role("button", name="Lakukan: pindahkan dan beri tahu").click()
    page.wait_for_url("**/changes/**")
    assert page.inner_text("#to-call") == "0"
