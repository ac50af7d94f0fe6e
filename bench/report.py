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


class Table(msgspec.Struct):
    """One run: under which conditions, and what came of it."""

    conditions: dict[str, Any]
    rows: list[Row]

    @property
    def name(self) -> str:
        """When it was, of which version, and how long it took."""
        named = ("when", "commit", "sizes")
        return ", ".join(str(self.conditions.get(key, "?")) for key in named)


def earlier(path: Path = LATEST) -> Table | None:
    """Return the run that was written last; None if there is none to be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Table)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def show(
    rows: Sequence[Row], conditions: Mapping[str, Any], before: Table | None = None
) -> None:
    """Print conditions and table, the figures of an earlier run beside the new ones."""
    old = {row.name: _short(row.value) for row in before.rows} if before else {}
    print("\nConditions")
    for name, value in conditions.items():
        print(f"  {name:<22} {value}")
    if before:
        print(f"  {'before':<22} {before.name}")
    print(f"\n  {'':<24} {'now':>12}  {'before' if before else '':>12}")
    for row in rows:
        mark = {True: "ok", False: "MISSED", None: ""}[row.holds]
        print(
            f"  {row.name:<24} {_short(row.value):>12}  {old.get(row.name, ''):>12}  "
            f"{row.target:<9} {mark:<7}{row.detail}"
        )


def _short(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.4g}"


def write(
    rows: Sequence[Row],
    conditions: Mapping[str, Any],
    before: Table | None = None,
    path: Path = LATEST,
) -> Path:
    """Write the run to `bench/latest.json`, with the earlier one under `before`."""
    table = {"conditions": conditions, "rows": list(rows), "before": before}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(table), indent=2) + b"\n")
    return path
