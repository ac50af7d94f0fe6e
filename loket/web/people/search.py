"""
Looking for a citizen: by booking code, phone number, or name.

What is looked for travels in the body of a form, never in an address: addresses lie
about in histories and logs. Each search is on record, without the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection
from django.http import QueryDict

from loket.bookings.people import Person
from loket.lib import audit
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.offices.models import Agency, Office
from loket.subjects import find
from loket.subjects.find import Hit

LONGEST = 80
LEAST_DIGITS = 6
_CODE = re.compile(r"[A-Za-z]{1,4}-?[0-9A-Za-z]{5}")


class By(StrEnum):
    """What was looked for."""

    CODE = "code"
    PHONE = "phone"
    NAME = "name"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for. The day counts for a name without a birth date."""

    words: str = ""
    day: date | None = None
    born: date | None = None

    @classmethod
    def read(cls, posted: QueryDict, today: date) -> Asked:
        """Return what is asked for; nonsense is read as nothing."""
        return cls(
            posted.get("q", "").strip()[:LONGEST],
            _day(posted.get("day", "")) or today,
            _day(posted.get("born", "")),
        )

    @property
    def by(self) -> By:
        """Whether the words are a code, a number or a name."""
        if _CODE.fullmatch(self.words) and any(c.isdigit() for c in self.words):
            return By.CODE
        if sum(sign.isdigit() for sign in self.words) >= LEAST_DIGITS:
            return By.PHONE
        return By.PERSON if self.born else By.NAME


def run(
    asked: Asked, agency: Agency, offices: Sequence[Office], keyring: Keyring
) -> list[Hit]:
    """Return who was found, each once; the search is put on record."""
    here = {office.id for office in offices}
    by = asked.by
    if by is By.CODE:
        hits = find.by_code(_with_dash(asked.words), here)
    elif by is By.PHONE:
        hits = find.by_phone(agency.id, asked.words)
    elif asked.born:
        person = Person(asked.words, asked.born)
        hits = find.by_person(agency.id, person, here, keyring)
    else:
        hits = find.by_name(asked.words, asked.day or date.min, here, keyring)
    found = list({hit.id: hit for hit in hits}.values())
    _record(agency, by, found)
    return found


def _record(agency: Agency, by: By, found: Sequence[Hit]) -> None:
    details = {"by": by.value, "found": [str(hit.id) for hit in found]}
    entry = Entry("person.searched", "", agency.id, details=details)
    with connection.cursor() as cursor:
        audit.record(cursor, [entry])


def _with_dash(code: str) -> str:
    """A code as it stands on paper, also if somebody left out the dash."""
    letters = code.upper().replace("-", "")
    return f"{letters[:-5]}-{letters[-5:]}"


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
