"""
Finding a person by what they show or say: a code, a number, a name and a birth date.

Nothing sealed is searched through. A name alone is compared only with those who are
booked on one day at the offices of the one who asks; with a birth date its key leads
straight to the booking.
"""

from __future__ import annotations

import string
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from loket.bookings import of_person, people, queries
from loket.bookings.models import Booking
from loket.bookings.people import Person
from loket.contacts.models import Contact, Identity, IdentityKind
from loket.contacts.subjects import Subject
from loket.lib.crypto import Keyring
from loket.messaging.models import ChannelAccount
from loket.offices.models import Office

COUNTRY = "62"
# An office has a few hundred people a day; more names than this help nobody.
MOST = 50
LEAST_LETTERS = 2
# What stands for somebody whose data was erased begins so; no code does.
ERASED = "-"


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who was found. Hour and code are of the booking that led to them."""

    id: UUID
    name: str = ""
    code: str = ""
    office_id: int = 0


def by_id(id_: UUID) -> Subject | None:
    """Return the person with an id, None if there is none, or none any more."""
    contact = Contact.objects.filter(id=id_).values_list("agency_id", flat=True)
    agency = contact.first()
    if agency is not None:
        return Subject(id_, agency)
    booking = Booking.objects.filter(id=id_, contact_id=None).exclude(
        code__startswith=ERASED
    )
    offices = Office.objects.filter(id__in=booking.values("office_id"))
    agency = offices.values_list("agency_id", flat=True).first()
    return None if agency is None else Subject(id_, agency)


def by_code(code: str, offices: Collection[int]) -> list[Hit]:
    """Return who booked under a code at one of these offices."""
    code = code.strip().upper()
    return [
        Hit(contact or booking, code=code, office_id=office)
        for booking, contact, office in of_person.by_code(code)
        if office in offices and not code.startswith(ERASED)
    ]


def by_phone(agency_id: int, number: str) -> list[Hit]:
    """Return whose number this is now. Numbers that were given up lead to nobody."""
    digits = plain_number(number)
    accounts = ChannelAccount.objects.filter(agency_id=agency_id).values("id")
    found = Identity.objects.filter(
        account_id__in=accounts,
        kind=IdentityKind.PHONE,
        value=digits,
        retired_at=None,
    ).select_related("contact")
    contacts = {one.contact_id: one.contact.name for one in found}
    return [Hit(id_, name) for id_, name in contacts.items()]


def by_person(
    agency_id: int, person: Person, offices: Collection[int], keyring: Keyring
) -> list[Hit]:
    """Return who has a live booking with this name and birth date."""
    found = of_person.by_person(agency_id, person, keyring)
    return [
        Hit(contact or booking, person.name, office_id=office)
        for booking, contact, office in found
        if office in offices
    ]


def by_name(
    name: str, day: date, offices: Collection[int], keyring: Keyring
) -> list[Hit]:
    """Return who is booked on a day under a name, or a part of one."""
    wanted = people.fold(name)
    if len(wanted) < LEAST_LETTERS:
        return []
    hits = [
        Hit(row.contact_id or row.id, person.name, row.code, office)
        for office in sorted(offices)
        for row in queries.of_day(office, day, keyring)
        for person in row.people
        if wanted in people.fold(person.name)
    ]
    return hits[:MOST]


def plain_number(written: str) -> str:
    """
    Return a number as channels write it: digits with the country in front. One that
    begins with a single zero is of this country ("0812-3456-789").
    """
    digits = "".join(sign for sign in written if sign in string.digits)
    if digits.startswith("00"):
        return digits.lstrip("0")
    return COUNTRY + digits[1:] if digits.startswith("0") else digits
