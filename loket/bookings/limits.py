"""
What an office lets one number do: the kinds of limits, their usual figures, and where
each comes from. Data, not code: an office may set its own, with its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What is limited. Values are stored: never give one another meaning."""

    LIVE_BOOKINGS = "live_bookings"
    LIVE_PEOPLE = "live_people"
    HOLDS_AN_HOUR = "holds_an_hour"
    BOOKINGS_A_DAY = "bookings_a_day"
    NO_SHOWS = "no_shows"
    NO_SHOW_DAYS = "no_show_days"
    NO_SHOW_PAUSE_DAYS = "no_show_pause_days"
    CANCELLATIONS = "cancellations"
    CANCELLATION_DAYS = "cancellation_days"
    CANCELLATION_PAUSE_DAYS = "cancellation_pause_days"
    TOLERANCE_MIN = "tolerance_min"
    OFFER_MIN = "offer_min"
    OFFERS_MISSED = "offers_missed"


class Verdict(StrEnum):
    """What a person decides about a number, or about bookings that look odd."""

    ALLOW = "allow"
    LIMIT = "limit"
    CANCEL = "cancel"


class Usual(NamedTuple):
    """A figure, its unit, the least and the most an office may set, and its source."""

    value: int
    unit: str
    least: int
    most: int
    source: str


OWN = "our own choice, 29 November 2026"
USUAL: Mapping[Kind, Usual] = {
    Kind.LIVE_BOOKINGS: Usual(
        3, "", 1, 20,
        f"{OWN}; the queue by chat of 2017 had one for each number (domain notes 1.1)",
    ),
    Kind.LIVE_PEOPLE: Usual(
        5, "people", 1, 50,
        "APAPO: at most five applications an account (imigrasi.go.id, FAQ of 2019)",
    ),
    Kind.HOLDS_AN_HOUR: Usual(12, "", 2, 500, OWN),
    Kind.BOOKINGS_A_DAY: Usual(5, "", 1, 100, OWN),
    Kind.NO_SHOWS: Usual(2, "", 1, 20, OWN),
    Kind.NO_SHOW_DAYS: Usual(90, "days", 1, 366, OWN),
    Kind.NO_SHOW_PAUSE_DAYS: Usual(
        14, "days", 0, 90, f"{OWN}; a pause is asked for in domain notes 1.3, lesson 5"
    ),
    Kind.CANCELLATIONS: Usual(4, "", 1, 50, OWN),
    Kind.CANCELLATION_DAYS: Usual(30, "days", 1, 366, OWN),
    Kind.CANCELLATION_PAUSE_DAYS: Usual(7, "days", 0, 90, OWN),
    Kind.TOLERANCE_MIN: Usual(
        15, "min", 0, 120, "ui guide, agenda: a place is let go after 15 minutes"
    ),
    Kind.OFFER_MIN: Usual(30, "min", 5, 240, OWN),
    Kind.OFFERS_MISSED: Usual(2, "", 1, 10, OWN),
}  # fmt: skip

Figures = Mapping[Kind, int]


def usual() -> dict[Kind, int]:
    """Return the usual figures."""
    return {kind: one.value for kind, one in USUAL.items()}
