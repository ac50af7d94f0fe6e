"""Who has which duty: the people to be told of something."""

from __future__ import annotations

from loket.offices.models import Duty, Role, Staff


def administrators(agency_id: int | None) -> list[Staff]:
    """Return an agency's administrators, or those of all agencies."""
    roles = Role.objects.filter(duty=Duty.ADMINISTRATOR)
    if agency_id is not None:
        roles = roles.filter(agency_id=agency_id)
    who = roles.values("staff")
    return list(Staff.objects.filter(is_active=True, id__in=who).order_by("id"))
