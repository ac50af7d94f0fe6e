"""
May this person see or do that here? One function for each line of the table of rules.

A duty without an office counts at every office of its agency.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet, prefetch_related_objects

from loket.offices.models import Agency, Office, Role, Staff
from loket.offices.rules import RULES, Reach


class Known(NamedTuple):
    """
    Where a citizen is known: at the agency, if they ever wrote, else only at the office
    where they are booked.
    """

    agency: Agency
    office: Office | None = None


def works_for(staff: Staff, agency: Agency) -> bool:
    """Test if somebody has any duty at an agency."""
    return _holds(staff, agency, "works_for")


def sees_agenda(staff: Staff, office: Office) -> bool:
    """Test if somebody may see who comes to an office."""
    return _holds(staff, office, "sees_agenda")


def marks_bookings(staff: Staff, office: Office) -> bool:
    """Test if somebody may mark who came and who did not."""
    return _holds(staff, office, "marks_bookings")


def changes_bookings(staff: Staff, office: Office) -> bool:
    """Test if somebody may book for citizens, move and cancel, each with a reason."""
    return _holds(staff, office, "changes_bookings")


def keeps_papers(staff: Staff, office: Office) -> bool:
    """Test if somebody may print the list of a day and enter what was written on it."""
    return _holds(staff, office, "keeps_papers")


def offers_places(staff: Staff, office: Office) -> bool:
    """Test if somebody may offer a free place out of turn."""
    return _holds(staff, office, "offers_places")


def lifts_limits(staff: Staff, office: Office) -> bool:
    """Test if somebody may book beyond a limit, with a reason."""
    return _holds(staff, office, "lifts_limits")


def sets_limits(staff: Staff, office: Office) -> bool:
    """Test if somebody may set limits, and decide about bookings that look odd."""
    return _holds(staff, office, "sets_limits")


def sets_quota(staff: Staff, office: Office) -> bool:
    """Test if somebody may change how many people an hour can take."""
    return _holds(staff, office, "sets_quota")


def answers_citizens(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may read the talks of an agency and answer in them."""
    return _holds(staff, agency, "answers_citizens")


def chooses_words(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may change what the machine says, and when people answer."""
    return _holds(staff, agency, "chooses_words")


def chooses_some_words(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may change what the machine says, at one office at least."""
    return _holds(staff, agency, "chooses_some_words")


def offices_whose_words(staff: Staff, agency: Agency) -> list[Office]:
    """Return the offices for which somebody may change what the machine says."""
    return list(offices_where(staff, "chooses_some_words").filter(agency=agency))


def mends_messages(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see and decide what became of an agency's messages."""
    return _holds(staff, agency, "mends_messages")


def sees_costs(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see what messages cost an agency; figures, no people."""
    return _holds(staff, agency, "sees_costs")


def sees_health(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see how the machine and the path of messages stand."""
    return _holds(staff, agency, "sees_health")


def sets_up(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see and change how an agency is set up."""
    return _holds(staff, agency, "sets_up")


def sees_retention(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see how long an agency keeps data, and what was deleted."""
    return _holds(staff, agency, "sees_retention")


def sees_people(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see who works at an agency, and with which duties."""
    return _holds(staff, agency, "sees_people")


def manages_people(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may add people who sign in, and change their duties."""
    return _holds(staff, agency, "manages_people")


def reads_audit(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may read who did what, at one office of the agency at least."""
    return _holds(staff, agency, "reads_audit")


def roles_of(staff: Staff) -> Sequence[Role]:
    """Return all duties of somebody, read once for each time they are asked who."""
    prefetch_related_objects([staff], "roles")
    return list(staff.roles.all())


# Setting an office up: hours, closures, places, and what becomes of people by these.


def manages_office(staff: Staff, office: Office) -> bool:
    """Test if somebody may change when an office is open and what it offers."""
    return _holds(staff, office, "manages_office")


def sees_changes(staff: Staff, office: Office) -> bool:
    """Test if somebody may see who lost an hour, and phone them."""
    return _holds(staff, office, "sees_changes")


def decrees(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may change what counts for every office of an agency."""
    return _holds(staff, agency, "decrees")


def sees_citizen(staff: Staff, known: Known) -> bool:
    """Test if somebody may see what is known of a citizen."""
    return _holds(staff, known.office or known.agency, "sees_citizen")


def decides_requests(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may approve or refuse that data is given out or erased."""
    return _holds(staff, agency, "decides_requests")


def takes_copies(staff: Staff, agency: Agency) -> bool:
    """
    Test if somebody may take an approved copy of all that is known of a citizen: it
    holds what concerns other offices, too.
    """
    return _holds(staff, agency, "takes_copies")


def offices_of_citizens(staff: Staff, agency: Agency) -> list[Office]:
    """Return the offices whose bookings of a citizen somebody may see."""
    return list(offices_where(staff, "sees_citizen").filter(agency=agency))


def offices_of(staff: Staff) -> list[Office]:
    """Return the offices whose agenda somebody may see, in the agency's order."""
    return list(offices_where(staff, "sees_agenda"))


def offices_where(staff: Staff, policy: str) -> QuerySet[Office]:
    """Return the offices at which somebody holds a duty that a policy names."""
    held = [role for role in roles_of(staff) if role.duty in RULES[policy].duties]
    here = Q(id__in={role.office_id for role in held if role.office_id})
    whole = Q(agency__in={role.agency_id for role in held if not role.office_id})
    return Office.objects.filter(here | whole)


def agency_of(staff: Staff) -> Agency | None:
    """Return the agency somebody works for, None if they have no duty at all."""
    agencies = {role.agency_id for role in roles_of(staff)}
    return Agency.objects.filter(id=min(agencies)).first() if agencies else None


def _holds(staff: Staff, place: Agency | Office, policy: str) -> bool:
    rule = RULES[policy]
    held = [role for role in roles_of(staff) if role.duty in rule.duties]
    if isinstance(place, Office):
        here = [role for role in held if role.agency_id == place.agency_id]
        return any(role.office_id in (None, place.pk) for role in here)
    is_whole = rule.reach is Reach.EVERYWHERE
    return any(
        role.agency_id == place.pk and not (is_whole and role.office_id)
        for role in held
    )


def sees_cases(staff: Staff, office: Office) -> bool:
    """Test if somebody may see how the cases of an office stand."""
    return _holds(staff, office, "sees_cases")


def sees_some_cases(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may see cases, at one office at least."""
    return _holds(staff, agency, "sees_some_cases")


def works_on_cases(staff: Staff, office: Office) -> bool:
    """Test if somebody may open cases, move them on, tick papers and hand out."""
    return _holds(staff, office, "works_on_cases")


def works_on_some_cases(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may work on cases, at one office at least."""
    return _holds(staff, agency, "works_on_some_cases")


def corrects_cases(staff: Staff, office: Office) -> bool:
    """Test if somebody may put a case right that stands at a wrong stage."""
    return _holds(staff, office, "corrects_cases")


def sees_nik(staff: Staff, office: Office) -> bool:
    """Test if somebody may see and set the identity number of a case."""
    return _holds(staff, office, "sees_nik")


def imports_cases(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may bring in, and take back, whole tables of cases."""
    return _holds(staff, agency, "imports_cases")


def exports_cases(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may take cases out as a table."""
    return _holds(staff, agency, "exports_cases")


def sets_up_cases(staff: Staff, agency: Agency) -> bool:
    """Test if somebody may change the kinds of cases, their stages and promises."""
    return _holds(staff, agency, "sets_up_cases")
