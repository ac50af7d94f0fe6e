"""What flows may ask of the waiting list. Days and hours are the office's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from loket.dialogue.commands import OfficeView, PersonView, ServiceView
from loket.dialogue.types import Command, WriteCommand


class ListRefusal(StrEnum):
    """Why somebody is not put on the list."""

    ALREADY_BOOKED = "already booked"
    ALREADY_WAITING = "already waiting"


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody stands on the list; `place` counts from 1, an offer is held minutes."""

    waiting_id: UUID
    place: int
    minutes: int


@dataclass(frozen=True, slots=True)
class NotListed:
    """Why not; `name` is who has a booking already, if that is why."""

    why: ListRefusal
    name: str = ""


@dataclass(frozen=True, slots=True)
class JoinList(WriteCommand[Listed | NotListed]):
    """Wait for places for one to five people, from one day to another."""

    contact_id: UUID
    agency_id: int
    office_id: int
    service_id: int
    people: tuple[PersonView, ...]
    first: date
    last: date
    begins: time | None
    ends: time | None
    now: datetime


@dataclass(frozen=True, slots=True)
class LeaveList(WriteCommand[bool]):
    """Wait no more. False if they did not wait there."""

    contact_id: UUID
    waiting_id: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class WaitingView:
    """Where a contact waits. `offer` is the hold that is offered now, None if none."""

    id: UUID
    service: ServiceView
    office: OfficeView
    first: date
    last: date
    size: int
    place: int
    offer: UUID | None


@dataclass(frozen=True, slots=True)
class MyWaiting(Command[Sequence[WaitingView]]):
    """The lists on which a contact stands, the first joined first."""

    contact_id: UUID
