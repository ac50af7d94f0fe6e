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
_CODE_TRIES = 5

# What is alike for all that are written together.
Common = dict[str, str | datetime | None]


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
) -> Collection[UUID]:
    """
    Write bookings with different codes, and their people.

    Returns the ids of those that were undone, because one of the people was booked
    meanwhile.
    """
    booked_at = now if state is BookingState.BOOKED else None
    common: Common = {"state": state, "booked_at": booked_at, "now": now}
    with connection.cursor() as bookings, connection.cursor() as persons:
        with together.sent(connection):
            bookings.execute(QUERIES["add_bookings"], {**common, **_columns(new)})
            persons.execute(QUERIES["add_people"], _people(new, *keys))
        written = {code for (code,) in bookings.fetchall()}
        _add_again([one for one in new if one.code not in written], common)
        everybody = sum(len(one.keys) for one in new)
        return _undo(new) if persons.rowcount < everybody else ()


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


def _add_again(missing: Sequence[New], common: Common) -> None:
    """Insert bookings whose code existed already, with another code."""
    for _ in range(_CODE_TRIES):
        if not missing:
            return
        minted = codes.mint(one.room.office_code for one in missing)
        for one, code in zip(missing, minted, strict=True):
            one.code = code
        with connection.cursor() as cursor:
            values = {**common, **_columns(missing)}
            written = sql.fetch(cursor, QUERIES["add_bookings"], values)
        missing = [one for one in missing if (one.code,) not in written]
    if missing:
        raise RuntimeError("no free booking code")


def _undo(new: Sequence[New]) -> Collection[UUID]:
    """Undo and return the bookings of which one person was booked meanwhile."""
    with connection.cursor() as cursor:
        wanted = [sql.uuids(one.id for one in new)]
        lost = [id_ for (id_,) in sql.fetch(cursor, QUERIES["incomplete"], wanted)]
        cursor.execute(QUERIES["remove_people"], [lost])
        cursor.execute(QUERIES["remove_bookings"], [lost])
    return set(lost)
