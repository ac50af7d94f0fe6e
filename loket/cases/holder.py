"""
Whose case it is: the keys by which it is found, and what is sealed of it.

Each key has a domain of its own, so that a number on file and a number of a person
never look alike.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol
from uuid import UUID

import msgspec

from loket.lib.crypto import Keyring


class Prints(Protocol):
    """What makes fingerprints by the index key in use; see `rekeying.prints`."""

    def fingerprint(self, domain: str, *parts: str) -> bytes:
        """Return the 32 bytes that stand for some parts."""

    def printer(self, domain: str, *parts: str) -> Callable[[str], bytes]:
        """Return what makes those that differ in the last part."""


NUMBER, PHONE, NIK = "case number v1", "case phone v1", "case nik v1"

_encode = msgspec.json.Encoder().encode


class Holder(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    Number of the case, name and birth date as its papers say, and the phone on file in
    digits with country code. What is not known is empty.
    """

    number: str
    name: str = ""
    birth_date: date | None = None
    phone: str = ""
    billing: str = ""


_decode = msgspec.json.Decoder(Holder).decode


def number_key(keys: Prints, agency_id: int, number: str) -> bytes:
    """Return the 32 bytes that stand for the number of a case within an agency."""
    return number_keys(keys, agency_id)(number)


def number_keys(keys: Prints, agency_id: int) -> Callable[[str], bytes]:
    """Return what makes the keys of many numbers of one agency."""
    return keys.printer(NUMBER, str(agency_id))


def phone_key(keys: Prints, agency_id: int, phone: str) -> bytes:
    """Return the 32 bytes that stand for a phone number within an agency."""
    return phone_keys(keys, agency_id)(phone)


def phone_keys(keys: Prints, agency_id: int) -> Callable[[str], bytes]:
    """Return what makes the keys of many phone numbers within one agency."""
    return keys.printer(PHONE, str(agency_id))


def seal(keys: Keyring, id_: UUID, holder: Holder) -> bytes:
    """Return a holder sealed for one case."""
    return keys.seal(_encode(holder), id_.bytes)


def unseal(keys: Keyring, id_: UUID, sealed: bytes) -> Holder:
    """
    Return what `seal` put in.

    :raises loket.lib.crypto.CannotOpen: if it was sealed for another case or key
    """
    return _decode(keys.open(bytes(sealed), id_.bytes))


def nik_key(keys: Prints, agency_id: int, nik: str) -> bytes:
    """Return the 32 bytes that stand for an identity number within an agency."""
    return keys.fingerprint(NIK, str(agency_id), nik)


def seal_nik(keys: Keyring, id_: UUID, nik: str) -> bytes:
    """Return an identity number sealed for one case, by the key of such numbers."""
    return keys.seal_identity(nik.encode(), nik_context(id_))


def unseal_nik(keys: Keyring, id_: UUID, sealed: bytes) -> str:
    """
    Return what `seal_nik` put in.

    :raises loket.lib.crypto.CannotOpen: if it was sealed for another case or purpose
    """
    return keys.open(bytes(sealed), nik_context(id_)).decode()


def nik_context(id_: UUID) -> bytes:
    """Return what binds an identity number to its case, and to no other purpose."""
    return NIK.encode() + id_.bytes
