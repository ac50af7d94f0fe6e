"""What flows may ask about an agency that everybody may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from loket.dialogue.commands import OfficeView
from loket.dialogue.types import Command


@dataclass(frozen=True, slots=True)
class FeeView:
    """What something costs, by which regulation, and since when."""

    names: dict[str, str]
    rupiah: int
    source: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Fees(Command[Sequence[FeeView]]):
    """The fees of the agency that are due on a day."""

    agency_id: int
    day: date


@dataclass(frozen=True, slots=True)
class SpanView:
    """A span of a weekday (Monday is 0) in which an office serves."""

    weekday: int
    opens_at: time
    closes_at: time


@dataclass(frozen=True, slots=True)
class PlaceView:
    """
    Where an office is and when it is open. `closed` are the next days on which it is
    not, with the reason. `position` is latitude and longitude, None if unknown.
    """

    office: OfficeView
    spans: Sequence[SpanView]
    closed: Sequence[tuple[date, str]]
    position: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Places(Command[Sequence[PlaceView]]):
    """All offices of the agency, in its order."""

    agency_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class OfficialAddresses(Command[Sequence[str]]):
    """The numbers, pages and addresses that are truly the agency's."""

    agency_id: int
