"""Whose rows somebody may see at all: what the second wall is told."""

from __future__ import annotations

from django.db import connection

from loket.lib import sql
from loket.lib.walls import Scope
from loket.offices.models import Agency, Office, Staff
from loket.offices.policies import Known

_OF = """
select r.agency_id, o.id from offices_role r
left join offices_office o on o.agency_id = r.agency_id
  and (r.office_id is null or r.office_id = o.id)
where r.staff_id = %s
"""


def of(staff: Staff) -> Scope:
    """Return the agencies and offices at which somebody has any duty."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, _OF, [staff.pk])
    return Scope(
        frozenset(agency for agency, _ in found),
        frozenset(office for _, office in found if office is not None),
    )


def at(reach: Scope, place: object) -> Scope:
    """
    Return what a page about a place shows: one agency's rows. A page about a whole
    agency shows all its offices, because its policy has let somebody in. A page about
    a citizen is one about where they are known.
    """
    if isinstance(place, Known):
        return at(reach, place.office or place.agency)
    if isinstance(place, Office):
        here = reach.offices | {place.pk}
        return Scope(frozenset({place.agency_id}), here)
    if isinstance(place, Agency):
        offices = Office.objects.filter(agency=place).values_list("id", flat=True)
        return Scope(frozenset({place.pk}), frozenset(offices))
    return reach
