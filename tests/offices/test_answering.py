"""When a person answers is said in true hours: of week, zone and holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from loket.offices import answering
from loket.offices.models import Agency, Closure, Office, OpeningHours

pytestmark = pytest.mark.django_db
# Tuesday, 24 November 2026, 10.30 in Makassar (WITA).
NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
TUESDAY, WEDNESDAY = 1, 2


@pytest.fixture
def office() -> Office:
    agency = Agency.objects.create(slug="a", name="A")
    office = Office.objects.create(
        agency=agency, code="LB", name="B", city="B", zone="Asia/Makassar", address="-"
    )
    for weekday in range(5):
        OpeningHours.objects.create(
            office=office, weekday=weekday, opens_at=time(8), closes_at=time(12)
        )
    return office


def ask(office: Office, at: datetime = NOW) -> answering.Answering:
    return answering.find([office.agency_id], at)[office.agency_id]


def test_in_opening_hours_somebody_answers(office):
    assert ask(office).is_staffed


def test_after_hours_somebody_answers_the_next_morning(office):
    found = ask(office, NOW.replace(hour=4))

    assert (found.is_staffed, found.zone) == (False, "Asia/Makassar")
    assert found.opens_at == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)


def test_on_a_holiday_nobody_answers(office):
    for day in (24, 25):
        Closure.objects.create(
            agency=office.agency, day=date(2026, 11, day), reason="Libur", source="-"
        )

    assert ask(office).opens_at == datetime(2026, 11, 26, 0, 0, tzinfo=UTC)


def test_over_the_weekend_monday_is_named(office):
    assert ask(office, datetime(2026, 11, 27, 9, tzinfo=UTC)).opens_at == datetime(
        2026, 11, 30, 0, 0, tzinfo=UTC
    )


def test_hours_of_its_own_count_before_those_of_the_office(office):
    answering.set_spans(office.agency, [(WEDNESDAY, time(13), time(15))])

    assert ask(office).opens_at == datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
    assert answering.spans(office.agency) == [(WEDNESDAY, time(13), time(15))]


def test_without_hours_of_its_own_those_of_the_office_count_again(office):
    answering.set_spans(office.agency, [(WEDNESDAY, time(13), time(15))])
    answering.set_spans(office.agency, [])

    assert ask(office).is_staffed


def test_a_break_is_no_time_for_answers(office):
    OpeningHours.objects.create(
        office=office, weekday=TUESDAY, opens_at=time(13), closes_at=time(15)
    )

    found = ask(office, datetime(2026, 11, 24, 4, 30, tzinfo=UTC))

    assert found.opens_at == datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def test_without_any_hours_nobody_promises_anything(office):
    OpeningHours.objects.all().delete()

    found = ask(office)

    assert (found.is_staffed, found.opens_at) == (False, None)
