"""Boxes of this room."""

from __future__ import annotations

from pathlib import Path

from loket.bookings.papers import QUERIES
from loket.lib.resealing import Boxes, Column
from loket.messaging.resealing import Files


def boxes(papers: Path) -> list[Boxes]:
    """Return all kinds of boxes of this room; `papers` is the folder of day lists."""
    return [
        Column(
            "names and birth dates",
            "bookings_bookedperson",
            "sealed",
            lambda id_, _: id_.bytes,
        ),
        Column(
            "people who wait", "bookings_waiting", "sealed", lambda id_, _: id_.bytes
        ),
        Files(papers, "day lists", QUERIES["held"]),
    ]
