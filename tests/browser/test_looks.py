"""Every page in light, dark and on a phone: readable for all, and without an error."""

import pytest

from tests.browser.citizens import ERASURE_DONE, KNOWN, PROPOSED
from tests.browser.conftest import faults
from tests.browser.desk import ADMIN, HEAD

pytestmark = pytest.mark.browser

LOOKS = [("light", 1366), ("dark", 1366), ("light", 390)]
PAGES = [
    ("/", ""),
    ("/sign-in/", ""),
    ("/first-run/", ""),
    ("/tidak/ada", ""),
    ("/offices/TM/agenda/", HEAD),
    ("/offices/TM/agenda/?q=siti", HEAD),
    ("/offices/TS/agenda/?day=2020-01-01", HEAD),
    ("/offices/TM/bookings/new/", HEAD),
    ("/offices/TM/waiting-list/", HEAD),
    ("/offices/TM/limits/", HEAD),
    ("/offices/TM/groups/", HEAD),
    ("/offices/TM/day-list/", HEAD),
    ("/offices/TM/paper-arrivals/", HEAD),
    ("/messages/stuck/", HEAD),
    ("/messages/unknown/", HEAD),
    ("/alarms/", HEAD),
    ("/costs/", HEAD),
    ("/system/", HEAD),
    ("/setup/retention/", ADMIN),
    ("/setup/retention/trials/", HEAD),
    ("/people/", HEAD),
    (f"/people/{KNOWN}/", HEAD),
    (f"/people/{KNOWN}/erasure/", HEAD),
    ("/people/requests/", HEAD),
    (f"/people/requests/{PROPOSED}/", HEAD),
    (f"/people/requests/{ERASURE_DONE}/certificate/", HEAD),
]


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_pages_are_readable_for_all(visit, theme, width):
    for path, email in PAGES:
        page = visit(path, theme, width, email)
        expected = [t for t in page.troubles if "404" not in t or path != "/tidak/ada"]

        assert faults(page) == [], path
        assert expected == [], path
        assert overflow(page) <= 0, path
        page.close()


def test_the_narrowest_phone_scrolls_in_one_direction(visit):
    for path, email in PAGES:
        page = visit(path, "dark", 320, email)
        assert overflow(page) <= 0, path
        page.close()


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_a_page_prints_without_its_tools(agenda):
    agenda.emulate_media(media="print")

    assert not agenda.locator(".lk-rail").is_visible()
    assert not agenda.locator(".sc-acts .btn").first.is_visible()
    assert "dicetak oleh Sari Wulandari" in agenda.inner_text(".sc-print-foot")


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
