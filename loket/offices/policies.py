"""
May this person see or do that here? One function for each thing that may be asked.

A duty without an office counts at every office of its agency.
"""

from __future__ import annotations

from collections.abc import Collection

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


# The agenda: bookings of citizens, the waiting list, limits, paper.


def changes_bookings(staff: Staff, office: Office) -> bool:
    """Test if somebody may book for citizens, move and cancel, each with a reason."""
    return _has_duty(staff, office, EVERYBODY)


def keeps_papers(staff: Staff, office: Office) -> bool:
    """Test if somebody may print the list of a day and enter what was written on it."""
    return _has_duty(staff, office, EVERYBODY)


def offers_places(staff: Staff, office: Office) -> bool:
    """Test if somebody may offer a free place out of turn."""
    return _has_duty(staff, office, ANSWERING)


def lifts_limits(staff: Staff, office: Office) -> bool:
    """Test if somebody may book beyond a limit, with a reason."""
    return _has_duty(staff, office, ANSWERING)


def sets_limits(staff: Staff, office: Office) -> bool:
    """Test if somebody may set limits, and decide about bookings that look odd."""
    return _has_duty(staff, office, LEADING)


def answers_citizens(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may read the talks of an agency and answer in them."""
    return Role.objects.filter(
        staff=staff, agency=agency, duty__in=list(ANSWERING)
    ).exists()


def chooses_words(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may change what the machine says, and when people answer."""
    return _has_duty_everywhere(staff, agency, LEADING)


def works_for(staff: Staff, agency: Agency) -> bool:
    """Test if somebody has any duty at an agency."""
    return Role.objects.filter(staff=staff, agency=agency).exists()


def mends_messages(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see and decide what became of an agency's messages."""
    return _has_duty_everywhere(staff, agency, LEADING)


def sets_up(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see and change how an agency is set up."""
    return _has_duty_everywhere(staff, agency, {Duty.ADMINISTRATOR})


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
