"""The few shapes of Markdown that the generated pages use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by `make docs` from the code. Change the code, not this page. -->\n\n"


def page(title: str, *parts: str) -> str:
    """Return a whole page that says where it comes from."""
    return MADE + "\n\n".join([f"# {title}", *parts]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; bars inside of cells are escaped."""
    lines = [_line(head), "|" + "---|" * len(head)]
    return "\n".join([*lines, *map(_line, rows)])


def code(words: str) -> str:
    """Return words as code, nothing if there are none."""
    return f"`{words}`" if words else ""


def diagram(lines: Iterable[str]) -> str:
    """Return a Mermaid state diagram."""
    body = "\n".join(f"    {line}" for line in lines)
    return f"```mermaid\nstateDiagram-v2\n{body}\n```"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
