"""
When officers of an agency answer by chat.

An agency sets its own hours; without any, officers answer when its first office is
open. While that office is closed, nobody answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices import calendars, queries
from loket.offices.calendar import DAY, Calendar
from loket.offices.models import Agency, AnsweringHours
from loket.offices.queries import OfficeRow

# Further ahead nobody is promised an answer; the longest run of holidays is shorter.
DAYS_AHEAD = 31

Span = tuple[int, time, time]
"""A weekday (Monday is 0), and from when until when, on the clock of the office."""


@dataclass(frozen=True, slots=True)
class Answering:
    """
    Whether officers answer now, else from when (UTC); None if nobody knows. `zone` is
    the IANA name of the clock by which they work.
    """

    is_staffed: bool
    opens_at: datetime | None
    zone: str


def find(agencies: Collection[int], now: datetime) -> dict[int, Answering]:
    """Return for each agency with an office when its officers answer."""
    offices = _first_offices(agencies)
    today = now.astimezone(UTC).date()
    # A day to either side: the offices have three zones.
    known = calendars.load(
        [office.id for office in offices.values()],
        today - DAY,
        today + timedelta(days=DAYS_AHEAD + 1),
    )
    own: dict[int, list[Span]] = defaultdict(list)
    for row in AnsweringHours.objects.filter(agency_id__in=list(offices)):
        own[row.agency_id].append((row.weekday, row.opens_at, row.closes_at))
    return {
        agency: _answering(known[office.id], own.get(agency), now)
        for agency, office in offices.items()
    }


def spans(agency: Agency) -> list[Span]:
    """Return the hours that an agency has set itself, in order."""
    rows = AnsweringHours.objects.filter(agency=agency)
    return list(rows.values_list("weekday", "opens_at", "closes_at"))


@transaction.atomic
def set_spans(agency: Agency, wanted: Iterable[Span]) -> None:
    """Set the hours in which an agency answers; none means those of its office."""
    week = list(wanted)
    AnsweringHours.objects.filter(agency=agency).delete()
    AnsweringHours.objects.bulk_create(
        AnsweringHours(agency=agency, weekday=weekday, opens_at=opens, closes_at=closes)
        for weekday, opens, closes in week
    )
    details = {"spans": week}
    audit.note(Entry("answering_hours.set", str(agency.pk), agency.pk, details=details))


def _first_offices(agencies: Collection[int]) -> dict[int, OfficeRow]:
    found: dict[int, OfficeRow] = {}
    for office in queries.offices().values():
        if office.agency_id in agencies:
            found.setdefault(office.agency_id, office)
    return found


def _answering(office: Calendar, own: list[Span] | None, now: datetime) -> Answering:
    calendar = office.with_week(calendars.weekly(own)) if own else office
    opening = calendar.next_opening(now)
    is_staffed = opening == now
    return Answering(is_staffed, None if is_staffed else opening, office.zone)
