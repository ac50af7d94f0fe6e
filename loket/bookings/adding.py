"""
Writing new bookings and their people: two statements, however many they are, and
PostgreSQL does the first while names are sealed for the second.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from loket.bookings import codes, people
from loket.bookings.allocation import Request, Room
from loket.bookings.states import BookingState
from loket.lib import ids, sql, together
from loket.lib.crypto import Keyring

QUERIES = sql.beside(__file__, "add")


@dataclass(slots=True)
class New:
    """
    A booking to be written. `keys` stand for its people; `until` is when a hold ends,
    None for a booking.
    """

    id: UUID
    code: str
    request: Request
    room: Room
    keys: Sequence[bytes]
    until: datetime | None


def add(
    new: Sequence[New], state: BookingState, now: datetime, keys: tuple[Keyring, int]
) -> None:
    """
    Write bookings and their people.

    :raises django.db.IntegrityError: if somebody was given the same code, or booked the
        same person, in this very moment
    """
    common = {
        "state": state,
        "booked_at": now if state is BookingState.BOOKED else None,
        "now": now,
    }
    with connection.cursor() as cursor, together.sent(connection):
        cursor.execute(QUERIES["add_bookings"], {**common, **_columns(new)})
        cursor.execute(QUERIES["add_people"], _people(new, *keys))


def free_codes(offices: Sequence[str]) -> list[str]:
    """Return for each of these offices a code that no booking has."""
    made = codes.mint(offices)
    unsure: Collection[str] = made
    while taken := _taken(unsure):
        again = [n for n, code in enumerate(made) if code in taken]
        for n, code in zip(again, codes.mint(offices[n] for n in again), strict=True):
            made[n] = code
        unsure = {made[n] for n in again}
    return made


def _taken(wanted: Collection[str]) -> Collection[str]:
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["taken"], [sql.plain(wanted)])
    return {code for (code,) in found}


def _columns(new: Sequence[New]) -> Mapping[str, str]:
    until = {moment: moment and str(moment) for moment in {one.until for one in new}}
    return {
        "ids": sql.uuids(one.id for one in new),
        "slots": sql.plain(one.request.slot_id for one in new),
        "offices": sql.plain(one.room.office_id for one in new),
        "services": sql.plain(one.room.service_id for one in new),
        "contacts": sql.plain(
            one.request.contact_id.hex if one.request.contact_id else None
            for one in new
        ),
        "codes": sql.plain(one.code for one in new),
        "sizes": sql.plain(len(one.keys) for one in new),
        "until": sql.plain(until[one.until] for one in new),
    }


def _people(
    new: Sequence[New], keyring: Keyring, index: int
) -> Mapping[str, str | int]:
    made = [ids.new() for one in new for _ in one.keys]
    everybody = [person for one in new for person in one.request.people]
    sealed = [
        people.seal(keyring, id_, person)
        for id_, person in zip(made, everybody, strict=True)
    ]
    return {
        "ids": sql.uuids(made),
        "bookings": sql.uuids(one.id for one in new for _ in one.keys),
        "services": sql.plain(one.room.service_id for one in new for _ in one.keys),
        "keys": sql.boxes(key for one in new for key in one.keys),
        "index": index,
        "sealed": sql.boxes(sealed),
    }
