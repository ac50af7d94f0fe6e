"""
The waiting list of an office: joining, leaving, and who stands on it.

People join with names and birth dates, so that a place they are offered can be held
for them by name, and taken with one tap.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.bookings import people, queries, rekeying
from loket.bookings.ending import end
from loket.bookings.people import Person
from loket.bookings.states import BookingState
from loket.lib import ids, sql
from loket.lib.crypto import Keyring
from loket.lib.live import changes

QUERIES = sql.beside(__file__, "waiting")

ANY_TIME = time(0), time(23, 59)


class JoinRefusal(StrEnum):
    """Why somebody is not put on the list."""

    ALREADY_BOOKED = "already booked"
    ALREADY_WAITING = "already waiting"


@dataclass(frozen=True, slots=True)
class Span:
    """Days and hours in which somebody would come, both ends included."""

    first: date
    last: date
    begins: time = ANY_TIME[0]
    ends: time = ANY_TIME[1]


@dataclass(frozen=True, slots=True)
class Wish:
    """One to five people who want to wait at an office for a service."""

    contact_id: UUID
    agency_id: int
    office_id: int
    service_id: int
    people: Sequence[Person]
    span: Span
    now: datetime


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody stands on the list; `ahead` waited for the same service before them."""

    waiting_id: UUID
    ahead: int


@dataclass(frozen=True, slots=True)
class NotJoined:
    """Why not; `name` is who has a booking already, if that is why."""

    why: JoinRefusal
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """
    Somebody on the list. `place` counts from 1 among those of the service who wait.
    While they are offered an hour, `offer_id` is the hold, and the last three tell it.
    """

    id: UUID
    contact_id: UUID
    office_id: int
    service_id: int
    size: int
    span: Span
    state: str
    joined_at: datetime
    place: int
    people: Sequence[Person]
    offer_id: UUID | None
    offered_day: date | None
    offered_hour: time | None
    until: datetime | None


def join(wishes: Sequence[Wish], keyring: Keyring) -> list[Joined | NotJoined]:
    """Put people on the list; return for each where they stand, or why not."""
    if not wishes:
        return []
    rows = [_row(wish, keyring) for wish in wishes]
    with transaction.atomic(), connection.cursor() as cursor:
        index = rekeying.index_in_use(keyring)
        groups = [(w.agency_id, w.people) for w in wishes]
        keys = people.keys_of(keyring, index, groups)
        live = queries.live_people(
            [
                (w.service_id, key)
                for w, own in zip(wishes, keys, strict=True)
                for key in own
            ]
        )
        doubles = [_double(w, k, live) for w, k in zip(wishes, keys, strict=True)]
        fit = [r for r, name in zip(rows, doubles, strict=True) if name is None]
        packed = sql.rows(fit)
        found = sql.fetch(cursor, QUERIES["join"], [packed]) if fit else []
        joined = {id_: Joined(id_, ahead) for id_, ahead in found}
        changes.record(
            cursor, {f"waitlist:{r['office_id']}" for r in rows if r["id"] in joined}
        )
    return [
        joined.get(row["id"]) or _why_not(name)
        for row, name in zip(rows, doubles, strict=True)
    ]


def _why_not(name: str | None) -> NotJoined:
    if name is None:
        return NotJoined(JoinRefusal.ALREADY_WAITING)
    return NotJoined(JoinRefusal.ALREADY_BOOKED, name)


def _row(wish: Wish, keyring: Keyring) -> dict[str, Any]:
    id_ = ids.new()
    return {
        "id": id_,
        "agency_id": wish.agency_id,
        "office_id": wish.office_id,
        "service_id": wish.service_id,
        "contact_id": wish.contact_id,
        "size": len(wish.people),
        "sealed": keyring.seal(msgspec.json.encode(wish.people), id_.bytes).hex(),
        "first_day": wish.span.first,
        "last_day": wish.span.last,
        "from_time": wish.span.begins,
        "until_time": wish.span.ends,
        "at": wish.now,
    }


def _double(
    wish: Wish, keys: Sequence[bytes], live: set[tuple[int, bytes]]
) -> str | None:
    return next(
        (
            person.name
            for person, key in zip(wish.people, keys, strict=True)
            if (wish.service_id, key) in live
        ),
        None,
    )


def leave(asked: Sequence[tuple[UUID, UUID]], now: datetime) -> set[UUID]:
    """
    Take people off the list; each is (waiting, contact). Return those who stood there.
    What they were offered is given back.
    """
    records = sql.rows({"id": w, "contact_id": c} for w, c in sorted(asked))
    with transaction.atomic(), connection.cursor() as cursor:
        held = sql.fetch(cursor, QUERIES["offered_to"], [records])
        pairs = [(booking, contact) for booking, contact in held]
        # Slots are locked before the list, like everywhere.
        end(pairs, BookingState.CANCELLED, {BookingState.HELD}, now)
        values = {"asked": records, "now": now}
        left = sql.fetch(cursor, QUERIES["leave"], values)
        changes.record(cursor, {f"waitlist:{office}" for _, office in left})
    return {id_ for id_, _ in left}


def of_contacts(contacts: Collection[UUID], keyring: Keyring) -> list[Entry]:
    """Who of these contacts stands on which list, first come first."""
    return _entries("of_contacts", [list(contacts)], keyring)


def of_office(
    office_id: int, day: date | None, keyring: Keyring, limit: int = 200
) -> list[Entry]:
    """Who waits at an office, for a day or for any, first come first."""
    values = {"office": office_id, "day": day, "limit": limit}
    return _entries("of_office", values, keyring)


def count(office_id: int, day: date) -> int:
    """How many people wait for a day of an office."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["count"], [office_id, day, day])
    return int(found[0][0])


def _entries(name: str, values: Any, keyring: Keyring) -> list[Entry]:
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES[name], values)
    return [_entry(row, keyring) for row in found]


def _entry(row: Sequence[Any], keyring: Keyring) -> Entry:
    id_, contact, office, service, size, first, last, begins, ends, *rest = row
    state, joined_at, place, sealed, *offer = rest
    who = unsealed(keyring, id_, sealed)
    span = Span(first, last, begins, ends)
    facts = (id_, contact, office, service, size, span, state, joined_at, place, who)
    return Entry(*facts, *offer)


def unsealed(keyring: Keyring, id_: UUID, sealed: bytes) -> list[Person]:
    """
    Return who waits in a row.

    :raises loket.lib.crypto.CannotOpen: if it was sealed for another row or key
    """
    return msgspec.json.decode(
        keyring.open(bytes(sealed), id_.bytes), type=list[Person]
    )
