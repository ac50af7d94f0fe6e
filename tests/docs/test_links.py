"""Every link inside of the documents leads somewhere."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from tests.house.house import ROOT, name, pages

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def links(page: Path) -> list[str]:
    found = LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    return [link for link in found if not link.startswith(("https://", "mailto:"))]


def anchors(page: Path) -> set[str]:
    headings = HEADING.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    return {anchor(heading) for heading in headings}


def anchor(heading: str) -> str:
    """How hosts of Markdown make an anchor: letters, digits, hyphens for blanks."""
    plain = unicodedata.normalize("NFC", heading).lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def leads_somewhere(page: Path, link: str) -> bool:
    place, _, heading = link.partition("#")
    target = (page.parent / place).resolve() if place else page
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not heading or heading in anchors(target)


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_link_leads_to_a_file_and_a_heading(page):
    assert not [link for link in links(page) if not leads_somewhere(page, link)]


def test_every_page_can_be_reached_from_the_readme():
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        targets = [(page.parent / link.partition("#")[0]) for link in links(page)]
        waiting += [it.resolve() for it in targets if it.suffix == ".md"]

    assert not [name(page) for page in pages() if page not in seen]


def test_every_picture_stands_in_a_document():
    kept = set((ROOT / "docs/images").iterdir())

    shown = {(page.parent / link).resolve() for page in pages() for link in links(page)}

    assert kept - shown == set()
