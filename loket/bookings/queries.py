"""Reading hours and bookings: whole batches for the talk, whole days for the agenda."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from loket.bookings import people
from loket.bookings.people import Person
from loket.bookings.releasing import Later, Rule
from loket.lib import once, sql
from loket.lib.crypto import Keyring

QUERIES = sql.beside(__file__, "find")

# A booking stays "mine" until an hour after it began: people come late.
STILL_MINE = timedelta(hours=1)

# So many columns of a booking end with its sealed people.
PEOPLE = 13

OfficeService = tuple[int, int]
_Later = tuple[time, int]


@dataclass(frozen=True, slots=True)
class DayPlaces:
    """
    A day that has slots: places that can be booked now, and whether any hour is still
    to come. Of these, whether one is released, and one open; when the next places can
    be booked, None if no more will be opened.
    """

    day: date
    free: int
    is_ahead: bool
    is_released: bool
    is_open: bool
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class HourPlaces:
    """An hour with room."""

    slot_id: int
    day: date
    starts: time
    ends: time
    free: int


@dataclass(frozen=True, slots=True)
class BookingRow:
    """
    A booking with its people unsealed. `moves` is how often it was moved.

    On the agenda it also tells since when somebody was reminded of this hour, and
    since when they say that they come, and when they came. `is_freed` says that its
    office moved it to the hour that it has, so that it may be moved from there whatever
    the rules say.
    """

    id: UUID
    contact_id: UUID | None
    code: str
    state: str
    size: int
    held_until: datetime | None
    office_id: int
    service_id: int
    day: date
    starts: time
    ends: time
    moves: int
    people: Sequence[Person]
    reminded_at: datetime | None = None
    coming_at: datetime | None = None
    arrived_at: datetime | None = None
    is_freed: bool = False


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One hour of one service on the agenda."""

    id: int
    service_id: int
    starts: time
    ends: time
    capacity: int
    taken: int


def days(
    asked: Sequence[tuple[int, int, date, int]], now: datetime
) -> list[dict[date, DayPlaces]]:
    """For each (office, service, first day, days): the days that have slots."""
    records = (
        {"n": n, "office_id": o, "service_id": s, "first": f, "days": d, "now": now}
        for n, (o, s, f, d) in enumerate(asked)
    )
    found = _fetch("days", [sql.rows(records)])
    answers: list[dict[date, DayPlaces]] = [{} for _ in asked]
    for n, *places in found:
        answers[n][places[0]] = DayPlaces(*places)
    return answers


def hours(
    asked: Sequence[tuple[int, int, date, int]], now: datetime
) -> list[list[HourPlaces]]:
    """For each (office, service, day, size): the hours with room for so many."""
    records = (
        {"n": n, "office_id": o, "service_id": s, "day": d, "size": size, "now": now}
        for n, (o, s, d, size) in enumerate(asked)
    )
    answers: list[list[HourPlaces]] = [[] for _ in asked]
    for n, slot, day, starts, ends, free in _fetch("hours", [sql.rows(records)]):
        answers[n].append(HourPlaces(slot, day, starts, ends, free))
    return answers


@once.read
def releases() -> dict[OfficeService, Rule]:
    """The release rule of each office and service."""
    return {(row[0], row[1]): _rule(*row[2:]) for row in _fetch("releases")}


def _rule(
    opens_at: time, days: int, weekday: int | None, weeks: int, *rest: Any
) -> Rule:
    packed, spread, seed = rest
    later = [Later(*one) for one in msgspec.json.decode(packed, type=list[_Later])]
    return Rule(opens_at, days, weekday, weeks, later, spread, seed)


def open_slots(slots: Collection[int], now: datetime) -> set[int]:
    """
    Return those hours to come that are released and not closed.

    Whoever gives places away asks this under the locks of the hours: a closure that
    was made while they waited for the locks is seen only by a new statement.
    """
    found = _fetch("open_slots", {"slots": sorted(slots), "now": now})
    return {id_ for (id_,) in found}


