"""
The pictures of the documents, taken anew by `make pictures`.

Every test run takes them, too, and throws them away, so that the command works on the
day on which somebody needs it. All people in them are invented.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser.desk import ADMIN, BUSY, HEAD
from tests.browser.full_day import CODE
from tests.browser.test_office import fullest_day
from tests.house.house import ROOT

pytestmark = pytest.mark.browser

IMAGES = ROOT / "docs/images"
ASKED = bool(os.environ.get("LOKET_PICTURES"))
WIDE, PHONE = 1366, 390


class Picture(NamedTuple):
    """A page as one of the documents shows it."""

    name: str
    path: str
    email: str
    theme: str = "light"
    width: int = WIDE


PICTURES = [
    Picture("agenda", f"/offices/{BUSY}/agenda/", HEAD),
    Picture("agenda-dark", f"/offices/{BUSY}/agenda/", HEAD, "dark"),
    Picture("agenda-phone", f"/offices/{BUSY}/agenda/", HEAD, "light", PHONE),
    Picture("day-list", f"/offices/{BUSY}/day-list/", HEAD),
    Picture("schedule", f"/offices/{BUSY}/schedule/", ADMIN),
    Picture("retention", "/setup/retention/", ADMIN),
]


def keep(page: Page, name: str, folder: Path) -> None:
    """Take what is in the window, of a desk without trouble; letters are there then."""
    page.evaluate("document.querySelector('#alarms')?.remove()")
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("load")
    file = (IMAGES if ASKED else folder) / f"{name}.png"
    page.screenshot(path=file, animations="disabled")
    assert file.stat().st_size > 10_000
    page.close()


@pytest.mark.parametrize("one", PICTURES, ids=lambda one: one.name)
def test_a_page_is_taken_for_the_documents(
    visit: Callable[..., Page], tmp_path: Path, one: Picture
) -> None:
    keep(visit(one.path, one.theme, one.width, one.email), one.name, tmp_path)


def test_a_closing_is_taken_before_anything_is_changed(visit, site, tmp_path):
    page = visit(f"/offices/{CODE}/closures/?day={fullest_day(site)}", email=HEAD)
    page.get_by_label("Alasan, seperti yang dibaca warga").fill("Listrik padam")
    page.get_by_label("Sumber, dengan tanggalnya").fill("Nota dinas 12/2026")
    page.get_by_role("button", name="Lihat siapa yang terdampak").press("Enter")
    page.wait_for_selector("#moved")

    keep(page, "closing", tmp_path)


def test_every_picture_stands_in_a_document():
    """And no document shows one that the command does not take, but the first page."""
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    text = "".join(path.read_text(encoding="utf-8") for path in pages)
    taken = {f"{one.name}.png" for one in PICTURES} | {"closing.png", "demo.png"}

    assert [name for name in taken if f"images/{name}" not in text] == []
    assert {path.name for path in IMAGES.glob("*.png")} == taken
