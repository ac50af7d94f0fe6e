"""What the rooms answer to the talk, with the training agency."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from loket.bookings.models import Slot
from loket.config.demo.seed import seed
from loket.dialogue.answers import facts, hours
from loket.dialogue.commands import FreeDays, FreeHours, NearestFree, NoHour, WhyNot
from loket.dialogue.commands_facts import Fees, OfficialAddresses, Places
from loket.offices.models import Closure, Office, Service

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return datetime.now(UTC)


@pytest.fixture
def office(keyring, now):
    seed(keyring)
    Closure.objects.all().delete()
    return Office.objects.get(code="TS")


@pytest.fixture
def service(office):
    return Service.objects.get(slug="paspor-baru")


@pytest.fixture
def day(office, service, now):
    """A day to come that has hours."""
    later = now + timedelta(days=1)
    slots = Slot.objects.filter(
        office_id=office.id, service_id=service.id, starts_at__gt=later
    )
    return slots.earliest("starts_at").day


def why(office, service, day, now, size=1):
    (answer,) = hours.free_hours([FreeHours(office.id, service.id, day, size, now)])
    assert isinstance(answer, NoHour)
    return answer


def test_a_full_day_is_full(office, service, day, now):
    Slot.objects.filter(office_id=office.id, day=day).update(capacity=0)

    assert why(office, service, day, now).why is WhyNot.FULL


def test_a_day_without_room_for_the_family_is_full_for_them(office, service, day, now):
    Slot.objects.filter(office_id=office.id, day=day).update(capacity=2)

    assert why(office, service, day, now, size=3).why is WhyNot.FULL


def test_a_closed_day_says_why(office, service, day, now):
    Closure.objects.create(
        agency=office.agency, day=day, reason="Hari Raya", source="test"
    )

    answer = why(office, service, day, now)
    assert (answer.why, answer.detail) == (WhyNot.CLOSED, "Hari Raya")


def test_a_weekday_without_hours_is_closed(office, service, day, now):
    sunday = day + timedelta(days=6 - day.weekday())

    assert why(office, service, sunday, now).why is WhyNot.CLOSED


def test_a_day_too_far_ahead_says_when_it_opens(office, service, day, now):
    far = day + timedelta(days=28)

    answer = why(office, service, far, now)
    assert answer.why is WhyNot.NOT_RELEASED
    assert answer.released_at > now
    assert (far - answer.released_at.date()).days in {14, 15}


def test_yesterday_is_over(office, service, now):
    assert (
        why(office, service, (now - timedelta(days=2)).date(), now).why is WhyNot.PAST
    )


def test_an_open_released_day_without_slots_is_our_trouble(office, service, day, now):
    Slot.objects.filter(office_id=office.id, day=day).delete()

    assert why(office, service, day, now).why is WhyNot.TROUBLE


def test_days_tell_places_or_the_reason(office, service, day, now):
    asked = FreeDays(office.id, service.id, day, 8, now)

    (days,) = hours.free_days([asked])

    assert len(days) == 8
    assert days[0].free > 0
    assert all((one.free > 0) != (one.no_hour is not None) for one in days)


def test_the_nearest_office_with_room_comes_first(office, service, now):
    (near,) = hours.nearest_free([NearestFree(office.id, service.id, now)])

    assert [view.code for view, _ in near] == ["LB", "TM"]
    assert hours.nearest_free([NearestFree(0, service.id, now)]) == [[]]


def test_what_everybody_may_know_comes_from_the_rooms(office, now):
    agency, today = office.agency_id, now.astimezone(ZoneInfo(office.zone)).date()
    Closure.objects.create(
        agency=office.agency, day=today, reason="Hari Raya", source="test"
    )

    (fees,) = facts.fees([Fees(agency, today)])
    (places,) = facts.places([Places(agency, now)])
    (addresses,) = facts.official_addresses([OfficialAddresses(agency)])

    assert {fee.source for fee in fees} == {"PP 45/2024"}
    assert [place.office.code for place in places] == ["TS", "LB", "TM"]
    assert places[0].position == (-6.5, 107.5)
    assert {span.weekday for span in places[0].spans} == set(range(5))
    assert (today, "Hari Raya") in places[0].closed
    assert "tirtasari.example.go.id" in addresses


def test_an_agency_that_is_not_there_knows_nothing(office, now):
    assert facts.fees([Fees(0, now.date())]) == [[]]
    assert facts.places([Places(0, now)]) == [[]]
    assert [*facts.official_addresses([OfficialAddresses(0)])[0]] == []


def test_an_office_without_coordinates_has_no_position(office, now):
    Office.objects.update(latitude=0, longitude=0)

    (places,) = facts.places([Places(office.agency_id, now)])

    assert {place.position for place in places} == {None}
