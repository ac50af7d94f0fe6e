"""How pages print, and how one gets around on a phone and on a wide screen."""

import pytest

from tests.browser.desk import ADMIN, HEAD
from tests.browser.looks import faults

pytestmark = pytest.mark.browser


def test_a_page_prints_without_its_tools(agenda):
    agenda.emulate_media(media="print")

    assert not agenda.locator(".lk-rail").is_visible()
    assert not agenda.locator(".sc-acts .btn").first.is_visible()
    assert "dicetak oleh Sari Wulandari" in agenda.inner_text(".sc-print-foot")


def test_the_way_around_stays_in_sight_on_a_long_page(visit):
    page = visit("/audit/", email=ADMIN)
    page.set_viewport_size({"width": 1366, "height": 600})
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")

    assert page.evaluate("scrollY") > 600
    tops = [page.locator(it).bounding_box()["y"] for it in (".lk-rail", ".lk-top")]
    # Half a pixel may be left of a page of an odd height.
    assert max(map(abs, tops)) < 1
    page.close()


def test_icons_are_drawn(agenda):
    box = agenda.locator(".lk-rail .lk-i use").first.bounding_box()

    assert box["width"] > 5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_within_reach_on_a_phone(visit, theme):
    page = visit("/messages/stuck/", theme, 360, HEAD)
    page.locator(".sc-rail-more summary").click()
    page.locator(".sc-rail-menu a").first.wait_for()

    ways = page.locator(".sc-rail-menu a")
    goals = [way.get_attribute("href") for way in ways.all()]
    heights = [way.bounding_box()["height"] for way in ways.all()]

    assert goals[:2] == ["/cases/", "/cases/collecting/"]
    assert goals[2].endswith("/schedule/")
    assert goals[3:] == [
        "/texts/", "/talks/hours/", "/costs/", "/alarms/", "/system/", "/audit/",
    ]  # fmt: skip
    assert min(heights) >= 44
    assert faults(page) == []
    assert page.troubles == []
    page.locator(".sc-rail-menu a[href='/costs/']").click()
    page.wait_for_url("**/costs/")
    page.close()


def test_a_wide_screen_has_no_second_menu(visit):
    page = visit("/messages/stuck/", "light", 1366, HEAD)

    assert not page.locator(".sc-rail-more").is_visible()
    page.close()


def test_the_first_slip_of_a_form_is_focused_and_its_words_belong_to_it(visit):
    page = visit("/me/password/", email=HEAD)
    page.locator("main button[type=submit]").click()
    page.locator(".lk-field-err").first.wait_for()

    focused = page.locator("main form :focus")
    said = page.locator(f"[id='{focused.get_attribute('aria-describedby')}']")
    first = page.locator(".lk-field-err").first
    assert first.locator(":focus").count() == 1
    assert said.inner_text() == first.locator(".msg").inner_text()
    page.close()


def test_escape_folds_the_menus_and_closes_the_list_of_keys(visit):
    page = visit("/messages/stuck/", width=390, email=HEAD)
    page.locator(".sc-rail-more summary").press("Enter")
    page.locator(".sc-rail-menu a").first.focus()
    page.keyboard.press("Escape")
    assert not page.locator(".sc-rail-menu").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"

    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    page.close()
