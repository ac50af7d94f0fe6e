"""Finding the offices and services that a call names, as far as its key sees them."""

from __future__ import annotations

from loket.api.problems import Problem
from loket.offices import queries
from loket.offices.models import Service
from loket.offices.queries import OfficeRow
from loket.partners.keys import Caller


def office(caller: Caller, code: str) -> OfficeRow:
    """
    Return the office of a code.

    :raises Problem: if there is none for this key
    """
    for one in queries.offices().values():
        if one.code == code and sees(caller, one.id):
            return one
    raise Problem("not_found", reason="office")


def sees(caller: Caller, office_id: int) -> bool:
    """Test if a key counts at an office."""
    one = queries.offices().get(office_id)
    is_ours = one is not None and one.agency_id == caller.agency_id
    return is_ours and caller.is_at(office_id)


def offices(caller: Caller, code: str | None) -> frozenset[int]:
    """
    Return the offices to look at, none for all of the agency.

    :raises Problem: if there is no such office for this key
    """
    return caller.offices if code is None else frozenset({office(caller, code).id})


def service(caller: Caller, slug: str) -> Service:
    """
    Return the service of a short name.

    :raises Problem: if the agency has none
    """
    found = Service.objects.filter(agency_id=caller.agency_id, slug=slug).first()
    if found is None:
        raise Problem("not_found", reason="service")
    return found
