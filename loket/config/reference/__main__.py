"""
`python -m loket.config.reference` writes the pages; with `--check` it only tells
which of them are not current, and ends with status 1 if there are any.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from loket.config.reference import (
    api,
    case_types,
    commands,
    errors,
    limits,
    retention,
    settings,
    states,
    talks,
)

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "settings.md": settings.page,
    "commands.md": commands.page,
    "states.md": states.page,
    "case-types.md": case_types.page,
    "api.md": api.page,
    "error-codes.md": errors.page,
    "limits.md": limits.page,
    "retention.md": retention.page,
    "talks.md": talks.page,
}


def stale(folder: Path = FOLDER) -> list[str]:
    """Return the names of the pages that are missing or differ from the code."""
    return [name for name, made in PAGES.items() if _read(folder / name) != made()]


def write(folder: Path = FOLDER) -> list[str]:
    """Write the pages that are not current; return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = stale(folder)
    for name in names:
        (folder / name).write_text(PAGES[name](), encoding="utf-8")
    return names


def main(words: Sequence[str]) -> int:
    """Run the command; the exit status."""
    if "--check" not in words:
        for name in write():
            sys.stdout.write(f"docs/reference/{name} is written anew.\n")
        return 0
    names = stale()
    for name in names:
        sys.stderr.write(f"docs/reference/{name} is not current; run `make docs`.\n")
    return 1 if names else 0


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
