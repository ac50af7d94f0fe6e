"""
Setting when an office is open: its ordinary week, and weeks that count for a time.

Rows only. Who books is not known here: `bookings.changes` wraps these where people may
have to be moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from django.db import connection, transaction

from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices.calendar import Span
from loket.offices.models import DatedWeek, Office, OpeningHours

WEEKDAYS = range(7)
Spans = Mapping[int, tuple[Span, ...]]


class BadWeek(ValueError):
    """Hours that cannot be kept: "order" if a span runs backward, "overlap"."""


@dataclass(frozen=True, slots=True)
class Frame:
    """For which days a dated week counts, and where that stands."""

    name: str
    first: date
    last: date | None
    source: str


def check(spans: Spans) -> None:
    """
    Test the hours of a week.

    :raises BadWeek: if a span ends before it begins, or two of a day overlap
    """
    for some in spans.values():
        until = time.min
        for span in sorted(some):
            if span.opens >= span.closes:
                raise BadWeek("order")
            if span.opens < until:
                raise BadWeek("overlap")
            until = span.closes


@transaction.atomic
def set_week(office: Office, spans: Spans, week: DatedWeek | None = None) -> None:
    """
    Set the hours of an office's ordinary week, or of a dated one of its own.

    :raises BadWeek: see `check`
    """
    check(spans)
    OpeningHours.objects.filter(office=office, week=week).delete()
    OpeningHours.objects.bulk_create(_rows(office, spans, week))
    about = {"week": week.id if week else None, "hours": _told(spans)}
    _record(Entry("hours.set", str(office.id), office.agency_id, office.id, about))


@transaction.atomic
def add_dated(office: Office, frame: Frame, spans: Spans) -> DatedWeek:
    """
    Add a week that takes the place of the ordinary one for a time.

    :raises BadWeek: see `check`; "dates" if it ends before it begins
    """
    if frame.last is not None and frame.last < frame.first:
        raise BadWeek("dates")
    week = DatedWeek.objects.create(
        office=office,
        name=frame.name,
        first=frame.first,
        last=frame.last,
        source=frame.source,
    )
    set_week(office, spans, week)
    return week


@transaction.atomic
def remove_dated(week: DatedWeek) -> None:
    """Let the ordinary week count again."""
    office = week.office
    about = {"first": week.first, "last": week.last}
    entry = Entry("hours.removed", str(week.id), office.agency_id, office.id, about)
    DatedWeek.objects.filter(id=week.id).delete()
    _record(entry)


def spans_of(office: Office, week: DatedWeek | None = None) -> Spans:
    """Return the hours of the ordinary week, or of a dated one."""
    found: dict[int, tuple[Span, ...]] = {}
    for row in OpeningHours.objects.filter(office=office, week=week):
        found[row.weekday] = (
            *found.get(row.weekday, ()),
            Span(row.opens_at, row.closes_at),
        )
    return found


def _rows(
    office: Office, spans: Spans, week: DatedWeek | None
) -> Iterable[OpeningHours]:
    for weekday, some in sorted(spans.items()):
        for opens, closes in sorted(some):
            yield OpeningHours(
                office=office,
                week=week,
                weekday=weekday,
                opens_at=opens,
                closes_at=closes,
            )


def _told(spans: Spans) -> dict[str, list[str]]:
    return {
        str(weekday): [f"{s.opens:%H:%M}-{s.closes:%H:%M}" for s in sorted(some)]
        for weekday, some in sorted(spans.items())
        if some
    }


def _record(entry: Entry) -> None:
    with connection.cursor() as cursor:
        audit.record(cursor, [entry])
