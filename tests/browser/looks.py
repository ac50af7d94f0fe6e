"""
How a page is looked at: by the rules of accessibility, its width, and its words.

A page is loaded once, then painted in another theme and made narrow, and only the rules
are asked again that this can break: that keeps the whole round short.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What another theme can break, and what another width can.
COLOURS = ["color-contrast", "link-in-text-block"]
WIDTHS = [
    *COLOURS, "target-size", "scrollable-region-focusable", "aria-hidden-focus",
    "link-name", "button-name", "label", "region", "page-has-heading-one",
]  # fmt: skip
DESKTOP, PHONE, NARROWEST = (1366, 800), (390, 844), (320, 568)
RUN = """only => axe.run(document,
  {runOnly: only, iframes: false, resultTypes: ["violations"]})"""


def faults(page: Page, only: list[str] | None = None) -> list[str]:
    """Return what axe finds, as lines; `only` names rules, else all are asked."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN, only or RULES)
    return [
        f"{fault['id']}: {node['target']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    wide = "document.documentElement.scrollWidth - innerWidth"
    return int(page.evaluate(wide))


def everywhere(page: Page, troubles: list[str]) -> dict[str, list[str]]:
    """
    Look at an open page on a desktop and a phone, light and dark; return what is wrong
    by where it is, with the troubles of which the browser told.
    """
    _unfold(page)
    found = {"desktop, light": _painted(page, "light", RULES)}
    found["desktop, dark"] = _painted(page, "dark", COLOURS)
    _size(page, PHONE)
    found["phone, dark"] = _painted(page, "dark", WIDTHS) + too_wide(page)
    found["phone, light"] = _painted(page, "light", COLOURS)
    _size(page, NARROWEST)
    found["narrowest phone"] = too_wide(page)
    found["messages"] = [*troubles]
    return {where: wrong for where, wrong in found.items() if wrong}


def too_wide(page: Page) -> list[str]:
    """Say that a page scrolls sideways, if it does."""
    pixels = overflow(page)
    return [f"{pixels} px too wide"] if pixels > 0 else []


def _painted(page: Page, theme: str, rules: list[str]) -> list[str]:
    paint = "theme => document.documentElement.dataset.bsTheme = theme"
    page.evaluate(paint, theme)
    return faults(page, rules)


def _size(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _unfold(page: Page) -> None:
    """What is folded away must be readable, too."""
    page.evaluate(
        "document.querySelectorAll('main details').forEach(d => d.open = true)"
    )
