"""Boxes of this room."""

from __future__ import annotations

from loket.lib.resealing import Boxes, Column


def boxes() -> list[Boxes]:
    """Return all kinds of boxes of this room."""
    return [
        Column(
            "names and birth dates",
            "bookings_bookedperson",
            "sealed",
            lambda id_, _: id_.bytes,
        )
    ]
