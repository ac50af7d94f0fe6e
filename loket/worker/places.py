"""The place that somebody sent, if it is one on earth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loket.channels.types import InboundEvent

NORTHERNMOST, EASTERNMOST = 90.0, 180.0


def last(events: Sequence[InboundEvent]) -> tuple[float, float] | None:
    """Return latitude and longitude of the last place in a turn, None if none came."""
    for event in reversed(events):
        for sent in event.attachments if event.type == "location" else ():
            if place := _read(sent.details):
                return place
    return None


def _read(details: dict[str, Any]) -> tuple[float, float] | None:
    try:
        north, east = float(details["latitude"]), float(details["longitude"])
    except (KeyError, TypeError, ValueError):
        return None
    is_on_earth = abs(north) <= NORTHERNMOST and abs(east) <= EASTERNMOST
    return (north, east) if is_on_earth else None
