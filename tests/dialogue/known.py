"""What everybody may know of the agency of the tests, and what citizens want of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from loket.dialogue import commands_facts as cf
from loket.dialogue import commands_people as cp
from loket.dialogue.types import Command
from tests.dialogue.places import EAST, MIDDLE, WEST

SINCE = date(2024, 12, 17)
FEES = [
    cf.FeeView({"id": "5 tahun", "en": "5 years"}, 650_000, "PP 45/2024", SINCE),
    cf.FeeView({"id": "10 tahun", "en": "10 years"}, 950_000, "PP 45/2024", SINCE),
]
ADDRESSES = ["+62 800-0000-0100", "tirtasari.example.go.id"]


def week(*spans: tuple[int, int], friday: int = 11) -> list[cf.SpanView]:
    """Return a week in which Friday ends earlier."""
    days = [
        cf.SpanView(day, time(opens), time(closes))
        for day in range(4)
        for opens, closes in spans
    ]
    return [*days, cf.SpanView(4, time(8), time(friday))]


PLACES = [
    cf.PlaceView(
        WEST,
        week((8, 12), (13, 16)),
        [(date(2026, 11, 30), "Pilkada")],
        (-6.5, 107.5),
    ),
    cf.PlaceView(MIDDLE, week((8, 15)), [], (-5.1, 119.4)),
    cf.PlaceView(EAST, [], [], None),
]


@dataclass
class Known:
    """Facts, and wishes that were noted: stops and starts, and requests about data."""

    fees: list[cf.FeeView] = field(default_factory=lambda: list(FEES))
    places: list[cf.PlaceView] = field(default_factory=lambda: list(PLACES))
    addresses: list[str] = field(default_factory=lambda: list(ADDRESSES))
    consents: list[bool] = field(default_factory=list)
    requests: set[tuple[str, UUID]] = field(default_factory=set)

    def say(self, ask: cp.SayConsent) -> bool:
        """Note a stop or a start."""
        before = self.consents[-1] if self.consents else False
        self.consents.append(ask.is_stopped)
        return before != ask.is_stopped

    def ask_data(self, ask: cp.AskData) -> bool:
        """Note a request about one's data."""
        before = len(self.requests)
        self.requests.add((ask.kind, ask.contact_id))
        return len(self.requests) > before

    def answers(self) -> dict[type[Command[Any]], Callable[[Any], Any]]:
        """Return what answers each command."""
        return {
            cf.Fees: lambda _: self.fees,
            cf.Places: lambda _: self.places,
            cf.OfficialAddresses: lambda _: self.addresses,
            cp.SayConsent: self.say,
            cp.AskData: self.ask_data,
        }