def live_people(asked: Collection[tuple[int, bytes]]) -> set[tuple[int, bytes]]:
    """Of services and the keys of people, return those who have a live booking."""
    if not asked:
        return set()
    values = {
        "services": sql.plain(service for service, _ in asked),
        "keys": sql.boxes(key for _, key in asked),
    }
    return {(service, bytes(key)) for service, key in _fetch("live_people", values)}


def nearest(
    asked: Sequence[tuple[int, int]], now: datetime
) -> list[list[tuple[int, date]]]:
    """For each (office, service): other offices with room and their first free day."""
    records = (
        {"n": n, "office_id": o, "service_id": s, "now": now}
        for n, (o, s) in enumerate(asked)
    )
    answers: list[list[tuple[int, date]]] = [[] for _ in asked]
    for n, office, day in _fetch("nearest", [sql.rows(records)]):
        answers[n].append((office, day))
    return answers


def live(contacts: Iterable[UUID], now: datetime, keyring: Keyring) -> list[BookingRow]:
    """Live bookings of contacts, the soonest first."""
    values = {"contacts": sql.uuids(set(contacts)), "after": now - STILL_MINE}
    return [_booking(row, keyring) for row in _fetch("live", values)]


def of_day(
    office_id: int, day: date, keyring: Keyring, starts: time | None = None
) -> list[BookingRow]:
    """Who comes, came or did not come to an office on a day, or in one hour of it;
    also who cancelled after having been reminded."""
    values = {"office_id": office_id, "day": day, "starts": starts}
    return [_booking(row, keyring) for row in _fetch("of_day", values)]


def seen(bookings: Iterable[UUID], keyring: Keyring) -> list[BookingRow]:
    """Bookings in any state, the soonest first."""
    return [_booking(row, keyring) for row in _fetch("seen", [sql.uuids(bookings)])]


@dataclass(frozen=True, slots=True)
class Count:
    """How many people of an hour stand in a state, and how many of them came late."""

    starts: time
    state: str
    people: int
    late: int


def counts(office_id: int, day: date, tolerance_min: int) -> list[Count]:
    """How many people stand in which state, by the hour at which they are due."""
    values = {"office": office_id, "day": day, "tolerance": tolerance_min}
    return [Count(*row) for row in _fetch("counts", values)]


def markings(booking_id: UUID) -> list[tuple[str, str, str, datetime, str | None]]:
    """What staff did with a booking, newest first: before, after, why, when, who."""
    return [
        (b, a, why, at, who) for b, a, why, at, who in _fetch("markings", [booking_id])
    ]


def marked_by(booking_id: UUID, at: datetime) -> int | None:
    """The officer who moved a booking at a moment, None if no officer did."""
    found = _fetch("marked_by", [booking_id, at])
    return found[0][0] if found else None


def _booking(row: tuple[Any, ...], keyring: Keyring) -> BookingRow:
    *facts, packed = row[:PEOPLE]
    people_ = tuple(unsealed(packed, keyring))
    return BookingRow(*(*facts, people_, *row[PEOPLE:]))


def slots_of_day(office_id: int, day: date) -> list[SlotRow]:
    """The hours of a day, each service on its own."""
    return [SlotRow(*row) for row in _fetch("slots_of_day", [office_id, day])]


def office_of_slot(slot_id: int) -> int | None:
    """The office of an hour, None if there is no such hour."""
    found = _fetch("office_of_slot", [slot_id])
    return int(found[0][0]) if found else None


def week(office_id: int, first: date, last: date) -> dict[date, tuple[int, int]]:
    """Places taken and places there are, of each day that has any."""
    found = _fetch("week", [office_id, first, last])
    return {day: (taken, capacity) for day, taken, capacity in found}


def unsealed(packed: str | None, keyring: Keyring) -> list[Person]:
    """The people of a booking, from the JSON that the queries make."""
    if packed is None:
        return []
    rows = msgspec.json.decode(packed, type=list[tuple[UUID, str]])
    return [people.unseal(keyring, id_, base64.b64decode(box)) for id_, box in rows]


def _fetch(
    name: str, values: Sequence[object] | Mapping[str, object] | None = None
) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
