"""
Who is next in line, which hours have room, and who is offered which of them.

Slots are locked before those who wait. Whoever is being decided about elsewhere just
now is passed over: the next round is seconds away, and nobody waits for a lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from loket.bookings import queries, waiting
from loket.bookings.limits import USUAL, Kind
from loket.bookings.people import Person
from loket.bookings.quiet import Quiet
from loket.lib import sql
from loket.lib.crypto import Keyring

QUERIES = sql.beside(__file__, "waiting")

# So long before the hour an offer has run out: whoever comes must still get there.
WAY = timedelta(minutes=30)
MOST_AT_ONCE = 2_000


@dataclass(slots=True)
class Opening:
    """A locked slot with room; `said_at` and `until` frame an offer of it."""

    id: int
    office_id: int
    service_id: int
    day: date
    starts: time
    free: int
    agency_id: int
    said_at: datetime
    until: datetime
    is_in_time: bool

    @property
    def kind(self) -> tuple[int, int]:
        """Office and service."""
        return self.office_id, self.service_id


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody who waits, with the slots that they were offered before."""

    id: UUID
    contact_id: UUID
    agency_id: int
    office_id: int
    service_id: int
    size: int
    people: Sequence[Person]
    span: waiting.Span
    refused: frozenset[int]

    @property
    def kind(self) -> tuple[int, int]:
        """Office and service."""
        return self.office_id, self.service_id

    def takes(self, opening: Opening) -> bool:
        """Test if an hour is one of those they wait for, and has room for all."""
        span = self.span
        return (
            opening.free >= self.size
            and opening.is_in_time
            and opening.id not in self.refused
            and span.first <= opening.day <= span.last
            and span.begins <= opening.starts <= span.ends
        )


Chosen = Sequence[tuple[InLine, Opening]]


def choose(line: Iterable[InLine], rooms: Iterable[Opening]) -> Chosen:
    """Return who is offered which hour: first come first, the earliest that fits."""
    of_kind: dict[tuple[int, int], list[Opening]] = defaultdict(list)
    for opening in sorted(rooms, key=lambda one: (one.day, one.starts, one.id)):
        of_kind[opening.kind].append(opening)
    chosen, asked = [], set()
    for one in line:
        if one.contact_id in asked:
            continue
        here = of_kind[one.kind]
        fitting = next((room for room in here if one.takes(room)), None)
        if fitting is not None:
            fitting.free -= one.size
            asked.add(one.contact_id)
            chosen.append((one, fitting))
    return chosen


def openings(
    cursor: sql.Cursor, slots: Sequence[int], now: datetime
) -> dict[int, Opening]:
    """Lock open slots that have room; how long an offer of each may stand."""
    minutes = USUAL[Kind.OFFER_MIN].value
    values = {"slots": list(slots), "now": now, "minutes": minutes}
    found = sql.fetch(cursor, QUERIES["lock_slots"], values)
    # Closures are looked for under the locks, as by whoever gives places away.
    opened = queries.open_slots([row[0] for row in found], now)
    return {row[0]: _opening(row, now) for row in found if row[0] in opened}


def first_in_line(
    cursor: sql.Cursor, slots: Sequence[int], keyring: Keyring
) -> list[InLine]:
    """Lock those who wait for what these slots offer, first come first."""
    values = {"slots": list(slots), "limit": MOST_AT_ONCE}
    return in_line(sql.fetch(cursor, QUERIES["next_in_line"], values), keyring)


def named(cursor: sql.Cursor, waiting_id: UUID, keyring: Keyring) -> list[InLine]:
    """Lock one who waits; nobody if they wait no more."""
    return in_line(sql.fetch(cursor, QUERIES["one_in_line"], [waiting_id]), keyring)


def _opening(row: Sequence[Any], now: datetime) -> Opening:
    id_, office, service, day, starts, starts_at, free, agency, *clock, minutes = row
    zone, begins, ends = clock
    said_at = Quiet(begins, ends, zone).next_good(now)
    until = said_at + timedelta(minutes=minutes)
    is_in_time = until + WAY <= starts_at
    return Opening(
        id_, office, service, day, starts, free, agency, said_at, until, is_in_time
    )


def in_line(rows: Sequence[Sequence[Any]], keyring: Keyring) -> list[InLine]:
    """Return those who wait from their rows."""
    line = []
    for id_, contact, agency, office, service, size, sealed, *rest in rows:
        first, last, begins, ends, refused = rest
        who = waiting.unsealed(keyring, id_, sealed)
        span = waiting.Span(first, last, begins, ends)
        line.append(
            InLine(
                id_, contact, agency, office, service, size, who, span,
                frozenset(refused),
            )
        )  # fmt: skip
    return line
