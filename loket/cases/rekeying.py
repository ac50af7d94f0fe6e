"""
Changing the index key, by which cases are found, while others write.

All cases are of one key at any moment, so that a number goes on standing for one case.
Whoever looks one up says so by a lock until the end of the transaction; the change
waits for them, and they for the change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.utils import OperationalError
from psycopg.errors import LockNotAvailable

from loket.cases import holder as holders
from loket.lib import sql
from loket.lib.crypto import Keyring

QUERIES = sql.beside(__file__, "rekey")
AT_ONCE = 2_000


class Busy(Exception):
    """Too much is written just now; the change was not made and may be tried again."""


@dataclass(frozen=True, slots=True)
class Prints:
    """Makes fingerprints by the index key in use."""

    keyring: Keyring
    index: int

    def fingerprint(self, domain: str, *parts: str) -> bytes:
        """Return the 32 bytes that stand for some parts."""
        return self.keyring.fingerprint(self.index, domain, *parts)

    def printer(self, domain: str, *parts: str) -> Callable[[str], bytes]:
        """Return what makes those that differ in the last part."""
        return self.keyring.printer(self.index, domain, *parts)


def prints(keyring: Keyring) -> Prints:
    """
    Return what makes fingerprints in this transaction, and keep its key in use.

    It must be the transaction's first look at cases.
    """
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["keep"])
        found = sql.fetch(cursor, QUERIES["number"])
    return Prints(keyring, found[0][0] if found else keyring.first_index)


def change_index(keyring: Keyring, number: int) -> int:
    """
    Find cases by another index key from now on; return how many were changed.

    :raises Busy: if the locks are not to be had at once
    :raises loket.lib.crypto.CannotOpen: if a case does not open, or the key is missing
    """
    changed = 0
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(QUERIES["take"])
            cursor.execute(QUERIES["set"], [number])
            made = Prints(keyring, number)
            while found := sql.fetch(cursor, QUERIES["others"], [number, AT_ONCE]):
                _rekey(cursor, found, made)
                changed += len(found)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise
    return changed


def numbers() -> dict[int, int]:
    """Return how many cases are found by each index key."""
    with connection.cursor() as cursor:
        return dict(sql.fetch(cursor, QUERIES["numbers"]))


def _rekey(cursor: sql.Cursor, found: Sequence[tuple[Any, ...]], made: Prints) -> None:
    rows = []
    for id_, agency, sealed, nik_sealed in found:
        holder = holders.unseal(made.keyring, id_, sealed)
        phone = holders.phone_key(made, agency, holder.phone) if holder.phone else None
        nik = holders.unseal_nik(made.keyring, id_, nik_sealed) if nik_sealed else ""
        rows.append(
            {
                "id": id_,
                "number": holders.number_key(made, agency, holder.number).hex(),
                "phone": phone.hex() if phone else None,
                "nik": holders.nik_key(made, agency, nik).hex() if nik else None,
            }
        )
    values = {"rows": sql.rows(rows), "number": made.index}
    cursor.execute(QUERIES["rekey"], values)
