"""The table of pages: who opens them, and at which addresses."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.browser.desk import ADMIN, AUDITOR, PROVEN

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
LEFT_OUT: Mapping[str, str] = _TABLE.pop("left_out")
PEOPLE = {"staff": ADMIN, "proven": PROVEN, "unproven": AUDITOR, "public": ""}
# Who opens each page, an address of mail or nothing.
OPENED_BY = {
    name: PEOPLE[whose] for whose, pages in _TABLE.items() for name in sorted(pages)
}
ADDRESSES: Mapping[str, Sequence[str]] = {
    name: addresses for pages in _TABLE.values() for name, addresses in pages.items()
}
