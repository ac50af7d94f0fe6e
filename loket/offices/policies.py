"""
May this person see or do that here? One function for each thing that may be asked.

A duty without an office counts at every office of its agency.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Q

from loket.offices.models import Agency, Duty, Office, Role, Staff

EVERYBODY = frozenset(Duty)
LEADING = frozenset({Duty.HEAD, Duty.ADMINISTRATOR})
ANSWERING = LEADING | {Duty.OFFICER}


def sees_agenda(staff: Staff, office: Office) -> bool:
    """Test if somebody may see who comes to an office."""
    return _has_duty(staff, office, EVERYBODY)


def marks_bookings(staff: Staff, office: Office) -> bool:
    """Test if somebody may mark who came and who did not."""
    return _has_duty(staff, office, EVERYBODY)


def sets_quota(staff: Staff, office: Office) -> bool:
    """Test if somebody may change how many people an hour can take."""
    return _has_duty(staff, office, LEADING)


def answers_citizens(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may read the talks of an agency and answer in them."""
    return Role.objects.filter(
        staff=staff, agency=agency, duty__in=list(ANSWERING)
    ).exists()


def chooses_words(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may change what the machine says, and when people answer."""
    return _has_duty_everywhere(staff, agency, LEADING)


def chooses_some_words(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may change what the machine says, at one office at least."""
    return Role.objects.filter(
        staff=staff, agency=agency, duty__in=list(LEADING)
    ).exists()


def offices_whose_words(staff: Staff, agency: Agency) -> list[Office]:
    """Return the offices for which somebody may change what the machine says."""
    offices = Office.objects.filter(agency=agency)
    if chooses_words(staff, agency):
        return list(offices)
    here = Q(role__staff=staff, role__duty__in=list(LEADING))
    return list(offices.filter(here).distinct())


def works_for(staff: Staff, agency: Agency) -> bool:
    """Test if somebody has any duty at an agency."""
    return Role.objects.filter(staff=staff, agency=agency).exists()


def mends_messages(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see and decide what became of an agency's messages."""
    return _has_duty_everywhere(staff, agency, LEADING)


def sees_health(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see how the machine and the path of messages stand."""
    return _has_duty_everywhere(staff, agency, LEADING)


def sets_up(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see and change how an agency is set up."""
    return _has_duty_everywhere(staff, agency, {Duty.ADMINISTRATOR})


# Setting an office up: hours, closures, places, and what becomes of people by these.


def manages_office(staff: Staff, office: Office) -> bool:
    """Test if somebody may change when an office is open and what it offers."""
    return _has_duty(staff, office, LEADING)


def sees_changes(staff: Staff, office: Office) -> bool:
    """Test if somebody may see who lost an hour, and phone them."""
    return _has_duty(staff, office, EVERYBODY)


def decrees(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may change what counts for every office of an agency."""
    return _has_duty_everywhere(staff, agency, LEADING)


class Known(NamedTuple):
    """
    Where a citizen is known: at the agency, if they ever wrote, else only at the office
    where they are booked.
    """

    agency: Agency
    office: Office | None = None


def sees_citizen(staff: Staff, known: Known) -> bool:
    """Test if somebody may see what is known of a citizen."""
    if known.office is not None:
        return _has_duty(staff, known.office, ANSWERING)
    return answers_citizens(staff, known.agency)


def decides_requests(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may approve or refuse that data is given out or erased."""
    return _has_duty_everywhere(staff, agency, LEADING)


def takes_copies(staff: Staff, agency: Agency) -> bool:
    """
    Test if somebody may take an approved copy of all that is known of a citizen: it
    holds what concerns other offices, too.
    """
    return _has_duty_everywhere(staff, agency, ANSWERING)


def offices_of_citizens(staff: Staff, agency: Agency) -> list[Office]:
    """Return the offices whose bookings of a citizen somebody may see."""
    offices = Office.objects.filter(agency=agency)
    return [one for one in offices if _has_duty(staff, one, ANSWERING)]


def offices_of(staff: Staff) -> list[Office]:
    """Return the offices at which somebody has a duty, in the agency's order."""
    here = Q(role__staff=staff)
    everywhere = Q(
        agency__in=Role.objects.filter(staff=staff, office=None).values("agency")
    )
    return list(Office.objects.filter(here | everywhere).distinct())


def agency_of(staff: Staff) -> Agency | None:
    """Return the agency somebody works for, None if they have no duty at all."""
    return Agency.objects.filter(role__staff=staff).order_by("id").first()


def _has_duty(staff: Staff, office: Office, duties: Collection[Duty]) -> bool:
    return (
        Role.objects.filter(
            staff=staff, agency_id=office.agency_id, duty__in=list(duties)
        )
        .filter(Q(office=None) | Q(office=office))
        .exists()
    )


def _has_duty_everywhere(
    staff: Staff, agency: Agency, duties: Collection[Duty]
) -> bool:
    return Role.objects.filter(
        staff=staff, agency=agency, office=None, duty__in=list(duties)
    ).exists()
