"""The rules of a working calendar, whatever week, holidays and zone an office has."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.offices.calendar import (
    MIDNIGHT,
    BeyondCalendar,
    Calendar,
    ClosedTime,
    Span,
    WeekHours,
)

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
FULL = ClosedTime(time.min, MIDNIGHT, "Libur")
# Ramadan 1448 as assumed by a test; hours of Perpres 21/2023, Art. 4.
MORNING, AFTERNOON = Span(time(8), time(12)), Span(time(13), time(16))
FRIDAY = (Span(time(8), time(11, 30)), Span(time(13, 30), time(16)))
ORDINARY = WeekHours(dict.fromkeys(range(4), (MORNING, AFTERNOON)) | {4: FRIDAY})
RAMADAN = WeekHours(
    {n: (Span(time(8), time(12)), Span(time(12, 30), time(15))) for n in range(5)},
    date(2027, 2, 8),
    date(2027, 3, 9),
    "Ramadan",
)

times = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
days = st.dates(FIRST, LAST)


def spans_of(cuts: list[time]) -> tuple[Span, ...]:
    ordered = sorted(set(cuts))
    return tuple(Span(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False))


spans = st.lists(times, max_size=6).map(spans_of)
weeks = st.dictionaries(st.integers(0, 6), spans, min_size=1, max_size=7)


@st.composite
def dated(draw) -> WeekHours:
    first, more = draw(days), draw(st.none() | st.integers(0, 60))
    last = None if more is None else first + timedelta(days=more)
    return WeekHours(draw(weeks), first, last)


@st.composite
def calendars(draw) -> Calendar:
    whole = draw(st.lists(days, max_size=20))
    parts = draw(st.lists(st.tuples(days, times, times), max_size=10))
    closed: dict[date, list[ClosedTime]] = {day: [FULL] for day in whole}
    for day, one, other in parts:
        if one != other:
            part = ClosedTime(min(one, other), max(one, other), "Rapat")
            closed.setdefault(day, []).append(part)
    # One working day in each week at least, outside the holidays.
    some = {**draw(weeks), draw(st.integers(0, 6)): (MORNING,)}
    more = draw(st.lists(dated(), max_size=3))
    zone = draw(st.sampled_from(ZONES))
    return Calendar(1, zone, FIRST, LAST, [*more, WeekHours(some)], closed)


def year(*, closed=(), weeks=(ORDINARY,), zone="Asia/Jakarta") -> Calendar:
    shut = {day: [FULL] for day in closed}
    return Calendar(1, zone, FIRST, LAST, weeks, shut)


@given(calendars(), days, st.integers(0, 30))
def test_a_term_never_ends_on_a_closed_day(calendar, start, count):
    try:
        end = calendar.add_working_days(start, count)
    except BeyondCalendar:
        return

    assert calendar.is_working(end)
    assert end > start if count else end >= start
    assert calendar.why_closed(end) is None
    assert count == 0 or calendar.working_days_between(start, end) == count


@given(calendars(), days, st.integers(0, 30), days)
def test_a_new_holiday_never_makes_a_term_shorter(calendar, start, count, holiday):
    more = {**calendar.closed, holiday: [FULL]}
    after = Calendar(1, calendar.zone, FIRST, LAST, calendar.weeks, more)
    try:
        assert after.add_working_days(start, count) >= calendar.add_working_days(
            start, count
        )
    except BeyondCalendar:
        return


@given(calendars(), st.datetimes(datetime(2027, 1, 2), datetime(2027, 12, 30)))
def test_the_next_opening_lies_in_a_span_and_nothing_before_it(calendar, moment):
    at = moment.replace(tzinfo=UTC)
    opening = calendar.next_opening(at)
    if opening is None:
        return

    zone = ZoneInfo(calendar.zone)
    local = opening.astimezone(zone)
    assert opening >= at
    assert any(
        span.opens <= local.time() < span.closes
        for span in calendar.spans(local.date())
    )
    assert calendar.is_open(opening)
    assert calendar.next_opening(at + (opening - at) / 2) == opening


@given(calendars(), days)
def test_spans_of_a_day_are_in_order_and_within_its_week(calendar, day):
    found = calendar.spans(day)

    assert all(span.opens < span.closes for span in found)
    assert all(a.closes <= b.opens for a, b in itertools.pairwise(found))
    assert all(
        any(
            w.opens <= s.opens and s.closes <= w.closes
            for w in calendar.week_spans(day)
        )
        for s in found
    )


def test_friday_has_its_own_break():
    assert year().spans(date(2027, 1, 8)) == FRIDAY


def test_the_week_of_ramadan_counts_from_its_first_to_its_last_day():
    calendar = year(weeks=[ORDINARY, RAMADAN])

    assert calendar.spans(date(2027, 2, 5)) == FRIDAY
    assert calendar.spans(date(2027, 2, 8))[1].closes == time(15)
    assert calendar.spans(date(2027, 3, 9))[1].closes == time(15)
    assert calendar.spans(date(2027, 3, 10))[1].closes == time(16)


def test_the_narrower_of_two_dated_weeks_counts_and_then_the_later():
    since = WeekHours({0: (MORNING,)}, date(2027, 2, 1))
    later = WeekHours({0: (AFTERNOON,)}, date(2027, 2, 15))
    calendar = year(weeks=[since, RAMADAN, later, ORDINARY])

    assert calendar.week(date(2027, 2, 9)) is RAMADAN
    assert calendar.week(date(2027, 2, 2)) is since
    assert calendar.week(date(2027, 3, 15)) is later


def test_a_holiday_is_passed_over_and_says_why():
    calendar = year(closed=[date(2027, 1, 5)])

    assert calendar.add_working_days(date(2027, 1, 4), 1) == date(2027, 1, 6)
    assert calendar.add_working_days(date(2027, 1, 5), 0) == date(2027, 1, 6)
    assert calendar.why_closed(date(2027, 1, 5)) == "Libur"
    assert calendar.why_closed(date(2027, 1, 9)) == ""


def test_an_office_closed_for_an_hour_is_open_before_and_after():
    part = ClosedTime(time(10), time(14), "Apel")
    calendar = Calendar(
        1, "Asia/Jakarta", FIRST, LAST, [ORDINARY], {date(2027, 1, 4): [part]}
    )

    assert calendar.spans(date(2027, 1, 4)) == (
        Span(time(8), time(10)),
        Span(time(14), time(16)),
    )


def test_a_day_that_was_not_read_is_an_error_not_a_working_day():
    with pytest.raises(BeyondCalendar):
        year().add_working_days(date(2027, 12, 30), 3)
    with pytest.raises(ValueError, match="forward"):
        year().add_working_days(FIRST, -1)


@pytest.mark.parametrize(("zone", "hour"), [*zip(ZONES, (1, 0, 23), strict=True)])
def test_an_office_opens_on_its_own_clock(zone, hour):
    opening = year(zone=zone).next_opening(datetime(2027, 1, 3, 12, tzinfo=UTC))

    assert opening is not None
    assert (opening.hour, opening.utcoffset()) == (hour, timedelta(0))
