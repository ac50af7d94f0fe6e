"""When places open: never before their moment, all of them in the end, as told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.bookings import actions, queries
from loket.bookings.allocation import Denied, Granted, Refusal, Request
from loket.bookings.models import Release, ReleaseKind, Schedule, Slot
from loket.bookings.people import Person
from loket.bookings.releasing import BadRule, Later, Rule, check
from loket.dialogue.answers import hours
from loket.dialogue.commands import FreeHours, NoHour, WhyNot
from loket.lib import ids
from loket.offices.models import OpeningHours

ZONES = [ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura")]
JAKARTA = ZONES[0]
# Friday, 4 December 2026, 14:00 WIB.
FRIDAY = datetime(2026, 12, 4, 7, 0, tzinfo=UTC)

zones = st.sampled_from(ZONES)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@st.composite
def rules(draw) -> Rule:
    times = sorted(draw(st.sets(st.integers(0, 95), min_size=1, max_size=5)))
    first, *rest = [time(n // 4, n % 4 * 15) for n in times]
    cuts = sorted(
        draw(st.sets(st.integers(1, 99), min_size=len(rest), max_size=len(rest)))
    )
    shares = [b - a for a, b in zip([0, *cuts], cuts, strict=False)]
    rule = Rule(
        opens_at=first,
        horizon_days=draw(st.integers(0, 60)),
        weekday=draw(st.none() | st.integers(0, 6)),
        weeks_ahead=draw(st.integers(1, 8)),
        later=[Later(*one) for one in zip(rest, shares, strict=True)],
        spread_minutes=draw(st.integers(0, 120)),
        seed=draw(st.text(max_size=5)),
    )
    check(rule)
    return rule


@given(rules(), zones, days, st.integers(0, 60))
def test_portions_add_up_to_the_capacity_and_come_in_order(rule, zone, day, capacity):
    portions = rule.portions(day, zone, time(9), capacity)
    moments = [one.at for one in portions]

    assert sum(one.places for one in portions) == capacity
    assert moments == sorted(moments)
    assert all(one.places > 0 for one in portions[1:])
    assert capacity == 0 or portions[0].places > 0
    assert portions[0].at == rule.released_at(day, zone)
    assert portions == rule.portions(day, zone, time(9), capacity)


@given(rules(), zones, days)
def test_a_day_opens_on_the_day_of_its_rule_and_not_before_its_hour(rule, zone, day):
    local = rule.released_at(day, zone).astimezone(zone)
    put_off = local - datetime.combine(rule.day_of_release(day), rule.opens_at, zone)

    assert timedelta(0) <= put_off <= timedelta(minutes=rule.spread_minutes)


@given(rules(), zones, st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
def test_the_last_day_is_released_and_no_later_one_is(rule, zone, moment):
    now = moment.replace(tzinfo=UTC)
    last = rule.last_day(now, zone)

    assert last == now.astimezone(zone).date() or rule.released_at(last, zone) <= now
    assert all(
        rule.released_at(last + timedelta(days=n), zone) > now for n in (1, 2, 7, 14)
    )


def test_a_whole_week_opens_on_the_friday_before():
    rule = Rule(time(14), weekday=4)

    week = [date(2026, 12, 7) + timedelta(days=n) for n in range(7)]
    assert {rule.released_at(day, JAKARTA) for day in week} == {FRIDAY}
    assert rule.last_day(FRIDAY, JAKARTA) == date(2026, 12, 13)
    assert rule.last_day(FRIDAY - timedelta(seconds=1), JAKARTA) == date(2026, 12, 6)


def test_portions_of_40_30_and_30_per_cent():
    later = [Later(time(12), 30), Later(time(16), 30)]
    rule = Rule(time(8), later=later)

    found = rule.portions(date(2026, 12, 7), JAKARTA, time(9), 30)
    assert [one.places for one in found] == [12, 9, 9]
    assert [one.at.astimezone(JAKARTA).hour for one in found] == [8, 12, 16]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Rule(time(8), horizon_days=70), "horizon"),
        (Rule(time(8), weekday=7), "weekday"),
        (Rule(time(8), weeks_ahead=0), "weeks"),
        (Rule(time(8), later=[Later(time(8), 10)]), "order"),
        (Rule(time(8), later=[Later(time(9), 100)]), "percent"),
        (Rule(time(8), spread_minutes=121), "spread"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(wrong, code):
    with pytest.raises(BadRule, match=code):
        check(wrong)


@pytest.fixture
def rule(office, service) -> Release:
    for weekday in range(5):
        OpeningHours.objects.create(
            office=office, weekday=weekday, opens_at=time(8), closes_at=time(12)
        )
        for hour in (8, 10, 13):
            Schedule.objects.create(
                office_id=office.id,
                service_id=service.id,
                weekday=weekday,
                starts_at=time(hour),
                ends_at=time(hour + 1),
                capacity=10,
            )
    return Release.objects.create(
        office_id=office.id,
        service_id=service.id,
        kind=ReleaseKind.WEEKLY,
        weekday=4,
        opens_at=time(14),
        later=[["16:00:00", 60]],
        spread_minutes=30,
        seed="s",
    )


def take(keyring, office, slot, now, size=1):
    people = [Person(f"Siti {ids.new()}", date(1990, 3, 12)) for _ in range(size)]
    request = Request(ids.new(), office.agency_id, slot.id, people, now)
    (answer,) = actions.hold([request], keyring)
    return answer


def ask(office, service, day, now, size=1):
    (found,) = hours.free_hours([FreeHours(office.id, service.id, day, size, now)])
    return found


def test_hours_outside_the_opening_hours_are_not_made(rule, office):
    actions.open_days(FRIDAY)

    assert {slot.starts for slot in Slot.objects.all()} == {time(8), time(10)}


def test_hours_are_bookable_exactly_from_the_moment_that_was_told(
    rule, office, service, keyring
):
    monday = date(2026, 12, 7)
    told = ask(office, service, monday, FRIDAY - timedelta(days=3))
    actions.open_days(FRIDAY - timedelta(hours=1))
    again = ask(office, service, monday, FRIDAY - timedelta(hours=1))
    slot = Slot.objects.get(day=monday, starts=time(8))

    assert (told.why, told) == (WhyNot.NOT_RELEASED, again)
    before = told.released_at - timedelta(seconds=1)
    assert take(keyring, office, slot, before) == Denied(Refusal.NOT_OPEN)
    assert isinstance(take(keyring, office, slot, told.released_at), Granted)


def test_a_portion_is_full_until_the_next_one_opens_at_the_told_moment(
    rule, office, service, keyring
):
    monday = date(2026, 12, 7)
    actions.open_days(FRIDAY)
    first = ask(office, service, monday, FRIDAY).released_at
    Slot.objects.filter(day=monday, starts=time(10)).update(capacity=0)
    slot = Slot.objects.get(day=monday, starts=time(8))

    assert [hour.free for hour in ask(office, service, monday, first)] == [4]
    for _ in range(4):
        take(keyring, office, slot, first)
    full = ask(office, service, monday, first)
    assert isinstance(full, NoHour)
    assert full.why is WhyNot.FULL
    before = full.released_at - timedelta(seconds=1)
    assert take(keyring, office, slot, before) == Denied(Refusal.FULL)
    assert isinstance(take(keyring, office, slot, full.released_at), Granted)
    assert [hour.free for hour in ask(office, service, monday, full.released_at)] == [5]


def test_opening_days_twice_changes_nothing(rule, office):
    actions.open_days(FRIDAY)
    before = list(Slot.objects.order_by("id").values())
    actions.open_days(FRIDAY)

    assert list(Slot.objects.order_by("id").values()) == before
    assert queries.releases()[office.id, rule.service_id].weekday == 4
