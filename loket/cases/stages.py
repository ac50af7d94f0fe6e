"""
What a stage of a case means, whatever an office calls it.

The stages themselves, their order and the moves between them are an office's own data;
what the machine may say and do at one hangs on its kind.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum


class StageKind(StrEnum):
    """Who has to act next. Values are stored: never give one another meaning."""

    OFFICE = "office"
    CITIZEN = "citizen"
    READY = "ready"
    COLLECTED = "collected"
    ENDED = "ended"


MOVES: Mapping[StageKind, frozenset[StageKind]] = {
    StageKind.OFFICE: frozenset(
        {StageKind.OFFICE, StageKind.CITIZEN, StageKind.READY, StageKind.ENDED}
    ),
    StageKind.CITIZEN: frozenset(
        {StageKind.OFFICE, StageKind.CITIZEN, StageKind.READY, StageKind.ENDED}
    ),
    StageKind.READY: frozenset({StageKind.COLLECTED, StageKind.ENDED}),
    StageKind.COLLECTED: frozenset(),
    StageKind.ENDED: frozenset(),
}
"""Between which kinds of stages a case type may let a case move at all."""

# Nobody waits for anything any more.
CLOSED = frozenset({StageKind.COLLECTED, StageKind.ENDED})
# Work towards being ready is done; a promise holds no longer.
FULFILLED = CLOSED | {StageKind.READY}


class EventKind(StrEnum):
    """What an entry in the life of a case tells. Values are stored."""

    OPENED = "opened"
    MOVED = "moved"
    CORRECTED = "corrected"
    PROMISED = "promised"
    CHANGED = "changed"
    COLLECTED_BY = "collected_by"


def reaches(moves: Mapping[int, Collection[int]], before: int, after: int) -> bool:
    """
    Test if a case can come from one stage to another by allowed moves, however many:
    another system may tell us of the last of them only.
    """
    seen, waiting = {before}, [before]
    while waiting:
        for following in moves.get(waiting.pop(), ()):
            if following == after:
                return True
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return False
