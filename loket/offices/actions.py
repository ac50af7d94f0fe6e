"""What can be done with the people who work at an office."""

from __future__ import annotations

from datetime import time, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices import people
from loket.offices.models import Agency, Duty, Office, Role, Staff
from loket.offices.people import CannotAdd

LONGEST_QUIET = timedelta(hours=16)
DAY_MINUTES = 24 * 60


class TooQuiet(Exception):
    """The quiet hours leave no time to tell people anything."""


def set_quiet(office: Office, begins: time, ends: time) -> None:
    """
    Set the hours in which an office writes nothing that nobody asked for; the same
    hour twice for none.

    :raises TooQuiet: if they are longer than 16 hours
    """
    minutes = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    if timedelta(minutes=minutes % DAY_MINUTES) > LONGEST_QUIET:
        raise TooQuiet
    with transaction.atomic():
        Office.objects.filter(id=office.id).update(quiet_from=begins, quiet_until=ends)
        span = {"from": begins, "until": ends}
        audit.note(
            Entry("quiet.set", str(office.id), office.agency_id, office.id, span)
        )


def add_staff(
    email: str, name: str, password: str, duty: Duty, place: Agency | Office
) -> Staff:
    """
    Add somebody who signs in, with one duty at an office or at all of an agency.

    :raises CannotAdd: if the address is taken or the password too weak
    """
    office = place if isinstance(place, Office) else None
    agency = place.agency if isinstance(place, Office) else place
    try:
        validate_password(password, Staff(email=email, name=name))
        with transaction.atomic():
            staff = Staff.objects.create_user(email, password, name=name)
            Role.objects.create(staff=staff, agency=agency, office=office, duty=duty)
            people.note(staff, agency, office, "added", {"duty": duty})
    except ValidationError as error:
        raise CannotAdd(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise CannotAdd(f"{email} is there already.") from error
    return staff
