"""
Ending bookings: cancelled, released, expired. Places come back, people may book
anew. Slots are locked first and in one order, like everywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from loket.bookings.states import MOVES, BookingState
from loket.lib import sql
from loket.lib.live import changes
from loket.partners import hooks
from loket.partners.hooks import HookKind, Told

QUERIES = sql.beside(__file__, "change")

Pair = tuple[UUID, UUID | None]


def end(
    pairs: Sequence[Pair],
    after: BookingState,
    before: Collection[BookingState],
    now: datetime,
    *,
    also_lock: Sequence[int] = (),
    due: datetime | None = None,
) -> set[UUID]:
    """
    End bookings that stand in one of the states `before`; return those ended.

    A pair is a booking and the contact it must belong to, None for any. With `due`,
    only holds that ended by then. `also_lock` are slots that the caller will need.
    """
    if any(after not in MOVES[state] for state in before):
        raise ValueError(f"no move to {after}")
    if not pairs:
        return set()
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["slots_of"], [[id_ for id_, _ in pairs]])
        slots = {slot for (slot,) in found} | set(also_lock)
        cursor.execute(QUERIES["lock"], [sorted(slots)])
        asked = sql.rows({"id": id_, "contact_id": contact} for id_, contact in pairs)
        # A hold that is given back was nothing that anybody was told of.
        booked = _booked(cursor, pairs) if BookingState.BOOKED in before else set()
        ended = sql.fetch(
            cursor,
            QUERIES["end"],
            {
                "asked": asked,
                "state": after.value,
                "before": [state.value for state in before],
                "now": now,
                "due": due,
            },
        )
        changes.record(cursor, (f"office:{office}:{day}" for _, office, day in ended))
        kind = HookKind.BOOKING_CANCELLED
        told = (Told(kind, id_, office) for id_, office, _ in ended if id_ in booked)
        hooks.tell(cursor, told, now)
    return {id_ for id_, _, _ in ended}


def _booked(cursor: sql.Cursor, pairs: Sequence[Pair]) -> set[UUID]:
    """Lock bookings, and return those that are booked."""
    wanted = [sorted(id_ for id_, _ in pairs)]
    return {id_ for (id_,) in sql.fetch(cursor, QUERIES["booked"], wanted)}


def expire(now: datetime, limit: int = 500) -> set[UUID]:
    """End the holds whose time is over; return which."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["due_holds"], [now, limit])
    pairs: list[Pair] = [(id_, None) for (id_,) in found]
    return end(pairs, BookingState.EXPIRED, {BookingState.HELD}, now, due=now)
