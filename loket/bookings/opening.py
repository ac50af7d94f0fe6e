"""
Making the hours that can be booked, a day before they are released, so that each
opens at its moment and not when a chore comes by.

What the schedule offers counts where the office's week has it open; closed days are
made as well, so that a day which opens again has its hours at once. Running it again
adds what is missing and changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from loket.bookings import locks, offers, queries
from loket.bookings.queries import OfficeService
from loket.bookings.releasing import DAY, FURTHEST_DAYS, Portion, Rule
from loket.lib import sql
from loket.lib.live import changes
from loket.offices import calendars
from loket.offices.calendar import Calendar

QUERIES = sql.beside(__file__, "opening")
AHEAD = timedelta(days=1)

Rules = dict[OfficeService, Rule]


def open_days(now: datetime, offices: Collection[int] | None = None) -> None:
    """Make the hours of all days that are released by tomorrow, where they miss."""
    rules = {
        key: rule
        for key, rule in queries.releases().items()
        if offices is None or key[0] in offices
    }
    with transaction.atomic(), connection.cursor() as cursor:
        locks.hours_of(cursor, {office for office, _ in rules}, is_shared=True)
        known = _calendars(rules, now)
        days = [
            {"office_id": office, "service_id": service, "day": day}
            for (office, service), rule in rules.items()
            if office in known
            for day in _days(rule, known[office], now)
        ]
        values = {"days": sql.rows(days), "spans": sql.rows(_spans(known, days))}
        missing = sql.fetch(cursor, QUERIES["missing"], values)
        made = [_slot(row, rules, known) for row in missing]
        if made:
            slots = sql.fetch(cursor, QUERIES["make"], [sql.rows(made)])
            offers.offer([id_ for id_, opens_at in slots if opens_at <= now], now)
            changes.record(cursor, sorted({f"office:{m[0]}:{m[2]}" for m in missing}))


def _calendars(rules: Rules, now: datetime) -> dict[int, Calendar]:
    offices = {office for office, _ in rules}
    if not offices:
        return {}
    first = now.date() - DAY
    return calendars.load(offices, first, first + timedelta(days=FURTHEST_DAYS + 3))


def _days(rule: Rule, calendar: Calendar, now: datetime) -> Iterator[date]:
    zone = ZoneInfo(calendar.zone)
    day, last = now.astimezone(zone).date(), rule.last_day(now + AHEAD, zone)
    while day <= last:
        yield day
        day += DAY


def _spans(
    known: dict[int, Calendar], days: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    wanted = {(one["office_id"], one["day"]) for one in days}
    return [
        {"office_id": office, "day": day, "opens": span.opens, "closes": span.closes}
        for office, day in sorted(wanted)
        for span in known[office].week_spans(day)
    ]


def _slot(
    row: tuple[Any, ...], rules: Rules, known: dict[int, Calendar]
) -> dict[str, Any]:
    office, service, day, starts, ends, capacity, starts_at = row
    rule, zone = rules[office, service], ZoneInfo(known[office].zone)
    first, *later = rule.portions(day, zone, starts, capacity)
    return {
        "office_id": office,
        "service_id": service,
        "day": day,
        "starts": starts,
        "ends": ends,
        "starts_at": starts_at,
        "capacity": capacity,
        "opens_at": first.at,
        "later": packed(later),
    }


def packed(later: Sequence[Portion]) -> list[list[int]] | None:
    """Return portions as a slot keeps them."""
    return [[int(one.at.timestamp()), one.places] for one in later] or None
