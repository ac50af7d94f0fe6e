"""What can be done with cases."""

from __future__ import annotations

from loket.cases.moving import (
    Collector,
    NoReason,
    NotPossible,
    correct,
    hand_out,
    move,
    tick,
    untick,
)
from loket.cases.recording import move_on, take
from loket.cases.upkeep import lapse, miss, recount

__all__ = [
    "Collector",
    "NoReason",
    "NotPossible",
    "correct",
    "hand_out",
    "lapse",
    "miss",
    "move",
    "move_on",
    "recount",
    "take",
    "tick",
    "untick",
]
