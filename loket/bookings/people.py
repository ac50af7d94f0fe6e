"""
Who a booking is for: the key that tells one person from another, and the sealed
name and birth date.

The key is a keyed hash of agency, folded name and birth date, because an identity
number is never asked in chat. Names are folded so that "SITI  Aminah" and "siti
aminah" are one person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import msgspec

from loket.lib.crypto import Keyring

DOMAIN = "booked person v1"
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


class Person(msgspec.Struct, frozen=True):
    """Name as written and birth date."""

    name: str
    birth_date: date


def fold(name: str) -> str:
    """Return a name in plain small letters, one space between words."""
    letters = name.casefold() if name.isascii() else _without_marks(name)
    return _NOT_LETTERS.sub(" ", letters).strip() or letters.strip()


def _without_marks(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def key(keys: Keyring, index: int, agency_id: int, person: Person) -> bytes:
    """
    Return the 32 bytes that stand for a person within an agency.

    :param index: number of the index key; see `rekeying`
    """
    return printer(keys, index, agency_id)(person)


def printer(keys: Keyring, index: int, agency_id: int) -> Callable[[Person], bytes]:
    """Return what makes the keys of people of an agency: cheaper for many."""
    made = keys.printer(index, DOMAIN, str(agency_id))
    return lambda person: made(fold(person.name), person.birth_date.isoformat())


def keys_of(
    keys: Keyring, index: int, groups: Sequence[tuple[int, Sequence[Person]]]
) -> list[list[bytes]]:
    """Return the keys of the people of each group, of which each names its agency."""
    made = {agency: printer(keys, index, agency) for agency, _ in groups}
    return [[made[agency](person) for person in who] for agency, who in groups]


def seal(keys: Keyring, id_: UUID, person: Person) -> bytes:
    """Return name and birth date sealed for one row."""
    return keys.seal(msgspec.json.encode(person), id_.bytes)


def unseal(keys: Keyring, id_: UUID, sealed: bytes) -> Person:
    """
    Return what `seal` put in.

    :raises loket.lib.crypto.CannotOpen: if it was sealed for another row or key
    """
    return msgspec.json.decode(keys.open(bytes(sealed), id_.bytes), type=Person)
