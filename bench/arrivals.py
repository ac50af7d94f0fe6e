"""
People who want places in one of eight slots, and the queue in which they wait.

The allocator is called as a worker calls it: whoever waits goes into the next batch.
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from loket.bookings import actions
from loket.bookings.allocation import Granted, Request
from loket.bookings.models import Booking, Slot
from loket.bookings.people import Person
from loket.lib import clock, ids
from loket.lib.crypto import Keyring
from loket.offices.models import Closure, Office, Service
from loket.worker.rounds import MOST_TURNS

SLOTS = 8
DOUBLES = 0.03
BORN = date(1990, 1, 1)
BIRTHDAYS = 10_000
FAR_AHEAD_DAYS = 100


@dataclass
class Served:
    """What came of a crowd: seconds, places given, how long each one waited."""

    seconds: float = 0.0
    granted: int = 0
    sold_out_s: float = 0.0
    waited_s: list[float] = field(default_factory=list)


def slots(capacity: int) -> list[int]:
    """Make eight slots on the next open day that has none yet; return their ids."""
    office, service = Office.objects.order_by("id")[0], Service.objects.all()[0]
    begins = clock.now().replace(hour=1, minute=0, second=0, microsecond=0)
    begins += timedelta(days=FAR_AHEAD_DAYS)
    while _is_used(begins.date()):
        begins += timedelta(days=1)
    made = [
        Slot.objects.create(
            office_id=office.id,
            service_id=service.id,
            day=begins.date(),
            starts=(begins + timedelta(hours=n)).time(),
            ends=(begins + timedelta(hours=n + 1)).time(),
            starts_at=begins + timedelta(hours=n),
            capacity=capacity,
        )
        for n in range(SLOTS)
    ]
    return [slot.id for slot in made]


def _is_used(day: date) -> bool:
    closed = Closure.objects.filter(day=day).exists()
    return closed or Slot.objects.filter(day=day).exists()


def crowd(count: int, into: Sequence[int], agency: int, seed: int) -> list[Request]:
    """Return requests of one person each; three in a hundred ask a second time."""
    dice = random.Random(seed)
    now = clock.now()
    people: list[Person] = []
    for n in range(count):
        again = people and dice.random() < DOUBLES
        people.append(dice.choice(people) if again else _person(seed, n))
    return [_request(agency, dice.choice(into), person, now) for person in people]


def _person(seed: int, n: int) -> Person:
    born = BORN + timedelta(days=n % BIRTHDAYS)
    return Person(f"Siti {seed} {n}", born)


def _request(agency: int, slot: int, person: Person, now: datetime) -> Request:
    contact: UUID = ids.new()
    return Request(contact, agency, slot, [person], now)


def serve(requests: Sequence[Request], keyring: Keyring, waiting: int) -> Served:
    """
    Answer all of them, with at most `waiting` in the queue at a time: who has an
    answer makes room for the next.
    """
    coming, queue = deque(requests), deque[tuple[Request, float]]()
    served, began = Served(), time.perf_counter()
    while coming or queue:
        now = time.perf_counter()
        while coming and len(queue) < waiting:
            queue.append((coming.popleft(), now))
        size = min(len(queue), MOST_TURNS)
        batch = [queue.popleft() for _ in range(size)]
        _answer(batch, keyring, served, began)
    served.seconds = time.perf_counter() - began
    return served


def _answer(
    batch: Sequence[tuple[Request, float]],
    keyring: Keyring,
    served: Served,
    began: float,
) -> None:
    answers = actions.hold([request for request, _ in batch], keyring)
    now = time.perf_counter()
    won = sum(isinstance(answer, Granted) for answer in answers)
    served.waited_s += [now - since for _, since in batch]
    if won:
        served.granted += won
        served.sold_out_s = now - began


def sold(into: Sequence[int]) -> tuple[int, int]:
    """Return how many places of these slots are booked, and in the fullest one."""
    counts = [Booking.objects.filter(slot_id=slot).count() for slot in into]
    return sum(counts), max(counts)
