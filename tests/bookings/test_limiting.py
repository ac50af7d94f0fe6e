"""A number that reached a limit of its office is held back, and for how long."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from loket.bookings import actions, by_staff
from loket.bookings.allocation import Denied, Granted, Over, Refusal, Request
from loket.bookings.by_staff import By, Reason
from loket.bookings.limits import Kind
from loket.bookings.models import OfficeLimit, Ruling
from loket.bookings.people import Person
from loket.bookings.states import BookingState
from tests.bookings.conftest import BORN, NOW

DAY = timedelta(days=1)


@pytest.fixture
def phone() -> UUID:
    return uuid4()


@pytest.fixture
def limit(office):
    """Set a figure of the office."""

    def limit(kind: Kind, value: int) -> None:
        OfficeLimit.objects.update_or_create(
            office_id=office.id, kind=kind, defaults={"value": value, "changed_at": NOW}
        )

    return limit


@pytest.fixture
def take(make_slot, hold, phone):
    """Book by chat at one hour each, from the same number."""
    hours = iter(range(8, 17))

    def take(*names: str, now=NOW, days: int = 1):
        answer = hold(make_slot(9, next(hours), days), *names, contact=phone, now=now)
        if isinstance(answer, Granted):
            actions.confirm([(answer.booking_id, phone)], now)
        return answer

    return take


def limited(answer) -> Over:
    assert isinstance(answer, Denied), answer
    assert answer.why is Refusal.LIMITED
    assert answer.over is not None
    return answer.over


def test_one_number_has_so_many_bookings_and_people(take, limit):
    limit(Kind.LIVE_BOOKINGS, 2)
    take("Siti"), take("Budi")
    assert limited(take("Rina")) == Over(Kind.LIVE_BOOKINGS, 2)

    limit(Kind.LIVE_BOOKINGS, 9)
    limit(Kind.LIVE_PEOPLE, 4)
    assert limited(take("Rina", "Tamu", "Dewi")) == Over(Kind.LIVE_PEOPLE, 4)
    assert isinstance(take("Rina", "Tamu"), Granted)


def test_the_usual_limit_is_five_people_a_number(take):
    take("Siti", "Budi", "Rina")

    assert limited(take("Tamu", "Dewi", "Tono")).kind is Kind.LIVE_PEOPLE


def test_another_number_has_limits_of_its_own(take, hold, make_slot, limit):
    limit(Kind.LIVE_BOOKINGS, 1)
    take("Siti")

    assert isinstance(hold(make_slot(9, 17), "Budi", contact=uuid4()), Granted)


def test_the_same_hour_may_be_chosen_again_and_again_but_not_for_ever(
    take, hold, slot, phone, limit
):
    limit(Kind.HOLDS_AN_HOUR, 3)
    for _ in range(3):
        assert isinstance(hold(slot, "Siti", contact=phone), Granted)

    over = limited(hold(slot, "Siti", contact=phone))

    assert (over.kind, over.until) == (Kind.HOLDS_AN_HOUR, NOW + timedelta(hours=1))
    later = NOW + timedelta(minutes=61)
    assert isinstance(hold(slot, "Siti", contact=phone, now=later), Granted)


def test_who_did_not_come_twice_pauses(take, phone, limit):
    for name in ("Siti", "Budi"):
        made = take(name)
        actions.mark(
            made.booking_id, BookingState.BOOKED, BookingState.NO_SHOW, NOW + DAY
        )

    over = limited(take("Rina", now=NOW + 2 * DAY, days=4))
    assert (over.kind, over.until) == (Kind.NO_SHOWS, NOW + 15 * DAY)
    assert isinstance(take("Rina", now=NOW + 16 * DAY, days=20), Granted)


def test_who_cancels_again_and_again_pauses_but_not_for_what_staff_cancelled(
    take, phone, limit
):
    limit(Kind.CANCELLATIONS, 2)
    for name in ("Siti", "Budi"):
        by_staff.cancel([take(name).booking_id], By(1, Reason.SYSTEM_DOWN, NOW))
    for name in ("Siti", "Budi"):
        actions.cancel([(take(name).booking_id, phone)], NOW)

    over = limited(take("Rina"))
    assert (over.kind, over.until) == (Kind.CANCELLATIONS, NOW + 7 * DAY)


def test_a_hold_that_was_given_back_is_no_cancellation(hold, slot, phone, limit):
    limit(Kind.CANCELLATIONS, 1)
    held = hold(slot, "Siti", contact=phone)
    actions.release([(held.booking_id, phone)], NOW)

    assert isinstance(hold(slot, "Siti", contact=phone), Granted)


@pytest.mark.parametrize(("verdict", "is_held"), [("allow", True), ("limit", False)])
def test_what_a_person_decided_counts_until_it_ends(
    office, take, phone, limit, verdict, is_held
):
    limit(Kind.LIVE_BOOKINGS, 1)
    take("Siti")
    until = NOW + DAY
    Ruling.objects.create(
        office_id=office.id, contact_id=phone, verdict=verdict, reason="-",
        staff_id=1, at=NOW, until=until,
    )  # fmt: skip

    answer = take("Budi")

    assert isinstance(answer, Granted) is is_held
    if not is_held:
        assert limited(answer) == Over(None, until=until)


def test_staff_book_beyond_limits_of_a_number(office, make_slot, keyring, phone, limit):
    limit(Kind.LIVE_PEOPLE, 1)
    people = [Person("Siti", BORN), Person("Budi", BORN)]
    request = Request(phone, office.agency_id, make_slot().id, people, NOW)

    (answer,) = actions.book([request], keyring)

    assert isinstance(answer, Granted)
