"""
Who the data is about: a contact, or somebody who booked at the counter without one.

Every room above says what it knows of a subject, and gives it up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

Value = str | int | bool | date | datetime | time | None
Facts = Mapping[str, Value]
"""What one row says, under names that stay the same in every language."""

Table = Sequence[Facts]


@dataclass(frozen=True, slots=True)
class Subject:
    """
    A person as we know them. `id` is that of their contact; of a booking that was
    made without one, its own.
    """

    id: UUID
    agency_id: int
    is_contact: bool

    @property
    def contacts(self) -> list[UUID]:
        """The contact, if there is one."""
        return [self.id] if self.is_contact else []

    @property
    def bookings(self) -> list[UUID]:
        """The booking that stands for somebody without a contact."""
        return [] if self.is_contact else [self.id]
