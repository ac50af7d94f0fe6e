"""What can be done with the people who work at an office."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from loket.offices.models import Agency, Duty, Office, Role, Staff


class CannotAdd(Exception):
    """The account was not made; the message says why."""


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
    except ValidationError as error:
        raise CannotAdd(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise CannotAdd(f"{email} is there already.") from error
    return staff
