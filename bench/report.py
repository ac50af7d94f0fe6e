"""What was measured, as a table for people and as JSON for later comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

LATEST = Path(__file__).with_name("latest.json")


class Row(msgspec.Struct, omit_defaults=True):
    """
    One figure. `target` says in words what it should be, `holds` if it is;
    None where nothing was asked.
    """

    name: str
    value: float | str
    target: str = ""
    holds: bool | None = None
    detail: str = ""


def at_least(name: str, value: float, target: float, detail: str = "") -> Row:
    """Return a row that should not be smaller than its target."""
    return _judged(name, value, f">= {target:g}", float.__ge__, target, detail)


def at_most(name: str, value: float, target: float, detail: str = "") -> Row:
    """Return a row that should not be larger than its target."""
    return _judged(name, value, f"<= {target:g}", float.__le__, target, detail)


def _judged(
    name: str,
    value: float,
    words: str,
    compare: Callable[[float, float], bool],
    target: float,
    detail: str,
) -> Row:
    return Row(name, value, words, compare(float(value), float(target)), detail)


def show(rows: Sequence[Row], conditions: Mapping[str, Any]) -> None:
    """Print conditions and table."""
    print("\nConditions")
    for name, value in conditions.items():
        print(f"  {name:<22} {value}")
    print()
    for row in rows:
        mark = {True: "ok", False: "MISSED", None: ""}[row.holds]
        print(
            f"  {row.name:<24} {_short(row.value):>12}  {row.target:<9} {mark:<7}"
            f"{row.detail}"
        )


def _short(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.4g}"


def write(rows: Sequence[Row], conditions: Mapping[str, Any]) -> Path:
    """Write the run to `bench/latest.json`."""
    table = {"conditions": conditions, "rows": list(rows)}
    LATEST.write_bytes(
        msgspec.json.format(msgspec.json.encode(table), indent=2) + b"\n"
    )
    return LATEST
