"""Reading what an agency offers, where, and when its offices are closed."""

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


@dataclass(frozen=True, slots=True)
class Closed:
    """Why an office is closed on a day."""

    reason: str


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


@once.read
def closures(first: date, last: date) -> dict[tuple[int, date], Closed]:
    """Closed days of every office between two days, the national ones included."""
    found = _fetch("closures", [first, last])
    return {(office, day): Closed(reason) for office, day, reason in found}


@once.read
def weekdays_open() -> set[tuple[int, int]]:
    """The weekdays (Monday is 0) on which each office serves, as (office, weekday)."""
    return {(office, weekday) for office, weekday in _fetch("weekdays")}


def days_from(first: date, count: int) -> list[date]:
    """So many days in a row."""
    return [first + timedelta(days=n) for n in range(count)]


def _fetch(
    name: str, values: Sequence[object] | None = None
) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
