"""When people are reminded of their hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loket.bookings import actions, moving, reminders
from loket.bookings.moving import MoveRequest
from loket.bookings.quiet import Quiet
from loket.bookings.reminders import FRESH, ReminderKind, moments
from loket.lib import ids
from loket.messaging.models import Notice
from tests.bookings.conftest import NOW

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
NIGHT = Quiet(time(20), time(7), "Asia/Jakarta")
LONG_BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def at(hour: int, day: int = 24, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


def planned(starts_at: datetime, quiet: Quiet = NIGHT, now: datetime = LONG_BEFORE):
    return [(one.kind, one.due_at) for one in moments(starts_at, quiet, now)]


def test_there_is_one_the_day_before_and_one_two_hours_before():
    assert planned(at(10)) == [
        (ReminderKind.DAY, at(10, day=23)),
        (ReminderKind.HOURS, at(8)),
    ]


def test_one_that_would_fall_in_the_night_merges_into_the_evening_before():
    assert planned(at(8)) == [(ReminderKind.EVENING, at(19, day=23))]


def test_the_night_ends_in_time_for_the_first_good_hour():
    assert planned(at(9))[-1] == (ReminderKind.HOURS, at(7))


def test_without_quiet_hours_nothing_is_merged():
    never = Quiet(time(0), time(0), "Asia/Jakarta")

    assert planned(at(6), never) == [
        (ReminderKind.DAY, at(6, day=23)),
        (ReminderKind.HOURS, at(4)),
    ]


def test_who_booked_an_hour_ago_is_not_reminded_yet():
    assert planned(at(10), now=at(9, day=23)) == [(ReminderKind.HOURS, at(8))]
    assert planned(at(10), now=at(7)) == []


def test_the_first_reminder_helps_until_the_second_comes():
    first, second = moments(at(10), NIGHT, LONG_BEFORE)

    assert first.expires_at == second.due_at
    assert second.expires_at == at(9, minute=30)


HOURS = st.integers(0, 23).map(time)
STARTS = st.builds(
    datetime.combine,
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.times(),
    tzinfo=st.sampled_from(ZONES).map(ZoneInfo),
)


@example(datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Jakarta")), time(9), 14, 26)
@given(STARTS, HOURS, st.integers(1, 14), st.integers(0, 20 * 24))
def test_nobody_is_disturbed_at_night_or_twice_on_a_day(starts_at, begins, long, ago):
    ends = time((begins.hour + long) % 24)
    quiet = Quiet(begins, ends, str(starts_at.tzinfo))
    now = starts_at - timedelta(hours=ago)

    found = moments(starts_at, quiet, now)

    assert len(found) <= 2
    assert not [one for one in found if quiet.covers(one.due_at)]
    days = [one.due_at.astimezone(starts_at.tzinfo).date() for one in found]
    assert len(set(days)) == len(days)
    assert all(now + FRESH <= one.due_at < one.expires_at for one in found)
    assert all(one.expires_at < starts_at for one in found)


@given(STARTS, HOURS, st.integers(1, 14))
def test_whoever_books_long_before_is_reminded_within_a_day(starts_at, begins, long):
    ends = time((begins.hour + long) % 24)
    quiet = Quiet(begins, ends, str(starts_at.tzinfo))

    found = moments(starts_at, quiet, starts_at - timedelta(days=10))

    assert found
    assert found[-1].due_at >= starts_at - timedelta(days=2)


@pytest.fixture
def booked(make_slot, hold):
    """Somebody with a booking for ten o'clock in three days, local time."""
    siti, slot = ids.new(), make_slot(hour=10, days=3)
    held = hold(slot, "Siti", contact=siti)
    actions.confirm([(held.booking_id, siti)], NOW)
    return held.booking_id, siti


def due():
    found = Notice.objects.order_by("due_at")
    return [f"{one.due_at.astimezone(UTC):%d %H:%M}" for one in found]


def test_a_confirmed_booking_has_its_reminders(booked):
    assert due() == ["25 03:00", "26 01:00"]


def test_a_hold_has_none(make_slot, hold):
    hold(make_slot(), "Siti")

    assert due() == []


def test_confirming_twice_plans_nothing_twice(booked):
    actions.confirm([booked], NOW)

    assert len(due()) == 2


def test_a_cancelled_booking_takes_its_reminders_with_it(booked):
    actions.cancel([booked], NOW)

    assert due() == []


def test_nobody_cancels_the_reminders_of_others(booked):
    actions.cancel([(booked[0], ids.new())], NOW)

    assert len(due()) == 2


def test_a_moved_booking_is_reminded_of_its_new_hour(booked, make_slot):
    later = make_slot(hour=8, days=4)

    assert moving.move([MoveRequest(*booked, later.id, NOW)]) == [None]
    assert due() == ["26 12:00"]


def test_notices_hold_no_personal_data(booked):
    about = Notice.objects.order_by("due_at")[0].parameters

    assert about == {"booking": str(booked[0]), "hour": "2026-11-26 10:00"}


def test_who_says_that_they_come_is_known_for_this_hour_only(booked, make_slot):
    booking, siti = booked

    assert reminders.say_coming([(booking, siti)], NOW) == {booking}
    assert reminders.who_comes([booking]) == {booking}
    moving.move([MoveRequest(booking, siti, make_slot(hour=9, days=4).id, NOW)])
    assert reminders.who_comes([booking]) == set()


def test_nobody_promises_for_somebody_else(booked):
    assert reminders.say_coming([(booked[0], ids.new())], NOW) == set()


def test_who_has_cancelled_cannot_promise_to_come(booked):
    actions.cancel([booked], NOW)

    assert reminders.say_coming([booked], NOW) == set()
