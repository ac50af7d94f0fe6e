"""Reading what an agency offers, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, hypot, radians
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.db import connection

from loket.lib import once, sql

QUERIES = sql.beside(__file__, "find")


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office as the talk and the agenda need it."""

    id: int
    agency_id: int
    code: str
    name: str
    city: str
    zone: str
    address: str
    latitude: float
    longitude: float

    def distance_to(self, other: OfficeRow) -> float:
        """How far another office is, in degrees: enough to tell near from far."""
        north = self.latitude - other.latitude
        east = (self.longitude - other.longitude) * cos(radians(self.latitude))
        return hypot(north, east)

    @property
    def tz(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service; words by language."""

    id: int
    agency_id: int
    names: dict[str, str]
    requirements: dict[str, str]


@once.read
def agency_names() -> dict[int, str]:
    """What each agency is called, by id."""
    return dict(_fetch("agency_names"))


@once.read
def offices() -> dict[int, OfficeRow]:
    """All offices by id, in the order in which their agency shows them."""
    return {row[0]: OfficeRow(*row) for row in _fetch("offices")}


@once.read
def services() -> dict[int, ServiceRow]:
    """All services by id, in the order in which their agency shows them."""
    return {
        id_: ServiceRow(id_, agency, _words(names), _words(requirements))
        for id_, agency, names, requirements in _fetch("services")
    }


def _words(packed: str) -> dict[str, str]:
    return msgspec.json.decode(packed, type=dict[str, str])


def days_from(first: date, count: int) -> list[date]:
    """So many days in a row."""
    return [first + timedelta(days=n) for n in range(count)]


def _fetch(
    name: str, values: Sequence[object] | None = None
) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
