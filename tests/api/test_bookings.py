"""Other systems read and set hours, and do with bookings what officers do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.bookings.models import Booking
from loket.channels.types import Sender
from loket.contacts import actions as contacts
from loket.contacts import consent
from loket.contacts.actions import Seen
from loket.contacts.consent import Word
from loket.contacts.models import Consent, Contact, Identity
from loket.contacts.queries import stopped
from loket.messaging.models import ChannelAccount, Conversation, Notice
from tests.api.conftest import NOW, TOMORROW, make_slot
from tests.web.conftest import recorded

SITI = {"name": "Siti Aminah", "birth_date": "1990-03-12"}
BUDI = {"name": "Budi", "birth_date": "1988-01-02"}
DAY = TOMORROW.isoformat()
PHONE = "6281200000001"


@pytest.fixture
def booked(system, slot):
    answer = system.sends("/bookings", {"slot": slot.id, "people": [SITI, BUDI]})
    assert answer.status_code == 201, answer.content
    return answer.json()


@pytest.fixture
def account(office):
    return ChannelAccount.objects.create(
        agency=office.agency, kind="whatsapp", external_id="1", token=b"-"
    )


@pytest.fixture
def booked_for(system, slot):
    """Book for Siti, who agreed to be written to."""

    def booked_for(**more):
        contact = {"phone": PHONE, "language": "en", "agreed": True, **more}
        body = {"slot": slot.id, "people": [SITI], "contact": contact}
        return system.sends("/bookings", body)

    return booked_for


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


def test_with_a_contact_the_booking_is_theirs_and_they_are_reminded(
    system, booked_for, account
):
    answer = booked_for()

    assert answer.status_code == 201
    booking = Booking.objects.get()
    assert Identity.objects.get(contact_id=booking.contact_id).value == PHONE
    assert Consent.objects.filter(contact_id=booking.contact_id).exists()
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert kinds == {"staff.booked", "reminder.hours"}
    talk = Conversation.objects.get(contact_id=booking.contact_id)
    # Silent for long: only a template gets through.
    assert (talk.language, talk.last_inbound_at.year) == ("en", 2000)
    assert PHONE not in answer.content.decode()


def test_without_a_contact_nobody_is_told(system, booked, account):
    assert Booking.objects.get().contact_id is None
    assert not Notice.objects.exists()


def test_who_is_reachable_hears_of_moves_and_cancelling(
    system, booked_for, account, office
):
    path = f"/bookings/{booked_for().json()['id']}"

    system.sends(f"{path}/moves", {"slot": make_slot(office, 11).id})
    assert Notice.objects.filter(kind="staff.moved", state=0).count() == 1
    system.sends(f"{path}/cancellation")

    assert Notice.objects.filter(kind="staff.cancelled", state=0).count() == 1


def test_a_stop_said_by_the_citizen_stands(system, booked_for, account):
    (contact,) = contacts.resolve(
        [Seen(account.id, account.agency_id, Sender(phone=PHONE))]
    )
    consent.say([Word(contact, account.id, is_stopped=True, said_at=NOW)])

    assert booked_for().status_code == 201

    assert Booking.objects.get().contact_id == contact
    assert stopped([contact]) == {contact}


@pytest.mark.parametrize(
    "wrong",
    [{"agreed": False}, {"phone": "0812"}, {"phone": "+6281200000001"}, {"nik": "1"}],
)
def test_a_contact_that_did_not_agree_or_has_no_number_is_refused(
    booked_for, account, wrong
):
    assert booked_for(**wrong).status_code == 422
    assert not Booking.objects.exists()


def test_where_nobody_can_be_written_to_it_is_said(booked_for):
    answer = booked_for()

    assert (answer.status_code, answer.json()["reason"]) == (409, "no_channel")
    assert not Contact.objects.exists()


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
