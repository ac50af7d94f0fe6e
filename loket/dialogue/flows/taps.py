"""
The ids of things to tap, written and read.

An id says all that is needed to act on it ("hour:77:2026-11-24:1:2"), so that a
button of last week's message is still understood. Ids come back from outside: what
cannot be read counts as missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

LONGEST_NUMBER = 18


def make(name: str, *parts: object) -> str:
    """Return "name:part:part"; a part that is None is left empty."""
    return ":".join([name, *("" if part is None else str(part) for part in parts)])


def read(id_: str) -> tuple[str, Sequence[str]]:
    """Return the name of a tap and its parts."""
    name, *parts = id_.split(":")
    return name, parts


def number(parts: Sequence[str], place: int) -> int | None:
    """Return the number at a place, None if there is none."""
    part = parts[place] if place < len(parts) else ""
    fine = part.isascii() and part.isdecimal() and len(part) <= LONGEST_NUMBER
    return int(part) if fine else None


def day(parts: Sequence[str], place: int) -> date | None:
    """Return the day at a place, None if there is none."""
    try:
        return date.fromisoformat(parts[place])
    except (IndexError, ValueError):
        return None


def booking(parts: Sequence[str], place: int = 0) -> UUID | None:
    """Return the booking at a place, None if there is none."""
    try:
        return UUID(parts[place])
    except (IndexError, ValueError):
        return None
