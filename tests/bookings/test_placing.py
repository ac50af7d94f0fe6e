"""Who leaves an hour and where to: fair, families whole, never earlier, never over."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from loket.bookings.placing import LEAVING, NOTICE, Hour, Visit, Wish, decide
from loket.bookings.states import BookingState

NOW = datetime(2026, 12, 7, 0, 0, tzinfo=UTC)
MONDAY = date(2026, 12, 7)
BOOKED, HELD, ARRIVED = BookingState.BOOKED, BookingState.HELD, BookingState.ARRIVED


def hour(id_: int, day: int, at: int, capacity: int, taken: int = 0, *, is_open=True):
    return Hour(
        id_, 1, 1, MONDAY + timedelta(days=day), time(at), time(at + 1),
        NOW + timedelta(days=day, hours=at - 7), capacity, taken, is_open,
    )  # fmt: skip


def visit(n: int, slot: int, size: int = 1, state: BookingState = BOOKED) -> Visit:
    at = NOW - timedelta(days=9) + timedelta(minutes=n)
    return Visit(UUID(int=n), slot, size, state, at, None, f"TS-{n}")


def board(*hours: Hour) -> dict[int, Hour]:
    return {one.id: one for one in hours}


@st.composite
def cases(draw):
    hours = {}
    for id_ in range(1, draw(st.integers(2, 10)) + 1):
        day, at = draw(st.integers(0, 4)), draw(st.integers(8, 15))
        hours[id_] = hour(
            id_, day, at, draw(st.integers(0, 12)), is_open=draw(st.booleans())
        )
    visits, taken = [], Counter()
    for n in range(draw(st.integers(0, 25))):
        slot, size = draw(st.sampled_from(sorted(hours))), draw(st.integers(1, 5))
        if taken[slot] + size <= hours[slot].capacity:
            taken[slot] += size
            state = draw(st.sampled_from([BOOKED, BOOKED, BOOKED, HELD, ARRIVED]))
            visits.append(visit(n, slot, size, state))
    full = {
        id_: Hour(*[getattr(h, f) for f in Hour.__slots__[:8]], taken[id_], h.is_open)
        for id_, h in hours.items()
    }
    shut = draw(st.sets(st.sampled_from(sorted(hours)), min_size=1))
    limits = {id_: draw(st.integers(0, 12)) for id_ in shut}
    return full, visits, limits


@given(cases(), st.sampled_from(Wish))
def test_nobody_is_left_over_the_limit_and_no_hour_is_overfilled(case, wish):
    hours, visits, limits = case
    outcome = decide(hours, visits, limits, wish, NOW)
    taken = Counter({id_: one.taken for id_, one in hours.items()})
    for one in outcome.placed:
        taken[one.before.id] -= one.visit.size
        if one.after:
            taken[one.after.id] += one.visit.size
    for one in outcome.holds:
        taken[one.slot_id] -= one.size

    for id_, limit in limits.items():
        stay = [v for v in visits if v.slot_id == id_ and v.state not in LEAVING]
        assert taken[id_] <= max(limit, sum(v.size for v in stay))
        assert outcome.kept[id_] == max(taken[id_], limit)
    assert all(0 <= taken[id_] <= one.capacity for id_, one in hours.items())


@given(cases())
def test_whoever_is_moved_goes_to_an_open_hour_on_no_earlier_day(case):
    hours, visits, limits = case
    outcome = decide(hours, visits, limits, Wish.MOVE, NOW)

    for one in outcome.moved:
        assert one.after.is_open
        assert one.after.id not in limits
        assert one.after.kind == one.before.kind
        assert one.after.day >= one.before.day
        assert one.after.starts_at >= NOW + NOTICE
    assert {one.visit.state for one in outcome.placed} <= {BOOKED}


@given(cases())
def test_who_is_cancelled_would_not_have_fitted_anywhere(case):
    hours, visits, limits = case
    outcome = decide(hours, visits, limits, Wish.MOVE, NOW)
    free = {
        h.id: h.capacity - h.taken
        for h in hours.values()
        if h.is_open and h.id not in limits and h.starts_at >= NOW + NOTICE
    }
    for one in outcome.moved:
        free[one.after.id] -= one.visit.size

    for one in outcome.cancelled:
        later = [n for id_, n in free.items() if hours[id_].day >= one.before.day]
        assert all(n < one.visit.size for n in later)


def test_the_same_day_comes_before_the_next_and_the_nearest_hour_first():
    hours = board(
        hour(1, 0, 9, 2, 2), hour(2, 0, 14, 1), hour(3, 1, 9, 1), hour(4, 1, 15, 5)
    )
    outcome = decide(hours, [visit(1, 1), visit(2, 1)], {1: 0}, Wish.MOVE, NOW)

    assert [one.after.id for one in outcome.placed] == [2, 3]


def test_who_booked_first_chooses_first_and_keeps_a_smaller_hour():
    hours = board(hour(1, 0, 9, 3, 3), hour(2, 0, 14, 1))
    visits = [visit(3, 1), visit(1, 1), visit(2, 1)]
    lowered = decide(hours, visits, {1: 1}, Wish.MOVE, NOW)

    assert [one.visit.code for one in lowered.placed] == ["TS-2", "TS-3"]
    assert [one.after and one.after.id for one in lowered.placed] == [2, None]


def test_a_family_moves_together_or_not_at_all():
    hours = board(hour(1, 0, 9, 3, 3), hour(2, 0, 10, 2), hour(3, 2, 9, 3))
    (family,) = decide(hours, [visit(1, 1, 3)], {1: 0}, Wish.MOVE, NOW).placed

    assert family.after.id == 3


def test_a_hold_ends_before_anybody_who_booked_has_to_go():
    hours = board(hour(1, 0, 9, 2, 2))
    outcome = decide(
        hours, [visit(9, 1), visit(1, 1, state=HELD)], {1: 1}, Wish.MOVE, NOW
    )

    assert (outcome.placed, [one.code for one in outcome.holds]) == ([], ["TS-1"])


def test_who_is_here_already_stays():
    hours = board(hour(1, 0, 9, 2, 2))
    visits = [visit(1, 1, state=ARRIVED), visit(2, 1)]
    outcome = decide(hours, visits, {1: 0}, Wish.CANCEL, NOW)

    assert [one.visit.code for one in outcome.cancelled] == ["TS-2"]
    assert outcome.kept == {1: 1}
