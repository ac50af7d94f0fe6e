"""
When officers of an agency answer by chat.

An agency sets its own hours; without any, officers answer when its first office is
open. On a day on which that office is closed, nobody answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from loket.lib import audit
from loket.lib.audit import Entry
from loket.offices import queries
from loket.offices.models import Agency, AnsweringHours, OpeningHours
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
    closed = queries.closures(
        today - timedelta(days=1), today + timedelta(days=DAYS_AHEAD + 1)
    )
    own = _spans(
        "agency_id", AnsweringHours.objects.filter(agency_id__in=list(offices))
    )
    opened = _spans(
        "office_id",
        OpeningHours.objects.filter(office_id__in=[o.id for o in offices.values()]),
    )
    return {
        agency: _answering(
            office, own.get(agency) or opened.get(office.id, []), closed, now
        )
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


def _spans(owner: str, rows: Any) -> dict[int, list[Span]]:
    values = rows.order_by(owner, "weekday", "opens_at").values_list(
        owner, "weekday", "opens_at", "closes_at"
    )
    return {
        id_: [(weekday, opens, closes) for _, weekday, opens, closes in group]
        for id_, group in groupby(values, key=lambda row: row[0])
    }


def _answering(
    office: OfficeRow,
    wanted: Sequence[Span],
    closed: Mapping[tuple[int, date], object],
    now: datetime,
) -> Answering:
    today = now.astimezone(office.tz).date()
    for day in queries.days_from(today, DAYS_AHEAD):
        if (office.id, day) in closed:
            continue
        for weekday, opens, closes in wanted:
            begins, ends = _moments(day, opens, closes, office.tz)
            if weekday == day.weekday() and now < ends:
                is_staffed = begins <= now
                return Answering(
                    is_staffed, None if is_staffed else begins, office.zone
                )
    return Answering(is_staffed=False, opens_at=None, zone=office.zone)


def _moments(
    day: date, opens: time, closes: time, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, opens, zone).astimezone(UTC)
    return begins, datetime.combine(day, closes, zone).astimezone(UTC)
