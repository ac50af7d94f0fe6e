"""What docs/explanation/the-emulator.md says about codes is what the code knows."""

import re
from pathlib import Path

from emulator.accounts import TROUBLES
from emulator.errors import KINDS
from emulator.limits import GRAPH_VERSIONS
from emulator.reviews import PAUSES_S
from emulator.templates import REFUSED_STATES

TEXT = (Path(__file__).parents[2] / "docs/explanation/the-emulator.md").read_text()
CODES = {int(code) for code in re.findall(r"\b1[0-9]{5}\b", TEXT)}


def test_every_code_that_the_page_names_exists() -> None:
    assert CODES
    assert KINDS.keys() >= CODES


def test_the_page_names_every_trouble_of_an_account() -> None:
    for trouble in TROUBLES.values():
        assert re.search(rf"\b{trouble.code}\b", TEXT), trouble.code


def test_the_page_names_what_becomes_of_templates() -> None:
    assert set(REFUSED_STATES.values()) <= CODES
    hours = [round(seconds / 3600) for seconds in PAUSES_S]
    assert f"paused for {hours[0]} and {hours[1]} hours" in TEXT


def test_the_page_names_the_versions() -> None:
    assert f"Graph {min(GRAPH_VERSIONS)} to {max(GRAPH_VERSIONS)}" in TEXT
