"""What a desk without a database keeps: hours with places, and who took them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from loket.dialogue import commands as c

JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass
class Slot:
    """An hour with places left."""

    id: int
    office: int
    service: int
    day: date
    starts_at: time
    free: int

    @property
    def ends_at(self) -> time:
        return time(self.starts_at.hour + 1)

    @property
    def kind(self) -> tuple[int, int]:
        """Office and service, which a booking keeps."""
        return self.office, self.service


@dataclass
class Booking:
    """A hold or booking."""

    id: UUID
    contact: UUID
    slot: Slot
    people: Sequence[c.PersonView]
    until: datetime
    is_held: bool = True
    is_live: bool = True
    moves: int = 0

    @property
    def code(self) -> str:
        return f"{self.slot.office}A{self.id.hex[:4].upper()}"

    def fixed(self, now: datetime) -> c.MoveRefusal | None:
        """Return why it cannot be moved any more, None if it can."""
        if self.moves:
            return c.MoveRefusal.MOVED_BEFORE
        today = now.astimezone(JAKARTA).date()
        return None if today < self.slot.day else c.MoveRefusal.TOO_LATE

    def refuses(self, slot: Slot | None) -> c.MoveRefusal | None:
        """Return why it cannot be moved to a slot, None if it can."""
        if slot is None or (slot.office, slot.service) != self.slot.kind:
            return c.MoveRefusal.NOT_OPEN
        if slot.id == self.slot.id:
            return c.MoveRefusal.SAME_HOUR
        return c.MoveRefusal.FULL if slot.free < len(self.people) else None
