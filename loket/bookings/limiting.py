"""
Which limits the numbers of a batch have reached.

Limits are for touts: one number that takes places for many, that lets them go at the
last moment, or that does not come (domain notes 1.3, lessons 3 and 5). They never
accuse: whoever reaches one is told what to do instead, and a person may lift them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from loket.bookings.allocation import Over, Request, Room
from loket.bookings.limits import Figures, Kind, Verdict, usual
from loket.bookings.states import LIVE, TAKING, BookingState
from loket.lib import sql, together

QUERIES = sql.beside(__file__, "limits")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Nothing older counts for any limit.
LONGEST = timedelta(days=366)
BOOKED = frozenset(TAKING - {BookingState.HELD})

# An office, a contact, and for how many people.
_Asking = tuple[int, UUID, int]


@dataclass(frozen=True, slots=True)
class Before:
    """A booking or hold that a number made before; `by_staff` says who ended it."""

    state: BookingState
    size: int
    made_at: datetime
    changed_at: datetime
    was_booked: bool
    is_past: bool
    by_staff: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts for a batch: figures by office, and rulings by office and contact."""

    figures: Mapping[int, Figures]
    rulings: Mapping[tuple[int, UUID], tuple[Verdict, datetime]]


@dataclass
class _Read:
    limits: dict[int, dict[Kind, int]] = field(default_factory=dict)
    rulings: dict[tuple[int, UUID], tuple[Verdict, datetime]] = field(
        default_factory=dict
    )


@contextmanager
def look(
    requests: Sequence[Request], rooms: Mapping[int, Room]
) -> Iterator[Mapping[int, Over]]:
    """
    Look for who has reached a limit of the office they ask, by position: what is
    yielded is filled at the end, whatever the caller does meanwhile.
    """
    asked = {
        n: (rooms[r.slot_id].office_id, r.contact_id, len(r.people))
        for n, r in enumerate(requests)
        if r.slot_id in rooms and r.contact_id is not None
    }
    found: dict[int, Over] = {}
    if not asked:
        yield found
        return
    now = requests[0].now
    offices = {office for office, _, _ in asked.values()}
    values: dict[str, Any] = {
        "offices": sorted(offices),
        "contacts": sql.uuids({contact for _, contact, _ in asked.values()}),
        "now": now,
        "since": now - LONGEST,
    }
    with connection.cursor() as rules, connection.cursor() as history:
        with together.sent(connection):
            rules.execute(QUERIES["rules"], values)
            history.execute(QUERIES["history"], values)
            yield found
        read = _rules(offices, rules.fetchall())
        found.update(_over(asked, read, _history(history.fetchall()), now))


def _over(
    asked: Mapping[int, _Asking],
    rules: Rules,
    history: Mapping[UUID, Sequence[Before]],
    now: datetime,
) -> dict[int, Over]:
    # In a rush nearly all are here for the first time, and judged alike.
    first_time = {
        (office, size): judge((), size, rules.figures[office], now)
        for office, size in {(office, size) for office, _, size in asked.values()}
    }
    found = {
        n: judge(history[contact], size, rules.figures[office], now)
        if contact in history
        else first_time[office, size]
        for n, (office, contact, size) in asked.items()
        if (office, contact) not in rules.rulings
    }
    return {n: one for n, one in found.items() if one} | {
        n: Over(None, until=until)
        for n, (office, contact, _) in asked.items()
        for verdict, until in [rules.rulings.get((office, contact), (None, now))]
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


def _rules(offices: Collection[int], rows: Iterable[Sequence[Any]]) -> Rules:
    read = _Read({office: usual() for office in offices})
    for office, contact, word, figure, until in rows:
        if contact is None:
            read.limits[office][Kind(word)] = figure
        else:
            read.rulings[office, contact] = Verdict(word), until
    return Rules(read.limits, read.rulings)


def _history(rows: Iterable[Sequence[Any]]) -> Mapping[UUID, Sequence[Before]]:
    history: dict[UUID, list[Before]] = defaultdict(list)
    for contact, state, *rest in rows:
        history[contact].append(Before(BookingState(state), *rest))
    return history
