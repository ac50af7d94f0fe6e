"""What an erasure would take, before anybody agrees to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.bookings import of_person as bookings
from loket.contacts import of_person as contacts
from loket.contacts.subjects import Facts, Subject, Table
from loket.lib.crypto import Keyring
from loket.subjects.parts import PARTS

# Requests are the proof that somebody was heard.
STAY = frozenset({"requests"})


@dataclass(frozen=True, slots=True)
class Booked:
    """
    Somebody who was booked, and in how many bookings of others they stand; `alone` of
    these are still to come and would end.
    """

    ids: Sequence[UUID]
    name: str
    birth_date: object
    elsewhere: int
    alone: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What goes, by part; what must end first; who else is in it."""

    goes: Sequence[tuple[str, int]]
    coming: Sequence[Facts]
    booked: Sequence[Booked]
    doubles: Sequence[UUID]

    @property
    def is_booked(self) -> bool:
        """Test if something is still to come that would end."""
        return bool(self.coming) or any(
            one.alone for one in self.booked if one.is_chosen
        )

    @property
    def elsewhere(self) -> Sequence[Booked]:
        """Those who stand in bookings of others, too."""
        return [one for one in self.booked if one.elsewhere]


def of(
    subject: Subject,
    chosen: Collection[UUID],
    offices: Collection[int],
    keyring: Keyring,
    now: datetime,
) -> Preview:
    """
    Return what the erasure of somebody would take now, as far as it concerns these
    offices; the erasure itself goes everywhere.
    """
    read = {part.name: part.read(subject, keyring) for part in PARTS}
    read = {name: _of_offices(rows, offices) for name, rows in read.items()}
    here = {row["id"] for row in read["bookings"]}
    read = {name: _of_bookings(rows, here) for name, rows in read.items()}
    coming = set(bookings.coming(subject, now))
    return Preview(
        goes=[
            (name, len(rows))
            for name, rows in read.items()
            if rows and name not in STAY
        ],
        coming=[row for row in read["bookings"] if row["id"] in coming],
        booked=_booked(subject, read["booked_people"], chosen, now),
        doubles=contacts.doubles(subject),
    )


def _of_offices(rows: Table, offices: Collection[int]) -> Table:
    return [row for row in rows if row.get("office_id") in (None, *offices)]


def _of_bookings(rows: Table, here: Collection[UUID]) -> Table:
    return [row for row in rows if row.get("booking_id") in (None, *here)]


def _booked(
    subject: Subject, rows: Table, chosen: Collection[UUID], now: datetime
) -> list[Booked]:
    """Each person once, however often they were booked."""
    people: dict[tuple[str, object], list[UUID]] = {}
    for row in rows:
        people.setdefault((row["name"], row["birth_date"]), []).append(row["id"])
    every = [id_ for ids in people.values() for id_ in ids]
    found = bookings.elsewhere(subject, every, now)
    alone = set(bookings.alone(found))
    places: dict[UUID, set[UUID]] = defaultdict(set)
    for one in found:
        places[one.mine].add(one.booking_id)
    return [
        Booked(
            ids=ids,
            name=name,
            birth_date=born,
            elsewhere=len(places[ids[0]]),
            alone=len(places[ids[0]] & alone),
            is_chosen=any(id_ in chosen for id_ in ids),
        )
        for (name, born), ids in people.items()
    ]
