"""
People who lost their hour by a change of their office: how each is told, who has to be
phoned, and what they answered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from loket.bookings import queries, reminders
from loket.bookings.models import Displacement, Rearrangement
from loket.bookings.people import Person
from loket.bookings.placing import Outcome, Placed
from loket.contacts import addresses
from loket.contacts import queries as contacts
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.messaging import notices, unheard
from loket.messaging.notices import Notice
from loket.offices.models import Office

QUERIES = sql.beside(__file__, "rearrange")

MOVED, CANCELLED = "change.moved", "change.cancelled"
# A cancelled visit is told of until a day after its hour at the latest.
CANCELLED_USE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Displaced:
    """
    One booking that lost its hour, its people unsealed. Without `to_day` it was
    cancelled by the change; `has_chosen` says that its citizen took yet another hour.
    `is_unheard` says that no message reached anybody.
    """

    id: int
    booking_id: UUID
    code: str
    state: str
    size: int
    contact_id: UUID | None
    service_id: int
    from_day: date
    from_starts: time
    to_day: date | None
    to_starts: time | None
    is_told: bool
    called_at: datetime | None
    coming_at: datetime | None
    has_chosen: bool
    people: Sequence[Person]
    is_unheard: bool

    @property
    def must_be_called(self) -> bool:
        """Test if somebody has to phone them still."""
        return self.is_unheard and self.called_at is None


@dataclass(frozen=True, slots=True)
class ToTell:
    """What a message about a change says: why, and of which hour."""

    reason: str
    day: date
    starts: time
    ends: time


def tell(
    offices: Sequence[Office],
    made: dict[int, Rearrangement],
    outcome: Outcome,
    now: datetime,
) -> set[UUID]:
    """
    Keep what became of each, and write a notice to whoever can be written to; return
    the bookings that are told.
    """
    people = {one.visit.contact_id for one in outcome.placed if one.visit.contact_id}
    reachable = {contact for _, contact in addresses.find(people)}
    reachable -= contacts.stopped(people)
    rows = Displacement.objects.bulk_create(
        Displacement(
            rearrangement=made[one.before.office_id],
            booking_id=one.visit.id,
            from_slot_id=one.before.id,
            to_slot_id=one.after.id if one.after else None,
            is_told=one.visit.contact_id in reachable,
        )
        for one in outcome.placed
    )
    agencies = {office.id: office.agency_id for office in offices}
    told = [
        (row, one) for row, one in zip(rows, outcome.placed, strict=True) if row.is_told
    ]
    notices.write(
        [_notice(row.id, one, agencies[one.before.office_id], now) for row, one in told]
    )
    return {one.visit.id for _, one in told}


def _notice(id_: int, one: Placed, agency_id: int, now: datetime) -> Notice:
    contact = one.visit.contact_id
    if contact is None:
        raise ValueError("nobody to be told")
    after = one.after
    about = {"displacement": str(id_), "booking": str(one.visit.id)}
    if after is not None:
        about["hour"] = reminders.hour(after.day, after.starts)
    return Notice(
        kind=MOVED if after else CANCELLED,
        parameters=about,
        agency_id=agency_id,
        office_id=one.before.office_id,
        contact_id=contact,
        key=notice_key(id_),
        due_at=now,
        expires_at=after.starts_at if after else one.before.starts_at + CANCELLED_USE,
    )


def notice_key(displacement_id: int) -> str:
    """Return the key under which somebody is told of a change."""
    return f"change:{displacement_id}"


def of(rearrangement_id: int, keyring: Keyring) -> list[Displaced]:
    """Return all people of a change, the earliest old hour first."""
    with connection.cursor() as cursor:
        rows = sql.fetch(cursor, QUERIES["displaced"], [rearrangement_id])
    arrived = unheard.arrived([notice_key(row[0]) for row in rows])
    return [_displaced(row, arrived, keyring) for row in rows]


def _displaced(
    row: tuple[Any, ...], arrived: Mapping[str, bool], keyring: Keyring
) -> Displaced:
    *facts, packed = row
    is_told = facts[11]
    has_failed = arrived.get(notice_key(facts[0])) is False
    people = queries.unsealed(packed, keyring)
    return Displaced(*(*facts, people, has_failed or not is_told))


def first_names(visits: Sequence[UUID], keyring: Keyring) -> dict[UUID, str]:
    """Return the name of the first person of each booking. It is noted who looked."""
    with connection.cursor() as cursor:
        rows = sql.fetch(cursor, QUERIES["first_people"], [list(visits)])
        if rows:
            about = {"bookings": len(rows)}
            audit.record(cursor, [Entry("person.seen", "", None, rows[0][2], about)])
    return {
        row[0]: people[0].name
        for row in rows
        if (people := queries.unsealed(row[1], keyring))
    }


def to_tell(displacements: Sequence[int]) -> dict[int, ToTell]:
    """Return what to say to each."""
    with connection.cursor() as cursor:
        rows = sql.fetch(cursor, QUERIES["to_tell"], [list(displacements)])
    return {row[0]: ToTell(*row[2:]) for row in rows}


def freed(bookings: Sequence[UUID]) -> set[UUID]:
    """Return those bookings that their office moved to the hour they have."""
    if not bookings:
        return set()
    with connection.cursor() as cursor:
        rows = sql.fetch(cursor, QUERIES["freed_by_office"], [list(bookings)])
    return {id_ for (id_,) in rows}


def call(change: Rearrangement, displacement_id: int, now: datetime) -> None:
    """Note that somebody of a change was phoned; said twice, the first time counts."""
    done = Displacement.objects.filter(
        id=displacement_id, rearrangement=change, called_at=None
    ).update(called_at=now)
    if done:
        entry = Entry(
            "displaced.called", str(displacement_id), office_id=change.office_id
        )
        with connection.cursor() as cursor:
            audit.record(cursor, [entry])
