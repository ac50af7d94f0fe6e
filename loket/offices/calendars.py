"""Reading working calendars: a few rows for many offices, in two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, time
from typing import Any

from django.db import connection

from loket.lib import once, sql
from loket.offices.calendar import MIDNIGHT, Calendar, ClosedTime, Span, WeekHours

QUERIES = sql.beside(__file__, "calendar")

Spans = Mapping[int, tuple[Span, ...]]


def load(office_ids: Collection[int], first: date, last: date) -> dict[int, Calendar]:
    """
    Return the calendar of each office that exists, for the days from `first` to `last`.

    Read them once for a question and ask them as often as you like: what they find is
    kept in them, and they see no later change.
    """
    return dict(_load(tuple(sorted(office_ids)), first, last))


@once.read
def _load(office_ids: Sequence[int], first: date, last: date) -> Mapping[int, Calendar]:
    values = {"offices": list(office_ids), "first": first, "last": last}
    with connection.cursor() as cursor:
        hours = sql.fetch(cursor, QUERIES["hours"], values)
        closed = sql.fetch(cursor, QUERIES["closed"], values)
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for office, *rest in hours:
        found[office].append(tuple(rest))
    shut = _closed(closed)
    return {
        office: Calendar(
            office, rows[0][0], first, last, _weeks(rows), shut.get(office, {})
        )
        for office, rows in found.items()
    }


def digest() -> str:
    """Return a word that changes with anything that a calendar is made of."""
    with connection.cursor() as cursor:
        ((found,),) = sql.fetch(cursor, QUERIES["digest"])
    return str(found)


def weekly(rows: Sequence[tuple[int, time, time]]) -> Spans:
    """Return (weekday, opens, closes) as the spans of each weekday, in order."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for weekday, opens, closes in sorted(rows):
        spans[weekday].append(Span(opens, closes))
    return {weekday: tuple(some) for weekday, some in spans.items()}


def _weeks(rows: Sequence[tuple[Any, ...]]) -> list[WeekHours]:
    """Rows are (zone, week, first, last, name, weekday, opens, closes)."""
    frames: dict[int | None, tuple[date | None, date | None, str]] = {}
    hours: dict[int | None, list[tuple[int, time, time]]] = defaultdict(list)
    for _zone, week, first, last, name, *span in rows:
        frames[week] = (first, last, name)
        if span[0] is not None:
            hours[week].append((span[0], span[1], span[2]))
    return [
        WeekHours(weekly(hours[week]), *frame)
        for week, frame in sorted(frames.items(), key=lambda one: -(one[0] or 0))
    ]


def _closed(rows: Sequence[tuple[Any, ...]]) -> dict[int, dict[date, list[ClosedTime]]]:
    found: dict[int, dict[date, list[ClosedTime]]] = defaultdict(dict)
    for office, day, starts, ends, reason in rows:
        time_ = ClosedTime(starts or time.min, ends or MIDNIGHT, reason)
        found[office].setdefault(day, []).append(time_)
    return found
