"""
Finding somebody who is expected at an office, by code or by name.

Names are sealed and no index of them is kept: whoever stole the database could try
common names against it. Instead, everybody who is expected at one office within some
weeks is unsealed and compared: some thousand people, some tens of milliseconds
(docs/adr/0032).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from loket.bookings import people, queries
from loket.bookings.queries import QUERIES, BookingRow
from loket.lib import sql
from loket.lib.crypto import Keyring

# Last week, for those who come with a question about their visit; and further ahead
# than any office releases its hours today.
DAYS_BACK, DAYS_AHEAD = 7, 45
# A large office has 400 people a day.
MOST_PEOPLE = 20_000
MOST_FOUND = 30
SHORTEST = 2
SHORTEST_CODE = 3


def find(office_id: int, words: str, day: date, keyring: Keyring) -> list[BookingRow]:
    """
    Return the bookings around a day of those whose names begin with the words, or
    whose code has them; and the booking of exactly this code on any day. At most 30.
    """
    wanted = people.fold(words).split()
    if len("".join(wanted)) < SHORTEST:
        return []
    code = words.strip().upper()
    with connection.cursor() as cursor:
        exact = sql.fetch(cursor, QUERIES["by_code"], [[code], office_id])
        first = day - timedelta(days=DAYS_BACK)
        last = day + timedelta(days=DAYS_AHEAD)
        values = [office_id, first, last, MOST_PEOPLE]
        sealed = sql.fetch(cursor, QUERIES["sealed_people"], values)
    found = {id_ for (id_,) in exact} | _matching(sealed, wanted, code, keyring)
    rows = queries.seen(sorted(found), keyring) if found else []
    rows.sort(key=lambda row: (abs((row.day - day).days), row.day, row.starts))
    return rows[:MOST_FOUND]


def _matching(
    sealed: Sequence[tuple[UUID, str, UUID, bytes]],
    wanted: Sequence[str],
    code: str,
    keyring: Keyring,
) -> set[UUID]:
    is_code = len(code) >= SHORTEST_CODE
    return {
        booking
        for booking, own_code, id_, box in sealed
        if (is_code and code in own_code)
        or _begins(people.unseal(keyring, id_, box).name, wanted)
    }


def _begins(name: str, wanted: Sequence[str]) -> bool:
    said = people.fold(name).split()
    return all(any(word.startswith(part) for word in said) for part in wanted)
