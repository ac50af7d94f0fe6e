"""Answers about what an agency offers and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loket.bookings import queries as bookings
from loket.cases import kinds
from loket.dialogue.commands import (
    AgencyName,
    Offices,
    OfficeView,
    Services,
    ServiceView,
)
from loket.offices import queries
from loket.offices.queries import OfficeRow, ServiceRow


def agency_names(asked: Sequence[AgencyName]) -> list[str]:
    """What each agency is called."""
    found = queries.agency_names()
    return [found[one.agency_id] for one in asked]


def services(asked: Sequence[Services]) -> list[list[ServiceView]]:
    """The services of each agency that some office takes bookings for."""
    offered = {service for _, service in bookings.releases()}
    for_cases = kinds.pickup_services()
    found = queries.services().values()
    return [
        [
            service_view(row, is_for_cases=row.id in for_cases)
            for row in found
            if row.agency_id == one.agency_id and row.id in offered
        ]
        for one in asked
    ]


def offices(asked: Sequence[Offices]) -> list[list[OfficeView]]:
    """The offices of each agency that take bookings for a service."""
    offered = set(bookings.releases())
    found = queries.offices().values()
    return [
        [
            office_view(row)
            for row in found
            if row.agency_id == one.agency_id and (row.id, one.service_id) in offered
        ]
        for one in asked
    ]


def office_view(row: OfficeRow) -> OfficeView:
    """An office as a citizen needs to know it."""
    return OfficeView(row.id, row.code, row.name, row.city, row.zone, row.address)


def service_view(row: ServiceRow, *, is_for_cases: bool = False) -> ServiceView:
    """A service as a citizen needs to know it."""
    return ServiceView(row.id, row.names, row.requirements, is_for_cases)


Views = tuple[Mapping[int, OfficeView], Mapping[int, ServiceView]]


def views() -> Views:
    """Every office and every service, by id."""
    return (
        {id_: office_view(row) for id_, row in queries.offices().items()},
        {id_: service_view(row) for id_, row in queries.services().items()},
    )
