"""What this room knows of a person: their bookings, and whom they booked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from loket.bookings import people, rekeying
from loket.bookings.people import Person
from loket.bookings.queries import STILL_MINE
from loket.bookings.states import BookingState
from loket.contacts.subjects import Subject, Table
from loket.lib import sql
from loket.lib.crypto import CannotOpen, Keyring
from loket.offices.models import Service

QUERIES = sql.beside(__file__, "of_person")

_STILL_TO_BE_ENDED = frozenset({BookingState.HELD, BookingState.BOOKED})


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody's place in a booking of others. `mine` is their row in their own."""

    mine: UUID
    id: UUID
    booking_id: UUID
    slot_id: int
    size: int
    office_id: int
    day: date
    is_coming: bool


def bookings(subject: Subject) -> Table:
    """All bookings, the newest hour first."""
    return _bookings(subject)


def booked_people(subject: Subject, keyring: Keyring) -> Table:
    """Who was booked, with name and birth date; what cannot be opened is empty."""
    rows = _fetch("people", [_ids(subject)])
    return [
        {
            "id": row["id"],
            "booking_id": row["booking_id"],
            "is_live": row["is_live"],
            **_opened(row, keyring),
        }
        for row in rows
    ]


def markings(subject: Subject) -> Table:
    """What officers marked by hand."""
    return _fetch("markings", [_ids(subject)])


def reminders(subject: Subject) -> Table:
    """Since when they were reminded, and since when they say that they come."""
    return _fetch("reminders", [_ids(subject)])


def coming(subject: Subject, now: datetime) -> list[UUID]:
    """Bookings that must end before somebody can be forgotten."""
    return [
        row["id"]
        for row in _bookings(subject)
        if row["state"] in _STILL_TO_BE_ENDED and row["starts_at"] > now - STILL_MINE
    ]


def elsewhere(
    subject: Subject, mine: Collection[UUID], now: datetime
) -> list[Elsewhere]:
    """Where these of their booked people stand in bookings of others."""
    if not mine:
        return []
    values = {
        "mine": list(mine),
        "own": _ids(subject),
        "services": services(subject.agency_id),
        "after": now - STILL_MINE,
    }
    return [Elsewhere(**row) for row in _fetch("elsewhere", values)]


def alone(found: Sequence[Elsewhere]) -> list[UUID]:
    """Bookings of others, still to come, of which nobody would be left."""
    rows: dict[UUID, list[Elsewhere]] = defaultdict(list)
    for one in found:
        if one.is_coming:
            rows[one.booking_id].append(one)
    return [
        id_ for id_, some in rows.items() if len({it.id for it in some}) >= some[0].size
    ]


def by_code(code: str) -> list[tuple[UUID, UUID | None, int]]:
    """The booking with a code: itself, its contact, its office."""
    return [
        (row["id"], row["contact_id"], row["office_id"])
        for row in _fetch("by_code", [code])
    ]


def by_person(
    agency_id: int, person: Person, keyring: Keyring
) -> list[tuple[UUID, UUID | None, int]]:
    """Live bookings of somebody, by their key: itself, its contact, its office."""
    with transaction.atomic():
        index = rekeying.index_in_use(keyring)
    key = people.key(keyring, index, agency_id, person)
    found = _fetch("by_keys", {"services": services(agency_id), "key": key})
    return [(row["id"], row["contact_id"], row["office_id"]) for row in found]


def services(agency_id: int) -> list[int]:
    """The services of an agency."""
    return list(
        Service.objects.filter(agency_id=agency_id).values_list("id", flat=True)
    )


def _bookings(subject: Subject) -> list[dict[str, Any]]:
    return _fetch("bookings", {"id": subject.id})


def _ids(subject: Subject) -> list[UUID]:
    return [row["id"] for row in _bookings(subject)]


def _opened(row: dict[str, Any], keyring: Keyring) -> dict[str, Any]:
    try:
        person = people.unseal(keyring, row["id"], row["sealed"])
    except CannotOpen:
        return {"name": "", "birth_date": None}
    return {"name": person.name, "birth_date": person.birth_date}


def _fetch(name: str, values: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[name], values)
        columns = [column.name for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
