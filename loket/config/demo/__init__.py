"""A training desk: an invented agency with three offices in three time zones."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def agency() -> dict[str, Any]:
    """Return the invented agency as its file describes it."""
    return _read("agency.toml")


def case_types() -> dict[str, Any]:
    """Return the kinds of cases that its offices work on."""
    return _read("case_types.toml")


def invented_cases() -> list[dict[str, Any]]:
    """Return the invented cases of citizens."""
    found: list[dict[str, Any]] = _read("cases.toml")["cases"]
    return found


def _read(name: str) -> dict[str, Any]:
    source = Path(__file__).with_name(name)
    return tomllib.loads(source.read_text(encoding="utf-8"))
