"""How a case at its source and here can differ."""

from __future__ import annotations

from enum import StrEnum


class Difference(StrEnum):
    """Values are stored and part of the API: never rename one."""

    SAME = "same"
    UNKNOWN_HERE = "unknown_here"
    OTHER_STAGE = "other_stage"
    MISSING_THERE = "missing_there"
    # Here it changed after the snapshot began: what was sent may be older.
    CHANGED_SINCE = "changed_since"


APPLIED = frozenset({Difference.UNKNOWN_HERE, Difference.OTHER_STAGE})
"""What a snapshot can put right; how a missing case ended, it does not say."""
