"""Every table of states is drawn in the documents, and every state can be left."""

from __future__ import annotations

import importlib
from enum import Enum
from pathlib import Path

import pytest

from tests.house.house import ROOT, name

ROOMS = (ROOT / "loket").rglob("states.py")
# The page itself has a file of that name.
TABLES = sorted(path for path in ROOMS if "reference" not in path.parts)
PAGE = ROOT / "docs" / "reference" / "states.md"


def states(table: Path) -> list[Enum]:
    module = importlib.import_module(name(table)[: -len(".py")].replace("/", "."))
    kinds = [
        it
        for it in vars(module).values()
        if isinstance(it, type)
        and issubclass(it, Enum)
        and it.__module__ == module.__name__
    ]
    return [state for kind in kinds for state in kind]


@pytest.mark.parametrize("table", TABLES, ids=name)
def test_every_state_stands_on_the_page_of_states(table):
    page = PAGE.read_text(encoding="utf-8")

    missing = [it for it in states(table) if f"`{it.name.lower()}`" not in page]

    assert not missing


@pytest.mark.parametrize("table", TABLES, ids=name)
def test_moves_name_every_state_once(table):
    module = importlib.import_module(name(table)[: -len(".py")].replace("/", "."))
    moves = getattr(module, "MOVES", None)
    if moves is None:
        return
    kind = type(next(iter(moves)))

    assert set(moves) == set(kind)
    assert {it for after in moves.values() for it in after} <= set(kind)
    assert not [state for state, after in moves.items() if state in after]
