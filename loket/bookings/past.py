"""
What the numbers of a batch took before, and what counts for them at their offices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from loket.bookings.allocation import Request
from loket.bookings.limits import Kind, Verdict, usual
from loket.bookings.states import BookingState
from loket.lib import sql, together

QUERIES = sql.beside(__file__, "limits")
# Nothing older counts for any limit.
LONGEST = timedelta(days=366)

Rows = Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Before:
    """A booking or hold that a number made before; `by_staff` says who ended it."""

    id: UUID
    slot_id: int
    service_id: int
    state: BookingState
    size: int
    made_at: datetime
    changed_at: datetime
    was_booked: bool
    is_past: bool
    by_staff: bool


@dataclass
class Past:
    """
    The service of each slot that is asked for, figures by office, rulings by office and
    contact, and what each contact took in the last year.
    """

    services: dict[int, int] = field(default_factory=dict)
    figures: dict[int, dict[Kind, int]] = field(default_factory=dict)
    rulings: dict[tuple[int, UUID], tuple[Verdict, datetime]] = field(
        default_factory=dict
    )
    history: dict[UUID, list[Before]] = field(default_factory=lambda: defaultdict(list))

    def fill(self, hours: Rows, rules: Rows, history: Rows) -> None:
        """Take what was found."""
        for slot, office, service in hours:
            self.services[slot] = service
            self.figures[office] = usual()
        for office, contact, word, figure, until in rules:
            if contact is None:
                self.figures[office][Kind(word)] = figure
            else:
                self.rulings[office, contact] = Verdict(word), until
        for contact, id_, slot, service, state, *rest in history:
            before = Before(id_, slot, service, BookingState(state), *rest)
            self.history[contact].append(before)

    def held(self, request: Request) -> Iterator[Before]:
        """The holds that who asks has already, of the service they ask for."""
        if request.contact_id in self.history:
            for one in self.history[request.contact_id]:
                is_held = one.state is BookingState.HELD
                if is_held and one.service_id == self.services.get(request.slot_id):
                    yield one

    def give_back(self, ended: Collection[UUID], now: datetime) -> None:
        """Let holds be given back that are so meanwhile."""
        for taken in self.history.values():
            for n, one in enumerate(taken):
                if one.id in ended:
                    state = BookingState.CANCELLED
                    taken[n] = replace(one, state=state, changed_at=now)


@contextmanager
def look(requests: Sequence[Request]) -> Iterator[Past]:
    """
    Look for the past of who asks. What is yielded is filled at the end; PostgreSQL
    looks while the caller does something else.
    """
    past = Past()
    now = requests[0].now
    contacts = {r.contact_id for r in requests if r.contact_id is not None}
    values: dict[str, Any] = {
        "slots": sorted({r.slot_id for r in requests}),
        "contacts": sql.uuids(contacts),
        "now": now,
        "since": now - LONGEST,
    }
    with (
        connection.cursor() as hours,
        connection.cursor() as rules,
        connection.cursor() as history,
    ):
        with together.sent(connection):
            hours.execute(QUERIES["hours"], values)
            rules.execute(QUERIES["rules"], values)
            history.execute(QUERIES["history"], values)
            yield past
        past.fill(hours.fetchall(), rules.fetchall(), history.fetchall())
