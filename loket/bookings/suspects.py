"""
Bookings that look odd when they are seen together.

Touts show in groups, never in one booking: many names of one number, the same people
passed from number to number, names that run on, several numbers in the same second
(domain notes 1.3: 72,000 invented applications in bands of up to 4,000 an account).
What is found here is shown to a person and does nothing by itself: a village head who
books for neighbours looks the same.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection

from loket.bookings import people
from loket.bookings.people import Person
from loket.lib import sql
from loket.lib.crypto import Keyring

QUERIES = sql.beside(__file__, "suspects")

# Our own choices, 29 November 2026: just above what a family or a helper of neighbours
# needs.
MANY_NAMES = 6
MANY_NUMBERS = 3
RUNNING_NAMES = 4
SAME_BIRTHDAY = 4
SAME_MOMENT = 4
SAME_MOMENT_SIZE = 3
MOMENT = timedelta(seconds=10)
DAYS_BACK, DAYS_AHEAD = 30, 45
MOST_PEOPLE = 20_000

_RUNNING = re.compile(r"(.{3,}?) ?(\d{1,4}|[a-z])")


class Oddity(StrEnum):
    """Why bookings are shown together. Values are stored."""

    MANY_NAMES = "many_names"
    MANY_NUMBERS = "many_numbers"
    RUNNING_NAMES = "running_names"
    SAME_BIRTHDAY = "same_birthday"
    SAME_MOMENT = "same_moment"


@dataclass(frozen=True, slots=True)
class Seen:
    """A person of a booking that is still to come, or of one of the last month."""

    booking_id: UUID
    code: str
    contact_id: UUID | None
    made_at: datetime
    size: int
    day: date
    is_coming: bool
    key: bytes
    person: Person


@dataclass(frozen=True, slots=True)
class Group:
    """Bookings that look odd together, with what shows it."""

    kind: Oddity
    seen: Sequence[Seen]

    @property
    def bookings(self) -> list[UUID]:
        """The bookings that are still to come."""
        return sorted({one.booking_id for one in self.seen if one.is_coming})

    @property
    def contacts(self) -> list[UUID]:
        """The numbers from which they were made."""
        return sorted({one.contact_id for one in self.seen if one.contact_id})

    @property
    def fingerprint(self) -> bytes:
        """
        What stands for this group: one more booking makes another. Ids are drawn by
        chance and tell nothing of a person, so a plain hash does.
        """
        parts = [self.kind.value, *(str(id_) for id_ in self.bookings)]
        return hashlib.sha256(" ".join(parts).encode()).digest()


def find(office_id: int, today: date, keyring: Keyring) -> list[Group]:
    """Return the odd groups among an office's coming bookings, the largest first."""
    values = {
        "office": office_id,
        "first": today - timedelta(days=DAYS_BACK),
        "last": today + timedelta(days=DAYS_AHEAD),
        "today": today,
        "limit": MOST_PEOPLE,
    }
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["people"], values)
    return groups([_seen(row, keyring) for row in found])


def _seen(row: Sequence[Any], keyring: Keyring) -> Seen:
    booking, code, contact, made_at, size, day, is_coming, key, id_, sealed = row
    person = people.unseal(keyring, id_, sealed)
    return Seen(
        booking, code, contact, made_at, size, day, is_coming, bytes(key), person
    )


def groups(seen: Sequence[Seen]) -> list[Group]:
    """Return the odd groups among what was seen, the largest first."""
    made = [
        *_many_names(seen),
        *_many_numbers(seen),
        *_running_names(seen),
        *_same_birthday(seen),
        *_same_moment(seen),
    ]
    coming = [group for group in made if group.bookings]
    return sorted(coming, key=lambda group: (-len(group.seen), group.kind.value))


def _many_names(seen: Sequence[Seen]) -> Iterable[Group]:
    for mine in _by_contact(seen).values():
        coming = [one for one in mine if one.is_coming]
        if len({one.key for one in coming}) >= MANY_NAMES:
            yield Group(Oddity.MANY_NAMES, coming)


def _many_numbers(seen: Sequence[Seen]) -> Iterable[Group]:
    by_key: dict[bytes, list[Seen]] = defaultdict(list)
    for one in seen:
        by_key[one.key].append(one)
    for passed in by_key.values():
        if len({one.contact_id for one in passed if one.contact_id}) >= MANY_NUMBERS:
            yield Group(Oddity.MANY_NUMBERS, passed)


def _running_names(seen: Sequence[Seen]) -> Iterable[Group]:
    stems: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        running = _RUNNING.fullmatch(people.fold(one.person.name))
        if one.is_coming and running:
            stems[running[1].strip()].append(one)
    for alike in stems.values():
        if len({people.fold(one.person.name) for one in alike}) >= RUNNING_NAMES:
            yield Group(Oddity.RUNNING_NAMES, alike)


def _same_birthday(seen: Sequence[Seen]) -> Iterable[Group]:
    for mine in _by_contact(seen).values():
        born: dict[date, list[Seen]] = defaultdict(list)
        for one in mine:
            if one.is_coming:
                born[one.person.birth_date].append(one)
        for alike in born.values():
            if len({one.key for one in alike}) >= SAME_BIRTHDAY:
                yield Group(Oddity.SAME_BIRTHDAY, alike)


def _same_moment(seen: Sequence[Seen]) -> Iterable[Group]:
    families = [one for one in seen if one.is_coming and one.size >= SAME_MOMENT_SIZE]
    families.sort(key=lambda one: one.made_at)
    together: list[Seen] = []
    for one in [*families, None]:
        if one and together and one.made_at - together[0].made_at <= MOMENT:
            together.append(one)
            continue
        if len({other.contact_id for other in together}) >= SAME_MOMENT:
            yield Group(Oddity.SAME_MOMENT, together)
        together = [one] if one else []


def _by_contact(seen: Sequence[Seen]) -> Mapping[UUID, list[Seen]]:
    found: dict[UUID, list[Seen]] = defaultdict(list)
    for one in seen:
        if one.contact_id is not None:
            found[one.contact_id].append(one)
    return found
