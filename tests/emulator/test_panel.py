"""The page with all switches: complete by its words, and usable in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from emulator.client import Emulator
from emulator.phone.pages import LANGUAGES, words_of
from emulator.phone.panel import GROUPS
from emulator.switches import Switches
from tests.emulator.receiver import Receiver

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def switch_names() -> set[str]:
    plain = msgspec.to_builtins(Switches())
    graph = {f"graph.{name}" for name in plain.pop("graph")}
    return set(plain) | graph


def test_every_switch_has_one_place_on_the_page() -> None:
    placed = [name for group in GROUPS.values() for name in group]
    assert len(placed) == len(set(placed))
    assert set(placed) == switch_names()


def test_both_languages_name_the_same_things() -> None:
    indonesian, english = (words_of(language, "panel.") for language in LANGUAGES)
    assert indonesian.keys() == english.keys()
    assert switch_names() <= english.keys()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    problems: list[str] = []
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    yield page
    page.close()
    assert problems == []


@pytest.mark.browser
def test_a_switch_is_turned_and_shows_where_it_stands(
    page: Page, emulator: Emulator
) -> None:
    page.goto(emulator.base_url + "/switches?lang=en")
    page.get_by_label("State of the account").select_option("unpaid")
    expect(page.get_by_role("status")).to_have_text("Saved")
    page.get_by_label("For so many calls").fill("3")
    page.get_by_label("For so many calls").press("Tab")
    page.get_by_label("No delivered receipts").check()
    expect(page.get_by_label("For so many calls")).to_have_value("3")
    switches = emulator.switches()
    assert switches["account"] == "unpaid"
    assert switches["graph"]["next"] == 3
    assert switches["drop_delivered"] is True
    emulator.switch(batch=9)
    expect(page.get_by_label("Batch (count)")).to_have_value("9")


@pytest.mark.browser
def test_a_position_that_does_not_exist_is_told(page: Page, emulator: Emulator) -> None:
    page.goto(emulator.base_url + "/switches?lang=en")
    page.get_by_label("Send twice (share)").fill("7")
    page.get_by_label("Send twice (share)").press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("<= 1.0")
    assert emulator.switches()["duplicate"] == 0


@pytest.mark.browser
def test_nothing_is_turned_in_vain_while_the_page_opens(
    page: Page, emulator: Emulator
) -> None:
    held: list[Route] = []
    page.route("**/control/events", lambda route: held.append(route))
    page.goto(emulator.base_url + "/switches?lang=en")
    share = page.get_by_label("Send twice (share)")
    expect(share).to_be_disabled()

    held[0].continue_()
    share.fill("0.5")
    share.press("Tab")

    expect(page.get_by_role("status")).to_have_text("Saved")
    assert emulator.switches()["duplicate"] == 0.5


@pytest.mark.browser
def test_time_leaps_templates_are_judged_and_news_are_told(
    page: Page, emulator: Emulator, webhook: Receiver
) -> None:
    page.goto(emulator.base_url + "/switches?lang=en")
    before = emulator.now()
    page.get_by_role("button", name="25 hours forward").click()
    page.get_by_label("Verdict on hello_world (en_US)").select_option("event:PAUSED")
    expect(page.get_by_role("row", name="hello_world")).to_contain_text("PAUSED")
    page.locator("select[name=event]").select_option("account_violation")
    page.get_by_role("button", name="Tell the news").click()
    expect(page.get_by_role("status")).to_have_text("Told: account_violation")
    assert emulator.wait_idle()
    assert emulator.now() > before + 25 * 3600
    assert webhook.received[-1].told("account_update")[0]["event"] == (
        "ACCOUNT_VIOLATION"
    )


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/switches", "/"])
def test_everybody_can_use_the_pages(
    page: Page, emulator: Emulator, scheme: str, address: str
) -> None:
    page.goto(f"{emulator.base_url}{address}?theme={scheme}")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    if address == "/switches":
        expect(page.get_by_role("row", name="hello_world")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # The pages' own policy lets no script in; a test may look all the same.
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert json.dumps([v["id"] for v in found["violations"]]) == "[]"
