"""Each promise names a test, and each test that is named exists."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.house.house import ROOT, name, pages

PROMISES = ROOT / "docs" / "explanation" / "reliability.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@cache
def names_in(path: str) -> set[str]:
    file = ROOT / path
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_test_that_a_page_names_exists(page):
    named = NAMED.findall(page.read_text(encoding="utf-8"))

    assert not [f"{path}::{test}" for path, test in named if test not in names_in(path)]


def test_every_promise_names_a_test():
    text = PROMISES.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| \d+ \|", line)]

    assert rows
    assert not [row for row in rows if not NAMED.search(row)]
