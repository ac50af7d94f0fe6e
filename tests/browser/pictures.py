"""
Takes pictures: `make pictures` those of the documents,
`python -m tests.browser.pictures FOLDER` every page on a desktop and a phone, light
and dark, to be looked through.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
import psycopg
from playwright.sync_api import Browser, Page, StorageState

import tests.settings  # noqa: F401 starts the database
from tests import chromium
from tests.browser import ids, pages
from tests.browser.desk import ADMIN, BUSY
from tests.browser.full_day import CODE as FULL
from tests.browser.site import ROOT, Site, choose, context, served, sign_in_once

IMAGES = ROOT / "docs/images"


Step = Callable[[Page], object]


@dataclass(frozen=True)
class Shown:
    """A picture of the documents: a page in English, how high, what is done there."""

    address: str
    height: int
    part: str
    step: Step = lambda _: None
    theme: str = "light"
    width: int = 1000


def _reads_a_code(page: Page) -> None:
    page.keyboard.type("9926112500000005\n")


def _plans_a_closing(page: Page) -> None:
    page.get_by_label("Reason, as citizens will read it").fill("Listrik padam")
    page.get_by_label("Source, with its date").fill("Nota dinas 12/2026")
    page.get_by_role("button", name="See who is concerned").press("Enter")


AGENDA = f"/offices/{BUSY}/agenda/"
SHOWN = {
    "cases": Shown("/cases/", 560, "a[data-row]"),
    "case": Shown("/cases/{printed}/", 620, ".cs-life"),
    "pick-up": Shown("/offices/TS/collecting/", 720, ".cs-slip", _reads_a_code),
    "import": Shown("/cases/imports/{table}/", 560, "main table"),
    "keys": Shown("/setup/keys/", 640, "main .sc-form"),
    "webhook": Shown("/setup/webhooks/{hook}/", 420, "main table"),
    "agenda": Shown(AGENDA, 640, ".ag-t", width=1280),
    "agenda-dark": Shown(AGENDA, 640, ".ag-t", theme="dark", width=1280),
    "agenda-phone": Shown(AGENDA, 760, ".ag-t", width=390),
    "day-list": Shown(f"/offices/{BUSY}/day-list/", 640, "main table"),
    "schedule": Shown(f"/offices/{BUSY}/schedule/", 640, "main form"),
    "closing": Shown(
        f"/offices/{FULL}/closures/?day={{full}}", 720, "#moved", _plans_a_closing
    ),
    "retention": Shown("/setup/retention/", 640, "main form"),
}
LOOKS = [(1366, "light"), (1366, "dark"), (390, "light"), (390, "dark")]


def take_shown(browser: Browser, site: Site) -> None:
    """The pictures of the documents: few, and no wider than a page of them needs."""
    known, state = ids.of(site), sign_in_once(browser, site, ADMIN)
    with psycopg.connect(site.database_url, autocommit=True) as there:
        there.execute("delete from messaging_alarm")
    for name, shown in SHOWN.items():
        looks = {"theme": shown.theme, "language": "en"}
        with _opened(browser, site, shown.width, state, **looks) as go:
            page = go(shown.address.format(**known))
            page.set_viewport_size({"width": shown.width, "height": shown.height})
            shown.step(page)
            page.wait_for_selector(shown.part)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=IMAGES / f"{name}.png")


def take_all(browser: Browser, site: Site, folder: Path) -> None:
    """Every page, whole, in Indonesian; a name says page, width and theme."""
    folder.mkdir(parents=True, exist_ok=True)
    known = ids.of(site)
    for email in pages.PEOPLE.values():
        state = sign_in_once(browser, site, email) if email else None
        mine = [name for name, who in pages.OPENED_BY.items() if who == email]
        for width, theme in LOOKS:
            with _opened(browser, site, width, state, theme=theme) as go:
                for name in mine:
                    for n, address in enumerate(pages.ADDRESSES[name]):
                        page = go(address.format(**known))
                        file = f"{name}-{n}-{width}-{theme}.png"
                        page.screenshot(path=folder / file, full_page=True)
                        page.close()


@contextmanager
def _opened(
    browser: Browser, site: Site, width: int, state: StorageState | None, **choices: str
) -> Iterator[Callable[[str], Page]]:
    made = context(browser, width, state)
    choose(made, site, **choices)

    def go(address: str) -> Page:
        page = made.new_page()
        page.goto(site.url + address)
        return page

    yield go
    made.close()


def main() -> None:
    """Fill a desk, and take what was asked for."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    with (
        tempfile.TemporaryDirectory() as data,
        served(Path(data)) as site,
        chromium.started() as browser,
    ):
        if sys.argv[1:]:
            take_all(browser, site, Path(sys.argv[1]))
        else:
            take_shown(browser, site)


if __name__ == "__main__":
    main()
