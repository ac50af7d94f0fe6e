"""
Changing the index key, by which persons are recognised, while people book.

All people with a live booking are of one key at any moment, so that the database's
own constraint goes on holding. Whoever books says so by a lock until the end of the
transaction; the change waits for them, and they for the change. The others follow
row by row: nobody compares them.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.utils import OperationalError
from psycopg.errors import LockNotAvailable

from loket.bookings import people
from loket.bookings.states import LIVE, MOVES
from loket.lib import sql, together
from loket.lib.crypto import Keyring

QUERIES = sql.beside(__file__, "rekey")

AT_ONCE = 1_000
# States from which a booking can become live again.
RETURNING = sorted(state.value for state in MOVES if MOVES[state] & LIVE)


class Busy(Exception):
    """Too many people book just now; the change was not made and may be tried again."""


def index_in_use(keyring: Keyring) -> int:
    """
    Return the number of the index key for this transaction, and keep it so.

    It must be the transaction's first look at people who book.
    """
    with connection.cursor() as keep, connection.cursor() as number:
        with together.sent(connection):
            keep.execute(QUERIES["keep"])
            number.execute(QUERIES["number"])
        found = number.fetchone()
    return found[0] if found else keyring.first_index


def change_index(keyring: Keyring, number: int) -> int:
    """
    Recognise people by another index key from now on; return how many were changed.

    Bookings wait meanwhile.

    :raises Busy: if the locks are not to be had at once
    :raises loket.lib.crypto.CannotOpen: if a name does not open, or the key is missing
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(QUERIES["take"])
            cursor.execute(QUERIES["set"], [number])
            values = {"number": number, "states": RETURNING}
            found = sql.fetch(cursor, QUERIES["comparable"], values)
            _rekey(cursor, found, keyring, number)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy from error
        raise
    return len(found)


def follow(keyring: Keyring) -> Iterator[int]:
    """Give all others the key in use, part by part; yield how many each time."""
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            number = index_in_use(keyring)
            values = {"number": number, "limit": AT_ONCE}
            found = sql.fetch(cursor, QUERIES["others"], values)
            _rekey(cursor, found, keyring, number)
        if not found:
            return
        yield len(found)


def numbers() -> dict[int, int]:
    """Return how many people are recognised by each index key."""
    with connection.cursor() as cursor:
        return dict(sql.fetch(cursor, QUERIES["numbers"]))


def _rekey(cursor: sql.Cursor, found: Any, keyring: Keyring, number: int) -> None:
    records = []
    for id_, agency_id, sealed in found:
        person = people.unseal(keyring, id_, bytes(sealed))
        key = people.key(keyring, number, agency_id, person)
        records.append({"id": id_, "key": base64.b64encode(key).decode()})
    if records:
        cursor.execute(QUERIES["rekey"], {"rows": sql.rows(records), "number": number})
