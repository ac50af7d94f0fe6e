"""
Who works at an agency: adding people, giving and taking duties, letting them go.

An agency is never left without somebody who administers it, and nobody takes that from
themselves: whoever does it last could not be brought back by anybody.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices import entry
from loket.offices.models import Agency, Duty, Office, Role, Staff


class CannotAdd(Exception):
    """The account was not made; the message says why."""


class LastAdministrator(Exception):
    """Nobody would administer the agency any more."""


class OwnDuty(Exception):
    """Somebody else has to do this."""


class WorksElsewhere(Exception):
    """The account is also one of another agency, which has a say in it."""


def of(agency: Agency, words: str = "") -> QuerySet[Staff]:
    """Return who has a duty at an agency, by name; with words, whose name has them."""
    found = Staff.objects.filter(roles__agency=agency).distinct()
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return found.order_by("-is_active", "name", "id")


@transaction.atomic
def invite(
    agency: Agency, who: tuple[str, str], duty: Duty, office: Office | None
) -> Staff:
    """
    Add somebody, by (e-mail, name), who chooses a password by a link.

    :raises CannotAdd: if the address is taken
    """
    email, name = who
    try:
        with transaction.atomic():
            staff = Staff.objects.create_user(email, None, name=name)
    except IntegrityError as error:
        raise CannotAdd(f"{email} is there already.") from error
    note(staff, agency, office, "added", {"duty": duty})
    Role.objects.create(staff=staff, agency=agency, office=office, duty=duty)
    return staff


@transaction.atomic
def give_duty(
    staff: Staff, agency: Agency, duty: Duty, office: Office | None = None
) -> bool:
    """Give somebody a duty at an office, or at all; False if they have it already."""
    _, is_new = Role.objects.get_or_create(
        staff=staff, agency=agency, office=office, duty=duty
    )
    if is_new:
        note(staff, agency, office, "duty_given", {"duty": duty})
    return is_new


@transaction.atomic
def take_duty(role_id: int, agency: Agency, by: Staff | None = None) -> bool:
    """
    Take a duty from somebody; False if they have it no more.

    :raises OwnDuty: if it is one's own as administrator
    :raises LastAdministrator: if nobody else administers the agency
    """
    _lock(agency)
    found = Role.objects.select_related("staff", "office")
    role = found.filter(id=role_id, agency=agency).first()
    if role is None:
        return False
    if role.duty == Duty.ADMINISTRATOR and role.office_id is None:
        _check(role.staff, agency, by)
    role.delete()
    note(role.staff, agency, role.office, "duty_taken", {"duty": role.duty})
    return True


@transaction.atomic
def deactivate(
    staff: Staff, by: Staff | None = None, agency: Agency | None = None
) -> bool:
    """
    End an account and all its sessions; False if it is ended already. Duties stay, so
    that it can be opened again.

    :param agency: whose administrator ends it; without one, the desk itself does
    :raises OwnDuty: if it is one's own
    :raises LastAdministrator: if nobody else administers an agency
    :raises WorksElsewhere: if the account is also one of another agency
    """
    check(staff, agency, by)
    for one in Agency.objects.filter(role__staff=staff).distinct().order_by("id"):
        _lock(one)
        _check(staff, one, by)
    if not Staff.objects.filter(id=staff.pk, is_active=True).update(is_active=False):
        return False
    entry.end_sessions(staff)
    note(staff, agency, None, "deactivated")
    return True


@transaction.atomic
def activate(staff: Staff, agency: Agency | None = None) -> bool:
    """
    Open an account again; False if it is open.

    :raises WorksElsewhere: if the account is also one of another agency
    """
    check(staff, agency)
    if not Staff.objects.filter(id=staff.pk, is_active=False).update(is_active=True):
        return False
    note(staff, agency, None, "activated")
    return True


def renew_link(
    staff: Staff, agency: Agency, by: Staff | None = None
) -> tuple[str, str]:
    """
    Return the words of a new one-time link; see `entry.make_link`.

    :raises OwnDuty: if it is for oneself, who has a page for that
    :raises WorksElsewhere: if the account is also one of another agency
    """
    check(staff, agency, by)
    return entry.make_link(staff, agency)


def reset_second_factor(staff: Staff, agency: Agency, by: Staff | None = None) -> bool:
    """
    Take lost second factors away; False if there are none.

    :raises OwnDuty: if they are one's own
    :raises WorksElsewhere: if the account is also one of another agency
    """
    check(staff, agency, by)
    return entry.reset_second_factor(staff, agency)


def check(staff: Staff, agency: Agency | None, by: Staff | None = None) -> None:
    """
    Test that an account is one agency's alone, and not that of whoever asks.

    :raises OwnDuty: if it is
    :raises WorksElsewhere: if it is not the agency's alone
    """
    if by == staff:
        raise OwnDuty
    if agency and Role.objects.filter(staff=staff).exclude(agency=agency).exists():
        raise WorksElsewhere


def note(
    staff: Staff,
    agency: Agency | None,
    office: Office | None,
    what: str,
    details: dict[str, object] | None = None,
) -> None:
    """Write what became of somebody's account."""
    where = agency.pk if agency else None
    at = office.pk if office else None
    audit.note(Entry(f"staff.{what}", str(staff.pk), where, at, details or {}))


def _lock(agency: Agency) -> None:
    """Two who take the last two administrators away must not do so side by side."""
    list(Agency.objects.select_for_update().filter(id=agency.pk))


def _check(staff: Staff, agency: Agency, by: Staff | None) -> None:
    held = Role.objects.filter(agency=agency, office=None, duty=Duty.ADMINISTRATOR)
    if not held.filter(staff=staff).exists():
        return
    if by == staff:
        raise OwnDuty
    others = held.filter(staff__is_active=True).exclude(staff=staff)
    if not any(role.staff.has_usable_password() for role in others):
        raise LastAdministrator
