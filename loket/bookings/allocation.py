"""
Giving out places to many at once, in the order in which they asked.

The slots are locked in one order, the places are counted once, and whoever fits is
written together. A family fits whole or not at all; a smaller one behind it may
still fit. The constraints of the database stand behind this as a second wall.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from loket.bookings.limits import Kind
from loket.bookings.people import Person

# Ten minutes to read the echo and answer (ui guide, agenda: "Ditahan saat pilih").
HOLD_FOR = timedelta(minutes=10)


class Refusal(StrEnum):
    """Why somebody got no place."""

    FULL = "full"
    ALREADY_BOOKED = "already booked"
    NOT_OPEN = "not open"
    LIMITED = "limited"


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
class Over:
    """A limit that is reached: which (None: a person decided so), and until when."""

    kind: Kind | None
    figure: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Denied:
    """
    No place was taken. `name` is who already has a booking, `over` the limit that is
    reached, if that is why.
    """

    why: Refusal
    name: str = ""
    over: Over | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A locked slot with places left."""

    office_id: int
    service_id: int
    free: int
    office_code: str
    day: str


@dataclass(frozen=True, slots=True)
class Known:
    """
    What is known before anything is decided: the people who already have a booking,
    as (service, key); who held a place of the slot until now, by position; and who may
    take none.
    """

    live: set[tuple[int, bytes]]
    first: Collection[int] = ()
    over: Mapping[int, Over] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """Who gets places, by position in the list of requests, and who does not."""

    winners: dict[int, list[bytes]] = field(default_factory=dict)
    denied: dict[int, Denied] = field(default_factory=dict)


def plan(
    requests: Sequence[Request],
    keys: Sequence[Sequence[bytes]],
    rooms: Mapping[int, Room],
    known: Known,
) -> Plan:
    """
    Decide who fits. `keys` are the person keys of each request. Whoever held a place
    of the slot, or was offered it, comes before the others.
    """
    made = Plan()
    left = {slot_id: room.free for slot_id, room in rooms.items()}
    taken = set(known.live)
    for n in sorted(range(len(requests)), key=lambda n: n not in known.first):
        request = requests[n]
        room = rooms.get(request.slot_id)
        if room is None or left[request.slot_id] < len(request.people):
            made.denied[n] = Denied(Refusal.FULL)
            continue
        people = [(room.service_id, key) for key in keys[n]]
        why = _refusal(request, people, taken, known.over.get(n))
        if why is not None:
            made.denied[n] = why
            continue
        left[request.slot_id] -= len(request.people)
        taken.update(people)
        made.winners[n] = list(keys[n])
    return made


def _refusal(
    request: Request,
    people: Sequence[tuple[int, bytes]],
    taken: set[tuple[int, bytes]],
    over: Over | None,
) -> Denied | None:
    double = _first_double(people, taken)
    if double is not None:
        return Denied(Refusal.ALREADY_BOOKED, request.people[double].name)
    return Denied(Refusal.LIMITED, over=over) if over else None


def _first_double(
    people: Sequence[tuple[int, bytes]], taken: set[tuple[int, bytes]]
) -> int | None:
    for n, person in enumerate(people):
        if person in taken or person in people[:n]:
            return n
    return None
