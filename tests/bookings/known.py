"""What a model of bookings keeps in mind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.bookings.people import Person
from loket.bookings.states import BookingState


@dataclass
class Known:
    """What the model knows of one booking."""

    slot: int
    people: list[Person]
    contact: UUID
    state: BookingState
    until: datetime
    moves: int = 0
