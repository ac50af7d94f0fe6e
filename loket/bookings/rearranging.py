"""
Closing hours under people who have booked them: all that follows, in one transaction.

Hours are locked, the change is written, everybody who is in a closed hour by then gets
another one or none, and each is written a notice. A preview does the same and takes it
back, so that what was shown is what will be done. If anybody were left in a closed
hour, nothing of it would happen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from loket.bookings import displaced, locks, offers, reminders
from loket.bookings.changes import SEARCH_DAYS, Change, Effect
from loket.bookings.ending import end
from loket.bookings.models import Rearrangement
from loket.bookings.placing import Hour, Outcome, Placed, Visit, Wish, decide
from loket.bookings.releasing import DAY
from loket.bookings.states import BookingState
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.lib.live import changes
from loket.partners import hooks
from loket.partners.hooks import HookKind, Told

QUERIES = sql.beside(__file__, "rearrange")


class StillThere(RuntimeError):
    """Somebody would have been left in a closed hour; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, or would be. `told` are the bookings that get a message."""

    outcome: Outcome
    told: set[UUID]
    ids: Sequence[int] = ()


class _TakenBack(Exception):
    """Ends the transaction of a preview."""


def preview(change: Change, wish: Wish, now: datetime) -> Done:
    """
    Return what a change would do, without doing it.

    :raises loket.offices.weeks.BadWeek: if the new hours cannot be kept
    """
    found: list[Done] = []
    try:
        with transaction.atomic():
            found.append(_carry_out(change, wish, now, None))
            raise _TakenBack
    except _TakenBack:
        return found[0]


@transaction.atomic
def apply(change: Change, wish: Wish, now: datetime, by: int | None) -> Done:
    """
    Change hours, move or cancel whoever is in them, and tell each. `by` is the officer.

    :raises StillThere: if somebody would be left in a closed hour
    """
    return _carry_out(change, wish, now, by)


def _carry_out(change: Change, wish: Wish, now: datetime, by: int | None) -> Done:
    with connection.cursor() as cursor:
        locks.hours_of(cursor, [office.id for office in change.offices])
        hours = _lock(cursor, change, now)
        effect = change.write(hours)
        visits = _visits(cursor, effect.limits)
        outcome = decide(hours, visits, effect.limits, wish, now)
        _write(cursor, outcome, now)
        _settle(cursor, effect, outcome, hours)
        made = _remember(change, effect, outcome, now, by)
        told = displaced.tell(change.offices, made, outcome, now)
        _note(cursor, effect, outcome, change)
        # Whoever lost an hour comes first; what is free then goes to those who wait.
        offers.offer(hours, now)
    return Done(outcome, told, [one.id for one in made.values()])


def _lock(cursor: sql.Cursor, change: Change, now: datetime) -> dict[int, Hour]:
    first, last = change.days
    values = {
        "offices": [office.id for office in change.offices],
        "first": first,
        "until": last + SEARCH_DAYS,
        "now": now,
    }
    cursor.execute(QUERIES["lock"], values)
    return {row[0]: Hour(*row) for row in sql.fetch(cursor, QUERIES["hours"], values)}


def _visits(cursor: sql.Cursor, slots: Iterable[int]) -> list[Visit]:
    found = sql.fetch(cursor, QUERIES["visits"], [sorted(slots)])
    return [
        Visit(id_, slot, size, BookingState(state), *rest)
        for id_, slot, size, state, *rest in found
    ]


def _write(cursor: sql.Cursor, outcome: Outcome, now: datetime) -> None:
    """Move and cancel people; holds are simply given back."""
    held, booked = {BookingState.HELD}, {BookingState.BOOKED}
    end([(one.id, None) for one in outcome.holds], BookingState.CANCELLED, held, now)
    gone = [(one.visit.id, None) for one in outcome.cancelled]
    end(gone, BookingState.CANCELLED, booked, now)
    reminders.withdraw(id_ for id_, _ in gone)
    more: Counter[int] = Counter()
    moved = []
    for one in outcome.moved:
        if one.after is not None:
            more[one.after.id] += one.visit.size
            more[one.before.id] -= one.visit.size
            moved.append({"id": one.visit.id, "slot_id": one.after.id})
    places = [{"slot_id": slot, "more": size} for slot, size in sorted(more.items())]
    values = {"moved": sql.rows(moved), "places": sql.rows(places), "now": now}
    cursor.execute(QUERIES["move"], values)
    reminders.renew([one.visit.id for one in outcome.moved], now)
    kind = HookKind.BOOKING_MOVED
    told = (Told(kind, one.visit.id, one.before.office_id) for one in outcome.moved)
    hooks.tell(cursor, told, now)


def _settle(
    cursor: sql.Cursor, effect: Effect, outcome: Outcome, hours: dict[int, Hour]
) -> None:
    """Set what the hours offer from now on, and look that nobody is left in them."""
    if effect.lowers:
        limits = [
            {"slot_id": slot, "capacity": outcome.kept[slot]} for slot in effect.limits
        ]
        cursor.execute(QUERIES["limit"], [sql.rows(limits)])
    if effect.switched:
        switched = [
            {"slot_id": slot, "is_off": is_off}
            for slot, is_off in effect.switched.items()
        ]
        cursor.execute(QUERIES["switch"], [sql.rows(switched)])
    shut = [slot for slot, limit in effect.limits.items() if limit == 0]
    ((left,),) = sql.fetch(cursor, QUERIES["still_there"], [shut])
    if left:
        raise StillThere(f"{left} in {len(shut)} of {len(hours)} hours")


def _remember(
    change: Change, effect: Effect, outcome: Outcome, now: datetime, by: int | None
) -> dict[int, Rearrangement]:
    """Keep what was done, by office; nothing where nobody lost an hour."""
    first, last = change.days
    return {
        office: Rearrangement.objects.create(
            office_id=office,
            kind=change.kind,
            reason=change.reason,
            first=first,
            last=last,
            undo=effect.undo,
            staff_id=by,
            made_at=now,
        )
        for office in sorted({one.before.office_id for one in outcome.placed})
    }


def _note(cursor: sql.Cursor, effect: Effect, outcome: Outcome, change: Change) -> None:
    """Tell live screens, and write into the list of what was done."""
    agencies = {office.id: office.agency_id for office in change.offices}
    first, last = change.days
    touched = {
        (office, first + DAY * n)
        for office in agencies
        for n in range((last - first).days + 1)
    }
    for one in outcome.placed:
        touched |= {(h.office_id, h.day) for h in (one.before, one.after) if h}
    changes.record(cursor, sorted(f"office:{o}:{day}" for o, day in touched))
    entries = [_entry(one, agencies[one.before.office_id]) for one in outcome.placed]
    audit.record(cursor, [*effect.entries, *entries])


def _entry(one: Placed, agency_id: int) -> Entry:
    was = reminders.hour(one.before.day, one.before.starts)
    after = one.after
    about = {"from": was}
    if after is not None:
        about["to"] = reminders.hour(after.day, after.starts)
    action = "booking.moved" if after else "booking.cancelled"
    return Entry(action, str(one.visit.id), agency_id, one.before.office_id, about)
