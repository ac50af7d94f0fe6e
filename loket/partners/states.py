"""The life of an event on its way to another system, all moves in one table."""

from __future__ import annotations

from enum import StrEnum


class DeliveryState(StrEnum):
    """Where an event for another system stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


MOVES: dict[DeliveryState, frozenset[DeliveryState]] = {
    DeliveryState.WAITING: frozenset({DeliveryState.DONE, DeliveryState.FAILED}),
    # Sent again, because somebody asked for it.
    DeliveryState.DONE: frozenset({DeliveryState.WAITING}),
    DeliveryState.FAILED: frozenset({DeliveryState.WAITING}),
}
