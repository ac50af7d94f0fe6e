"""Calendars as they are read from rows: each office its own, in two statements."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from loket.offices import calendars
from loket.offices.calendar import Span
from loket.offices.models import (
    Agency,
    Closure,
    DatedWeek,
    Office,
    OfficeKind,
    OpeningHours,
)

pytestmark = pytest.mark.django_db
MONDAY, FRIDAY = date(2027, 1, 4), date(2027, 1, 8)


@pytest.fixture
def agency():
    return Agency.objects.create(slug="a", name="A")


@pytest.fixture
def office(agency):
    return make(agency, "TS", (time(8), time(12)), (time(13), time(16)))


@pytest.fixture
def unit(agency, office):
    made = make(agency, "TM", (time(10), time(19)))
    Office.objects.filter(id=made.id).update(
        kind=OfficeKind.MPP, main_office=office, zone="Asia/Jayapura"
    )
    return made


def make(agency, code, *spans):
    office = Office.objects.create(
        agency=agency, code=code, name=code, city=code, zone="Asia/Jakarta", address="-"
    )
    hours(office, *spans)
    return office


def hours(office, *spans, week=None, weekdays=range(5)):
    for weekday in weekdays:
        for opens, closes in spans:
            OpeningHours.objects.create(
                office=office,
                week=week,
                weekday=weekday,
                opens_at=opens,
                closes_at=closes,
            )


def load(*offices, first=MONDAY, last=FRIDAY):
    return calendars.load([one.id for one in offices], first, last)


def test_a_unit_has_hours_and_a_zone_of_its_own(office, unit):
    found = load(office, unit)

    assert found[office.id].spans(MONDAY) == (
        Span(time(8), time(12)),
        Span(time(13), time(16)),
    )
    assert found[unit.id].spans(MONDAY) == (Span(time(10), time(19)),)
    assert found[unit.id].zone == "Asia/Jayapura"


def test_calendars_are_read_in_two_statements(office, unit, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = load(office, unit)
        found[office.id].add_working_days(MONDAY, 2)


def test_a_dated_week_comes_with_its_own_hours_and_may_have_none(office):
    ramadan = DatedWeek.objects.create(
        office=office, name="Ramadan", first=FRIDAY, last=FRIDAY, source="SE 1"
    )
    hours(office, (time(8), time(15)), week=ramadan, weekdays=[4])
    DatedWeek.objects.create(
        office=office, name="Pindah", first=date(2027, 1, 5), last=date(2027, 1, 5),
        source="SE 2",
    )  # fmt: skip
    found = load(office)[office.id]

    assert found.spans(FRIDAY) == (Span(time(8), time(15)),)
    assert found.week(FRIDAY).name == "Ramadan"
    assert found.why_closed(date(2027, 1, 5)) == ""
    assert len(found.spans(MONDAY)) == 2


def test_a_closure_of_the_agency_closes_every_office_and_one_of_an_office_only_it(
    agency, office, unit
):
    Closure.objects.create(agency=agency, day=MONDAY, reason="Libur", source="SKB")
    Closure.objects.create(
        agency=agency, office=unit, day=FRIDAY, reason="Listrik", source="PLN"
    )
    found = load(office, unit)

    assert found[office.id].why_closed(MONDAY) == "Libur"
    assert found[unit.id].why_closed(MONDAY) == "Libur"
    assert found[unit.id].why_closed(FRIDAY) == "Listrik"
    assert found[office.id].is_working(FRIDAY)


def test_a_lifted_closure_closes_nothing(agency, office):
    Closure.objects.create(
        agency=agency, day=MONDAY, reason="Libur", source="SKB", is_lifted=True
    )

    assert load(office)[office.id].is_working(MONDAY)


def test_parts_of_a_day_are_cut_out(agency, office):
    for starts, ends in ((time(8), time(10)), (time(11, 30), time(14))):
        Closure.objects.create(
            agency=agency, office=office, day=MONDAY, starts=starts, ends=ends,
            reason="Apel", source="-",
        )  # fmt: skip

    assert load(office)[office.id].spans(MONDAY) == (
        Span(time(10), time(11, 30)),
        Span(time(14), time(16)),
    )


def test_half_a_part_is_no_closure(agency):
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.create(
            agency=agency, day=MONDAY, starts=time(8), reason="x", source="-"
        )
