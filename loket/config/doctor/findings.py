"""What the doctor says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How bad it is. Only BAD makes the command fail."""

    GOOD = "good"
    POOR = "poor"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `remedy` is empty if all is well."""

    what: str
    health: Health
    said: str
    remedy: str = ""


def good(what: str, said: str) -> Finding:
    """All is well."""
    return Finding(what, Health.GOOD, said)


def poor(what: str, said: str, remedy: str) -> Finding:
    """It works, but not for long."""
    return Finding(what, Health.POOR, said, remedy)


def bad(what: str, said: str, remedy: str) -> Finding:
    """It does not work, or it is not safe."""
    return Finding(what, Health.BAD, said, remedy)
