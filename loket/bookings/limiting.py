"""
Which limits the numbers of a batch have reached.

Limits are for touts: one number that takes places for many, that lets them go at the
last moment, or that does not come (domain notes 1.3, lessons 3 and 5). They never
accuse: whoever reaches one is told what to do instead, and a person may lift them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection

from loket.bookings.allocation import Over, Request, Room
from loket.bookings.limits import Figures, Kind, Verdict, usual
from loket.bookings.past import QUERIES, Before, Past
from loket.bookings.states import LIVE, TAKING, BookingState
from loket.lib import sql

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOOKED = frozenset(TAKING - {BookingState.HELD})


def over(
    requests: Sequence[Request], rooms: Mapping[int, Room], past: Past, now: datetime
) -> dict[int, Over]:
    """Return, by position, who has reached a limit of the office they ask."""
    asked = {
        n: (rooms[r.slot_id].office_id, r.contact_id, len(r.people))
        for n, r in enumerate(requests)
        if r.slot_id in rooms and r.contact_id is not None
    }
    # In a rush nearly all are here for the first time, and judged alike.
    first_time = {
        (office, size): judge((), size, past.figures[office], now)
        for office, size in {(office, size) for office, _, size in asked.values()}
    }
    found = {
        n: judge(past.history[contact], size, past.figures[office], now)
        if contact in past.history
        else first_time[office, size]
        for n, (office, contact, size) in asked.items()
        if (office, contact) not in past.rulings
    }
    return {n: one for n, one in found.items() if one} | {
        n: Over(None, until=until)
        for n, (office, contact, _) in asked.items()
        for verdict, until in [past.rulings.get((office, contact), (None, now))]
        if verdict is Verdict.LIMIT
    }


def judge(
    history: Sequence[Before], size: int, figures: Figures, now: datetime
) -> Over | None:
    """Return the first limit that so many more people would go beyond, None if none."""
    live = [b for b in history if b.state in LIVE and not b.is_past]
    recent = [b for b in history if b.made_at > now - HOUR]
    today = [b for b in history if b.made_at > now - DAY and b.state in BOOKED]
    counts = {
        Kind.LIVE_BOOKINGS: len(live) + 1,
        Kind.LIVE_PEOPLE: sum(b.size for b in live) + size,
        Kind.HOLDS_AN_HOUR: len(recent) + 1,
        Kind.BOOKINGS_A_DAY: len(today) + 1,
    }
    reached = next((k for k, count in counts.items() if count > figures[k]), None)
    if reached is not None:
        return Over(reached, figures[reached], _again(reached, recent, today))
    return _pause(history, figures, now)


def _again(
    kind: Kind, recent: Sequence[Before], today: Sequence[Before]
) -> datetime | None:
    """When there is room again by itself, where time alone gives it."""
    if kind is Kind.HOLDS_AN_HOUR and recent:
        return min(b.made_at for b in recent) + HOUR
    if kind is Kind.BOOKINGS_A_DAY and today:
        return min(b.made_at for b in today) + DAY
    return None


def _pause(history: Sequence[Before], figures: Figures, now: datetime) -> Over | None:
    missed = [b for b in history if b.state is BookingState.NO_SHOW]
    dropped = [
        b
        for b in history
        if b.state is BookingState.CANCELLED and b.was_booked and not b.by_staff
    ]
    pauses = (
        (Kind.NO_SHOWS, missed, Kind.NO_SHOW_DAYS, Kind.NO_SHOW_PAUSE_DAYS),
        (
            Kind.CANCELLATIONS,
            dropped,
            Kind.CANCELLATION_DAYS,
            Kind.CANCELLATION_PAUSE_DAYS,
        ),
    )
    for kind, ended, within, pause in pauses:
        since = now - timedelta(days=figures[within])
        counted = [b.changed_at for b in ended if b.changed_at > since]
        until = max(counted, default=since) + timedelta(days=figures[pause])
        if len(counted) >= figures[kind] and until > now:
            return Over(kind, len(counted), until)
    return None


def figures_of(office_id: int) -> dict[Kind, int]:
    """Return what counts at an office: its own figures, else the usual ones."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["figures"], [[office_id]])
    return usual() | {Kind(kind): value for _, kind, value in found}
