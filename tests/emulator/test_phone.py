"""The phones in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from emulator.client import Citizen, Emulator
from tests.emulator.graph import SITI, Office
from tests.emulator.receiver import Receiver

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser_page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()


@pytest.fixture
def page(browser_page: Page) -> Iterator[Page]:
    problems: list[str] = []

    def note(problem: object) -> None:
        problems.append(str(problem))

    browser_page.on("pageerror", note)
    yield browser_page
    browser_page.remove_listener("pageerror", note)
    browser_page.goto("about:blank")
    assert problems == []


def phone(emulator: Emulator, query: str = "bare=1") -> str:
    return f"{emulator.base_url}/phone/{SITI}?{query}"


def test_a_citizen_types_and_hears(
    page: Page, emulator: Emulator, office: Office, webhook: Receiver
) -> None:
    page.goto(phone(emulator))
    page.get_by_label("Ketik pesan sebagai warga").fill("mau buat paspor")
    page.keyboard.press("Enter")
    log = page.get_by_role("log")
    expect(log.get_by_text("mau buat paspor")).to_be_visible()
    expect(log.get_by_text("sampai di kantor")).to_be_attached()
    assert webhook.messages()[0]["text"]["body"] == "mau buat paspor"
    office.say("Bisa, *Bu Siti*.")
    expect(log.locator("b", has_text="Bu Siti")).to_be_visible()


def test_words_are_never_markup(page: Page, emulator: Emulator, office: Office) -> None:
    emulator.citizen(SITI, name="<i>Siti</i>").say("<img src=x onerror=alert(1)>")
    office.say("<script>alert(1)</script> & <b>tebal</b>")
    page.goto(phone(emulator))
    log = page.get_by_role("log")
    expect(log.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    expect(log.get_by_text("<script>alert(1)</script> & <b>tebal</b>")).to_be_visible()
    assert log.locator("img, script").count() == 0


def test_a_list_opens_as_a_sheet_and_works_by_keyboard(
    page: Page, emulator: Emulator, office: Office, siti: Citizen, webhook: Receiver
) -> None:
    office.offer_list([{"id": "8", "title": "08.00"}, {"id": "9", "title": "09.00"}])
    page.goto(phone(emulator))
    page.get_by_role("button", name="Buka").press("Enter")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Buka")).to_be_focused()
    page.keyboard.press("Enter")
    sheet.get_by_role("button", name="09.00").press("Enter")
    expect(page.get_by_role("log").locator(".me", has_text="09.00")).to_be_visible()
    assert emulator.wait_idle()
    assert webhook.messages()[-1]["interactive"]["list_reply"]["id"] == "9"


def test_the_page_around_the_frame_may_let_the_citizen_speak(
    page: Page, emulator: Emulator
) -> None:
    page.goto(phone(emulator))
    page.evaluate("window.postMessage({ say: 'dari luar' }, location.origin)")
    expect(page.get_by_role("log").get_by_text("dari luar")).to_be_visible()


def test_the_bare_phone_may_be_framed_and_the_room_may_not(
    page: Page, emulator: Emulator
) -> None:
    def policy(address: str) -> str:
        return page.request.get(address).headers["content-security-policy"]

    bare, room = policy(phone(emulator)), policy(emulator.base_url + "/")
    assert "frame-ancestors http://127.0.0.1:* http://localhost:*" in bare
    assert "frame-ancestors 'none'" in room
    assert "unsafe-inline" not in bare + room


def test_the_room_shows_phones_switches_and_deliveries(
    page: Page, emulator: Emulator, siti: Citizen
) -> None:
    page.goto(emulator.base_url + "/?lang=en")
    for name in ("Siti", "Budi", "Rina"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(
        page.get_by_text("Training room, all data is invented").first
    ).to_be_attached()
    page.get_by_label("Batch (count)").fill("5")
    page.keyboard.press("Tab")
    expect(page.locator("#deliveries").get_by_text("text")).to_be_visible()
    assert emulator.switches()["batch"] == 5
    page.get_by_label("Name").fill("Tamu")
    page.get_by_label("Number", exact=True).fill("6281200000009")
    page.get_by_role("button", name="Add a citizen").click()
    expect(page.get_by_role("heading", name="Tamu")).to_be_visible()


def test_nothing_is_wider_than_a_narrow_screen(page: Page, emulator: Emulator) -> None:
    page.goto(emulator.base_url + "/")
    expect(page.get_by_role("heading", name="Rina")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
