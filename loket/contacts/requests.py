"""
Requests about somebody's data: noted, proposed, approved by somebody else, done.

Two people of the office stand behind each: an officer who has checked who asks, and
another who agrees. What a citizen asked for by chat waits for the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.contacts.models import Ground, Refusal, RequestKind
from loket.contacts.states import RequestState, may_move
from loket.lib import audit, sql
from loket.lib.audit import Entry

QUERIES = sql.beside(__file__, "requests")

# UU 27/2022, articles 30 to 32, 40 and 41: "3 x 24 jam" after the request; secondary
# sources read 23 November 2026 (domain notes 2.3).
DUE = timedelta(hours=72)
# Our own choice, 29 November 2026: an approval to copy all that is known ages quickly.
COPY_FOR = timedelta(hours=24)

_encode = msgspec.json.Encoder().encode


class NotPossible(Exception):
    """The request is no longer in a state from which this can be done."""


class OwnRequest(Exception):
    """Whoever proposed it cannot be the one who approves it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody asked by chat for their data, or for its erasure."""

    agency_id: int
    contact_id: UUID
    kind: RequestKind
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    An officer has checked who asks. `ends_bookings` is their leave to cancel what is
    booked; `also` are booked persons whose data goes from bookings of others, too.
    """

    agency_id: int
    kind: RequestKind
    subject_id: UUID
    ground: Ground
    by: int
    ends_bookings: bool = False
    also: Sequence[UUID] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class _Locked:
    id: int
    state: RequestState
    kind: str
    agency_id: int
    subject_id: UUID
    asked_by: int | None

    def entry(self, what: str, **details: object) -> Entry:
        about = {"request": self.id, **details}
        action = f"{self.kind}.{what}"
        return Entry(action, str(self.subject_id), self.agency_id, details=about)


def ask(wishes: Sequence[Wish]) -> set[UUID]:
    """Note what was asked by chat; return those who had not asked it before."""
    if not wishes:
        return set()
    records = sql.rows(
        {
            "agency_id": one.agency_id,
            "kind": one.kind.value,
            "subject_id": one.contact_id,
            "asked_at": one.asked_at,
        }
        for one in wishes
    )
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["ask"], [records])
    return {contact for (contact,) in found}


def propose(proposal: Proposal, now: datetime) -> int:
    """
    Vouch for a request, making it if nobody asked by chat; return its number.

    :raises NotPossible: if it is approved already
    """
    values = {
        "agency": proposal.agency_id,
        "kind": proposal.kind.value,
        "subject": proposal.subject_id,
        "ground": proposal.ground.value,
        "by": proposal.by,
        "ends": proposal.ends_bookings,
        "also": _encode([str(id_) for id_ in proposal.also]).decode(),
        "now": now,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["propose"], values)
        if not found:
            raise NotPossible
        ((number,),) = found
        details = {
            "request": number,
            "ground": proposal.ground.value,
            "by": proposal.by,
        }
        entry = Entry(
            f"{proposal.kind.value}.proposed",
            str(proposal.subject_id),
            proposal.agency_id,
            details=details,
        )
        audit.record(cursor, [entry])
    return int(number)


def approve(number: int, by: int, now: datetime) -> None:
    """
    Agree to a request.

    :raises OwnRequest: if the same person proposed it
    :raises NotPossible: if it is not proposed
    """
    with transaction.atomic():
        locked = _lock(number, RequestState.APPROVED)
        if locked.asked_by == by:
            raise OwnRequest
        _run("approve", locked.entry("approved", by=by), id=number, by=by, now=now)


def refuse(number: int, why: Refusal, by: int, now: datetime) -> None:
    """
    Refuse a request, or note that it was withdrawn.

    :raises NotPossible: if it is approved or settled
    """
    with transaction.atomic():
        locked = _lock(number, RequestState.REFUSED)
        entry = locked.entry("refused", reason=why.value, by=by)
        _run("refuse", entry, id=number, by=by, now=now, why=why.value)


def give_back(number: int, reason: str) -> None:
    """
    Take an approval back, because something came between: it needs a second look.

    :raises NotPossible: if it is not approved
    """
    with transaction.atomic():
        locked = _lock(number, RequestState.PROPOSED, RequestState.APPROVED)
        _run("give_back", locked.entry("returned", reason=reason), id=number)


def finish(number: int, by: int | None, now: datetime) -> None:
    """
    Note that what was asked for is done: the copy was taken, the data is erased.

    :raises NotPossible: if it is not approved
    """
    with transaction.atomic():
        locked = _lock(number, RequestState.DONE)
        what = "taken" if locked.kind == RequestKind.EXPORT else "done"
        _run("finish", locked.entry(what, by=by), id=number, by=by, now=now)


def give_back_lapsed(now: datetime) -> int:
    """Take back the approval of copies that nobody took in time; return how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["lapsed"], [now - COPY_FOR])
        for (number,) in found:
            give_back(number, "not taken")
    return len(found)


def prepare(number: int, keys: Sequence[str]) -> None:
    """Keep the numbers and ids of somebody whose contact goes now."""
    _write("prepare", id=number, keys=_encode(list(keys)).decode())


def note_room(number: int, room: str, counts: Mapping[str, int]) -> None:
    """Note what went from a room, in the transaction in which it went."""
    packed = _encode({room: dict(counts)}).decode()
    _write("note_room", id=number, counts=packed)


def _lock(
    number: int, after: RequestState, only: RequestState | None = None
) -> _Locked:
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["lock"], [number])
    if not found:
        raise NotPossible
    state, *facts = found[0]
    locked = _Locked(number, RequestState(state), *facts)
    if not may_move(locked.state, after) or only not in (None, locked.state):
        raise NotPossible
    return locked


def _run(name: str, entry: Entry, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[name], values)
        audit.record(cursor, [entry])


def _write(name: str, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[name], values)
