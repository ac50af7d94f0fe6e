"""A training desk: an invented agency with three offices in three time zones."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def agency() -> dict[str, Any]:
    """Return the invented agency as its file describes it."""
    source = Path(__file__).with_name("agency.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
