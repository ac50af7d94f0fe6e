"""What the rooms answer to the talk, with the training agency."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket.bookings.models import Slot
from loket.config.demo.seed import seed
from loket.dialogue.answers import hours
from loket.dialogue.commands import FreeDays, FreeHours, NearestFree, NoHour, WhyNot
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
