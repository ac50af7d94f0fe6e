"""
What flows may ask of the rooms. The answers are given in `dialogue/answers`.

All hours are those of the office's own zone; `zone` is its IANA name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from loket.dialogue.types import Command, WriteCommand


@dataclass(frozen=True, slots=True)
class ServiceView:
    """
    A service of the agency. `names` maps "id" and "en" to words. One `is_for_cases` is
    booked from a case only, such as an hour for collecting.
    """

    id: int
    names: dict[str, str]
    requirements: dict[str, str]
    is_for_cases: bool = False


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office that offers a service, as a citizen needs to know it."""

    id: int
    code: str
    name: str
    city: str
    zone: str
    address: str


@dataclass(frozen=True, slots=True)
class AgencyName(Command[str]):
    """What the agency is called, as the first words say it."""

    agency_id: int


@dataclass(frozen=True, slots=True)
class Services(Command[Sequence[ServiceView]]):
    """What the agency offers by chat, in the order it wants it shown."""

    agency_id: int


@dataclass(frozen=True, slots=True)
class Offices(Command[Sequence[OfficeView]]):
    """The offices that offer a service, in the agency's order."""

    agency_id: int
    service_id: int


class WhyNot(StrEnum):
    """Why a day has no free hour. Citizens deserve the true one."""

    FULL = "full"
    CLOSED = "closed"
    NOT_RELEASED = "not released"
    PAST = "past"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class NoHour:
    """
    A day without a free hour.

    `detail` says why it is closed ("Hari Raya Natal"), `released_at` (UTC) when its
    hours will be opened, where these are known.
    """

    why: WhyNot
    detail: str = ""
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DayView:
    """A day and its free places; `no_hour` says why there are none."""

    day: date
    free: int
    no_hour: NoHour | None = None


@dataclass(frozen=True, slots=True)
class HourView:
    """An hour that still has places."""

    slot_id: int
    day: date
    starts_at: time
    ends_at: time
    free: int


@dataclass(frozen=True, slots=True)
class FreeDays(Command[Sequence[DayView]]):
    """The next `days` days at an office from `first`, each with its free places."""

    office_id: int
    service_id: int
    first: date
    days: int
    now: datetime


@dataclass(frozen=True, slots=True)
class FreeHours(Command[Sequence[HourView] | NoHour]):
    """The hours of a day that have room for `size` people, or why there is none."""

    office_id: int
    service_id: int
    day: date
    size: int
    now: datetime


@dataclass(frozen=True, slots=True)
class NearestFree(Command[Sequence[tuple[OfficeView, date]]]):
    """
    Other offices of the agency with room for the service, the nearest first, with
    their first free day; at most three.
    """

    office_id: int
    service_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody who will come: the name as written, the birth date."""

    name: str
    birth_date: date


class MoveRefusal(StrEnum):
    """Why a booking stays at its hour."""

    GONE = "gone"
    MOVED_BEFORE = "moved before"
    TOO_LATE = "too late"
    SAME_HOUR = "same hour"
    NOT_OPEN = "not open"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class BookingView:
    """
    A live booking as its owner may see it. `fixed` says why it cannot be moved to
    another hour any more, None if it can.
    """

    id: UUID
    code: str
    service: ServiceView
    office: OfficeView
    day: date
    starts_at: time
    ends_at: time
    size: int
    names: Sequence[str]
    fixed: MoveRefusal | None = None


class HoldRefusal(StrEnum):
    """Why places were not held."""

    FULL = "full"
    ALREADY_BOOKED = "already booked"
    NOT_OPEN = "not open"
    LIMITED = "limited"


@dataclass(frozen=True, slots=True)
class Held:
    """Places held for a while. `until` is in UTC."""

    booking_id: UUID
    until: datetime


@dataclass(frozen=True, slots=True)
class NotHeld:
    """
    No place was taken. `name` is the person who already has a booking, if so; `limit`
    the limit that is reached, its figure, and when there is room again (UTC).
    """

    why: HoldRefusal
    name: str = ""
    limit: str = ""
    figure: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hold(WriteCommand[Held | NotHeld]):
    """Hold places for one to five people, all or nothing, until confirmed."""

    contact_id: UUID
    agency_id: int
    slot_id: int
    people: tuple[PersonView, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Confirm(WriteCommand[BookingView | None]):
    """Turn a hold into a booking; None if the hold has run out. Asked twice, the
    same booking comes back."""

    contact_id: UUID
    booking_id: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class Release(WriteCommand[bool]):
    """Give a hold back. False if it had already run out."""

    contact_id: UUID
    booking_id: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class Cancel(WriteCommand[bool]):
    """Cancel a booking of one's own. False if there is no such live booking."""

    contact_id: UUID
    booking_id: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class Coming(WriteCommand[bool]):
    """Say that one will come. False if there is no such live booking of one's own."""

    contact_id: UUID
    booking_id: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class Move(WriteCommand[BookingView | MoveRefusal]):
    """Take a booking of one's own to another hour, or say why it stays."""

    contact_id: UUID
    booking_id: UUID
    slot_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class MyBookings(Command[Sequence[BookingView]]):
    """The live bookings made from this contact, the soonest first."""

    contact_id: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class AskPerson(WriteCommand[bool]):
    """Put the talk on the list of people who wait for an officer. False if it
    already stood there."""

    contact_id: UUID
    account_id: int
    reason: str
    now: datetime
