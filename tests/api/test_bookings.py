"""Other systems read and set hours, and do with bookings what officers do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.bookings.models import Booking
from tests.api.conftest import TOMORROW, make_slot
from tests.web.conftest import recorded

SITI = {"name": "Siti Aminah", "birth_date": "1990-03-12"}
BUDI = {"name": "Budi", "birth_date": "1988-01-02"}
DAY = TOMORROW.isoformat()


@pytest.fixture
def booked(system, slot):
    answer = system.sends("/bookings", {"slot": slot.id, "people": [SITI, BUDI]})
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_an_hour_is_read_set_and_made(system, slot):
    (read,) = system.asks("/slots", office="TS", day=DAY).json()["slots"]
    assert read == {
        "id": slot.id,
        "office": "TS",
        "service": "baru",
        "day": DAY,
        "starts": "10:00",
        "ends": "11:00",
        "capacity": 4,
        "taken": 0,
        "free": 4,
    }
    wanted = {"office": "TS", "service": "baru", "day": DAY, "starts": "13:00"}

    made = system.sends("/slots", {**wanted, "capacity": 7}, "PUT").json()

    assert (made["capacity"], made["ends"]) == (7, "14:00")
    assert len(system.asks("/slots", office="TS", day=DAY).json()["slots"]) == 2


def test_no_fewer_places_than_are_taken(system, booked):
    wanted = {"office": "TS", "service": "baru", "day": DAY, "starts": "10:00"}

    answer = system.sends("/slots", {**wanted, "capacity": 1}, "PUT")

    assert (answer.status_code, answer.json()["reason"]) == (409, "below_taken")


def test_people_are_booked_together_and_read_again(system, booked, slot):
    assert (booked["size"], booked["state"]) == (2, "booked")
    assert "people" not in booked
    read = system.asks(f"/bookings/{booked['id']}").json()
    assert read == {**booked, "people": [SITI, BUDI]}
    day = system.asks("/bookings", office="TS", day=DAY).json()
    assert day["bookings"] == [read]
    assert recorded()[-3:] == ["booking.booked", "person.seen", "person.seen"]
    slot.refresh_from_db()
    assert slot.taken == 2


def test_why_nobody_was_booked_is_said(system, booked, slot):
    one = {"name": "Rina", "birth_date": "1990-01-01"}
    for people, reason in (
        ([SITI], "already_booked"),
        ([{**one, "name": f"Tamu {name}"} for name in "abcd"], "full"),
    ):
        answer = system.sends("/bookings", {"slot": slot.id, "people": people})
        assert (answer.status_code, answer.json()["reason"]) == (409, reason)
    for person, status in (
        ({**one, "name": "..."}, 422),
        ({**one, "birth_date": "2031-01-01"}, 409),
    ):
        answer = system.sends("/bookings", {"slot": slot.id, "people": [person]})
        assert answer.status_code == status
    assert system.sends("/bookings", {"slot": 99, "people": [one]}).status_code == 404


def test_a_booking_is_moved_once_and_cancelled(system, booked, office, now):
    later = make_slot(office, 11)
    moved = system.sends(f"/bookings/{booked['id']}/moves", {"slot": later.id})
    assert moved.json()["starts"] == "11:00"
    again = system.sends(f"/bookings/{booked['id']}/moves", {"slot": booked["size"]})
    assert again.status_code == 404

    cancelled = system.sends(f"/bookings/{booked['id']}/cancellation")

    assert cancelled.json()["state"] == "cancelled"
    again = system.sends(f"/bookings/{booked['id']}/cancellation")
    assert (again.status_code, again.json()["reason"]) == (409, "cancelled")
    later.refresh_from_db()
    assert later.taken == 0
    assert recorded()[-2:] == ["booking.moved", "booking.cancelled"]


def test_who_came_is_noted_and_taken_back(system, booked):
    def marks(what):
        return system.sends(f"/bookings/{booked['id']}/{what}")

    assert marks("arrival").json()["state"] == "arrived"
    assert marks("arrival").status_code == 409
    assert marks("expectation").json()["state"] == "booked"
    assert marks("absence").json()["state"] == "no_show"


def test_other_offices_and_agencies_are_out_of_reach(
    booked, make_system, office, other_office, foreign_office, slot
):
    """One of another office of the agency, and one of another agency."""
    for stranger in (
        make_system(office.agency, offices=(other_office,)),
        make_system(foreign_office.agency),
    ):
        path = f"/bookings/{booked['id']}"
        assert stranger.asks(path).status_code == 404
        for what in ("cancellation", "arrival", "absence", "expectation"):
            assert stranger.sends(f"{path}/{what}").status_code == 404
        assert stranger.sends(f"{path}/moves", {"slot": slot.id}).status_code == 404
        wanted = {"slot": slot.id, "people": [{**SITI, "name": "Rina"}]}
        assert stranger.sends("/bookings", wanted).status_code == 404
        assert stranger.asks("/slots", office="TS", day=DAY).status_code == 404
        assert stranger.asks("/bookings", office="TS", day=DAY).status_code == 404
        hour = {"office": "TS", "service": "baru", "day": DAY, "starts": "10:00"}
        assert stranger.sends("/slots", {**hour, "capacity": 9}, "PUT").status_code == (
            404
        )
    assert Booking.objects.get().state == "booked"


def test_days_out_of_reach_are_refused(system, office):
    hour = {"office": "TS", "service": "baru", "starts": "10:00", "capacity": 1}
    for day in (TOMORROW - timedelta(days=2), TOMORROW + timedelta(days=500)):
        answer = system.sends("/slots", {**hour, "day": day.isoformat()}, "PUT")
        assert (answer.status_code, answer.json()["reason"]) == (409, "out_of_reach")
