"""
Giving out places to many at once, in the order in which they asked.

The slots are locked in one order, the places are counted once, and whoever fits is
written together. A family fits whole or not at all; a smaller one behind it may
still fit. The constraints of the database stand behind this as a second wall.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from loket.bookings.people import Person

# Ten minutes to read the echo and answer (ui guide, agenda: "Ditahan saat pilih").
HOLD_FOR = timedelta(minutes=10)


class Refusal(StrEnum):
    """Why somebody got no place."""

    FULL = "full"
    ALREADY_BOOKED = "already booked"
    NOT_OPEN = "not open"


@dataclass(frozen=True, slots=True)
class Request:
    """One to five people who want places in one slot."""

    contact_id: UUID | None
    agency_id: int
    slot_id: int
    people: Sequence[Person]
    now: datetime


@dataclass(frozen=True, slots=True)
class Granted:
    """Places were taken. `until` is when a hold ends, None for a booking."""

    booking_id: UUID
    code: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Denied:
    """No place was taken; `name` is who already has a booking, if that is why."""

    why: Refusal
    name: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A locked slot with places left."""

    office_id: int
    service_id: int
    free: int
    office_code: str
    day: str


@dataclass(slots=True)
class Plan:
    """Who gets places, by position in the list of requests, and who does not."""

    winners: dict[int, list[bytes]] = field(default_factory=dict)
    denied: dict[int, Denied] = field(default_factory=dict)


def plan(
    requests: Sequence[Request],
    keys: Sequence[Sequence[bytes]],
    rooms: Mapping[int, Room],
    live: set[tuple[int, bytes]],
) -> Plan:
    """
    Decide who fits. `keys` are the person keys of each request, `live` the people
    who already have a booking, as (service, key).
    """
    made = Plan()
    left = {slot_id: room.free for slot_id, room in rooms.items()}
    taken = set(live)
    for n, request in enumerate(requests):
        room = rooms.get(request.slot_id)
        if room is None or left[request.slot_id] < len(request.people):
            made.denied[n] = Denied(Refusal.FULL)
            continue
        people = [(room.service_id, key) for key in keys[n]]
        double = _first_double(people, taken)
        if double is not None:
            name = request.people[double].name
            made.denied[n] = Denied(Refusal.ALREADY_BOOKED, name)
            continue
        left[request.slot_id] -= len(request.people)
        taken.update(people)
        made.winners[n] = list(keys[n])
    return made


def _first_double(
    people: Sequence[tuple[int, bytes]], taken: set[tuple[int, bytes]]
) -> int | None:
    for n, person in enumerate(people):
        if person in taken or person in people[:n]:
            return n
    return None
