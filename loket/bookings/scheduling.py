"""
What an ordinary week offers, and when it is released, as staff set it.

A new schedule counts at once for days that are open already, as far as nobody sits
there: an hour never takes fewer people than have it, and one that staff have set by
hand stays as they set it. A new release rule counts for what is not released yet; what
people can book today is not taken from them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from loket.bookings import locks, offers, opening, queries, releasing
from loket.bookings.models import Release, ReleaseKind, Schedule, Slot
from loket.bookings.releasing import DAY, Rule
from loket.lib import audit, sql
from loket.lib.audit import Entry
from loket.offices import calendars
from loket.offices.models import Office

QUERIES = sql.beside(__file__, "schedule")
PREVIEW_DAYS = 28


@dataclass(frozen=True, slots=True)
class Row:
    """What an hour of a weekday offers; 0 places take it out of the schedule."""

    weekday: int
    starts_at: time
    ends_at: time
    capacity: int


@dataclass(frozen=True, slots=True)
class Opening:
    """At a moment (UTC), so many places of these days open."""

    at: datetime
    days: Sequence[date]
    places: int


@transaction.atomic
def set_schedule(
    office: Office, service_id: int, rows: Sequence[Row], now: datetime
) -> int:
    """
    Set the ordinary week of a service at an office; return in how many hours of open
    days more people are booked than the new week offers. Those stay.
    """
    with connection.cursor() as cursor:
        locks.hours_of(cursor, [office.id])
        old = Schedule.objects.filter(office_id=office.id, service_id=service_id)
        values: dict[str, Any] = {
            "office_id": office.id,
            "service_id": service_id,
            "now": now,
            "old": sql.rows(old.values("weekday", "starts_at", "capacity")),
            "new": sql.rows(
                {
                    "weekday": row.weekday,
                    "starts_at": row.starts_at,
                    "capacity": row.capacity,
                }
                for row in rows
            ),
        }
        cursor.execute(QUERIES["lock"], values)
        adapted = sql.fetch(cursor, QUERIES["adapt"], values)
        old.delete()
        Schedule.objects.bulk_create(
            Schedule(
                office_id=office.id,
                service_id=service_id,
                weekday=row.weekday,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                capacity=row.capacity,
            )
            for row in rows
            if row.capacity
        )
        week = sum(row.capacity for row in rows)
        about = {"hours": len(rows), "places": week}
        entry = Entry(
            "schedule.set", str(service_id), office.agency_id, office.id, about
        )
        audit.record(cursor, [entry])
    offers.offer([slot for slot, _ in adapted], now)
    opening.open_days(now, [office.id])
    return sum(is_over for _, is_over in adapted)


@transaction.atomic
def set_release(office: Office, service_id: int, rule: Rule, now: datetime) -> None:
    """
    Set when the hours of a service at an office open; with a first rule, the service
    is offered there.

    :raises loket.bookings.releasing.BadRule: if the rule cannot be followed
    """
    releasing.check(rule)
    is_weekly = rule.weekday is not None
    values = {
        "kind": ReleaseKind.WEEKLY if is_weekly else ReleaseKind.ROLLING,
        "horizon_days": rule.horizon_days,
        "weekday": rule.weekday or 0,
        "weeks_ahead": rule.weeks_ahead,
        "opens_at": rule.opens_at,
        "later": [[f"{one.at:%H:%M:%S}", one.percent] for one in rule.later],
        "spread_minutes": rule.spread_minutes,
        "seed": rule.seed,
    }
    with connection.cursor() as cursor:
        locks.hours_of(cursor, [office.id])
        Release.objects.update_or_create(
            office_id=office.id, service_id=service_id, defaults=values
        )
        about = {k: str(v) for k, v in values.items() if k != "seed"}
        entry = Entry(
            "release.set", str(service_id), office.agency_id, office.id, about
        )
        audit.record(cursor, [entry])
    _put_off(office, service_id, rule, now)
    opening.open_days(now, [office.id])


def _put_off(office: Office, service_id: int, rule: Rule, now: datetime) -> None:
    """Let hours that were made, but are not released yet, follow the new rule."""
    slots = Slot.objects.filter(
        office_id=office.id, service_id=service_id, opens_at__gt=now
    ).select_for_update()
    zone = ZoneInfo(office.zone)
    waiting = list(slots.order_by("id"))
    for slot in waiting:
        first, *later = rule.portions(slot.day, zone, slot.starts, slot.capacity)
        slot.opens_at, slot.later = first.at, opening.packed(later)
    Slot.objects.bulk_update(waiting, ["opens_at", "later"])


@transaction.atomic
def stop_offering(office: Office, service_id: int) -> None:
    """Offer a service at an office no longer. Who has booked keeps the hour."""
    Release.objects.filter(office_id=office.id, service_id=service_id).delete()
    entry = Entry("release.removed", str(service_id), office.agency_id, office.id)
    with connection.cursor() as cursor:
        audit.record(cursor, [entry])


def outlook(
    office: Office, service_id: int, rule: Rule, now: datetime
) -> list[Opening]:
    """Return what a rule opens within four weeks, by moment, the next one first."""
    zone = ZoneInfo(office.zone)
    today = now.astimezone(zone).date()
    last = today + timedelta(days=PREVIEW_DAYS + releasing.FURTHEST_DAYS)
    calendar = calendars.load([office.id], today, last)[office.id]
    week = defaultdict(list)
    for row in Schedule.objects.filter(office_id=office.id, service_id=service_id):
        week[row.weekday].append(row)
    opened: dict[datetime, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for n in range((last - today).days + 1):
        day = today + DAY * n
        for row in week[day.weekday()]:
            if not any(
                s.opens <= row.starts_at and row.ends_at <= s.closes
                for s in calendar.spans(day)
            ):
                continue
            for at, places in rule.portions(day, zone, row.starts_at, row.capacity):
                opened[at][day] += places
    until = now + timedelta(days=PREVIEW_DAYS)
    return [
        Opening(at, sorted(days), sum(days.values()))
        for at, days in sorted(opened.items())
        if now < at <= until
    ]


def rule_of(office: Office, service_id: int) -> Rule | None:
    """Return the release rule of a service at an office, None if it is not offered."""
    return queries.releases().get((office.id, service_id))
