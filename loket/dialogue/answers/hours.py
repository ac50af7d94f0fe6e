"""
Answers about free hours, and the true reason where there is none.

A day without a free hour is past, closed, not yet released, full, or in trouble:
released and open but without any slot, which only we can have caused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loket.bookings import queries as bookings
from loket.bookings.queries import DayPlaces
from loket.bookings.releasing import Rule
from loket.dialogue.answers.offices import office_view
from loket.dialogue.commands import (
    DayView,
    FreeDays,
    FreeHours,
    HourView,
    NearestFree,
    NoHour,
    OfficeView,
    WhyNot,
)
from loket.offices import calendars
from loket.offices import queries as offices
from loket.offices.calendar import Calendar
from loket.offices.queries import OfficeRow

_MOST_OFFICES = 3


@dataclass(frozen=True, slots=True)
class Almanac:
    """When offices are open and what is released, for one batch."""

    offices: Mapping[int, OfficeRow]
    calendars: Mapping[int, Calendar]
    releases: Mapping[tuple[int, int], Rule]


def read_almanac(first: date, last: date) -> Almanac:
    """Read the calendar of all offices between two days."""
    rows = offices.offices()
    return Almanac(rows, calendars.load(rows, first, last), bookings.releases())


def free_days(asked: Sequence[FreeDays]) -> list[list[DayView]]:
    """The asked days of each, with places or the reason why there are none."""
    last = max(one.first + timedelta(days=one.days) for one in asked)
    almanac = read_almanac(min(one.first for one in asked), last)
    found = bookings.days(
        [(a.office_id, a.service_id, a.first, a.days) for a in asked], asked[0].now
    )
    return [
        [_day_view(one, day, almanac, places) for day in _days(one)]
        for one, places in zip(asked, found, strict=True)
    ]


def _days(one: FreeDays) -> list[date]:
    return offices.days_from(one.first, one.days)


def _day_view(
    one: FreeDays, day: date, almanac: Almanac, places: Mapping[date, DayPlaces]
) -> DayView:
    key = (one.office_id, one.service_id)
    why = why_not(almanac, key, day, places.get(day), one.now)
    return DayView(day, 0 if why else places[day].free, why)


def why_not(
    almanac: Almanac,
    office_service: tuple[int, int],
    day: date,
    places: DayPlaces | None,
    now: datetime,
) -> NoHour | None:
    """Return why a day has no free hour, None if it has one."""
    office = almanac.offices.get(office_service[0])
    if office is None or office_service not in almanac.releases:
        return NoHour(WhyNot.TROUBLE)
    calendar = almanac.calendars[office.id]
    if day < now.astimezone(office.tz).date():
        why: NoHour | None = NoHour(WhyNot.PAST)
    elif calendar.is_shut(day) or _is_all_closed(calendar, day):
        why = NoHour(WhyNot.CLOSED, calendar.why_closed(day) or "")
    elif places is not None:
        why = _of_places(places, calendar, now)
    else:
        why = _without_slots(almanac, office, office_service, day, now)
    return why


def _is_all_closed(calendar: Calendar, day: date) -> bool:
    """Test if parts of a day are closed so that nothing of its week is left."""
    return bool(calendar.closed.get(day)) and not calendar.is_working(day)


def _of_places(places: DayPlaces, calendar: Calendar, now: datetime) -> NoHour | None:
    if places.free > 0:
        return None
    if not places.is_ahead:
        why = NoHour(WhyNot.PAST)
    elif not places.is_open:
        closed = calendar.closed.get(places.day, ())
        why = NoHour(WhyNot.CLOSED, next((one.reason for one in closed), ""))
    elif places.is_released:
        why = NoHour(WhyNot.FULL, released_at=places.opens_at)
    else:
        why = NoHour(WhyNot.NOT_RELEASED, released_at=places.opens_at)
    return why


def _without_slots(
    almanac: Almanac,
    office: OfficeRow,
    office_service: tuple[int, int],
    day: date,
    now: datetime,
) -> NoHour:
    if not almanac.calendars[office.id].is_working(day):
        return NoHour(WhyNot.CLOSED, almanac.calendars[office.id].why_closed(day) or "")
    released_at = almanac.releases[office_service].released_at(day, office.tz)
    if released_at > now:
        return NoHour(WhyNot.NOT_RELEASED, released_at=released_at)
    return NoHour(WhyNot.TROUBLE)


def free_hours(asked: Sequence[FreeHours]) -> list[list[HourView] | NoHour]:
    """The hours of a day with room for so many people, or why there is none."""
    now = asked[0].now
    almanac = read_almanac(min(a.day for a in asked), max(a.day for a in asked))
    hours = bookings.hours(
        [(a.office_id, a.service_id, a.day, a.size) for a in asked], now
    )
    days = bookings.days([(a.office_id, a.service_id, a.day, 1) for a in asked], now)
    answers: list[list[HourView] | NoHour] = []
    for one, found, places in zip(asked, hours, days, strict=True):
        key = (one.office_id, one.service_id)
        why = why_not(almanac, key, one.day, places.get(one.day), now)
        views = [HourView(h.slot_id, h.day, h.starts, h.ends, h.free) for h in found]
        next_at = places[one.day].opens_at if one.day in places else None
        answers.append(why or views or NoHour(WhyNot.FULL, released_at=next_at))
    return answers


def nearest_free(asked: Sequence[NearestFree]) -> list[list[tuple[OfficeView, date]]]:
    """Other offices of the same agency with room, the nearest first, at most three."""
    rows = offices.offices()
    found = bookings.nearest([(a.office_id, a.service_id) for a in asked], asked[0].now)
    return [
        _of_same_agency(rows, one.office_id, near)
        for one, near in zip(asked, found, strict=True)
    ]


def _of_same_agency(
    rows: Mapping[int, OfficeRow], office_id: int, near: Sequence[tuple[int, date]]
) -> list[tuple[OfficeView, date]]:
    here = rows.get(office_id)
    if here is None:
        return []
    ours = [(rows[o], day) for o, day in near if rows[o].agency_id == here.agency_id]
    ours.sort(key=lambda one: here.distance_to(one[0]))
    return [(office_view(office), day) for office, day in ours[:_MOST_OFFICES]]
