"""Taking back a closing by decree: it opens every office, so it is not one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client

from loket.bookings import actions
from loket.bookings.allocation import Request
from loket.bookings.models import Rearrangement, Slot
from loket.bookings.people import Person
from loket.offices.models import Closure, Duty, OpeningHours
from tests.web.conftest import NOW, TODAY, recorded

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
# International Labour Day, a national holiday of every year.
HOLIDAY = date(2027, 5, 1)
SAID = {"first": TOMORROW, "reason": "Libur", "source": "SKB 4/2026", "sure": "1"}


@pytest.fixture
def booked(office, other_office, service, keyring):
    """Somebody who has an hour tomorrow, at each of two offices."""
    for weekday in range(5):
        OpeningHours.objects.create(
            office=other_office, weekday=weekday, opens_at=time(8), closes_at=time(12)
        )
    return [
        _book(each, service, keyring, TOMORROW, name)
        for each, name in ((office, "Siti Aminah"), (other_office, "Budi Santoso"))
    ]


def _book(office, service, keyring, day, name):
    slot = Slot.objects.create(
        office_id=office.id, service_id=service.id, day=day, starts=time(9),
        ends=time(10), starts_at=datetime.combine(day, time(2), UTC), capacity=4,
    )  # fmt: skip
    people = [Person(name, date(1990, 3, 12))]
    request = Request(None, office.agency_id, slot.id, people, NOW)
    (granted,) = actions.book([request], keyring)
    return granted.booking_id


@pytest.fixture
def dewi(make_staff, office):
    """The browser of Dewi, head of one office."""
    client = Client()
    client.force_login(make_staff("Dewi", Duty.HEAD, office))
    return client


def change_of(office):
    return Rearrangement.objects.get(office_id=office.id)


def page_of(change, code="TS"):
    return f"/offices/{code}/changes/{change.id}/"


def test_the_head_of_one_office_cannot_take_a_decree_back(
    budi, dewi, booked, office, other_office
):
    budi.post("/setup/holidays/additions", SAID)
    mine = change_of(office)

    shown = dewi.get(page_of(mine))
    assert (shown.status_code, shown.context["may_undo"]) == (200, False)
    assert "/undoing" not in shown.content.decode()
    assert dewi.post(f"{page_of(mine)}undoing").status_code == 404
    assert Closure.objects.get().is_lifted is False
    assert change_of(office).undone_at is None
    assert "closure.lifted" not in recorded()


def test_the_same_head_takes_back_what_concerns_the_own_office_alone(dewi, booked):
    dewi.post("/offices/TS/closures/additions", SAID)
    change = Rearrangement.objects.get()

    page = dewi.get(page_of(change))
    assert page.context["may_undo"] is True
    assert "setiap kantor" not in page.content.decode()
    dewi.post(f"{page_of(change)}undoing")
    assert not Closure.objects.exists()
    assert Rearrangement.objects.get().undone_at == NOW


def test_a_decree_that_is_taken_back_opens_every_office_once(
    budi, booked, office, other_office
):
    budi.post("/setup/holidays/additions", SAID)
    here, there = change_of(office), change_of(other_office)

    page = budi.get(page_of(here)).content.decode()
    assert "setiap kantor buka kembali pada 1 hari" in page
    budi.post(f"{page_of(here)}undoing")

    assert not Closure.objects.exists()
    assert change_of(office).undone_at == change_of(other_office).undone_at == NOW
    again = budi.post(f"{page_of(there, 'LB')}undoing", follow=True).content.decode()
    assert "Ini sudah dibatalkan" in again
    assert recorded().count("closure.lifted") == 1


def test_a_holiday_that_is_taken_back_stays_struck_out(
    budi, dewi, office, service, keyring
):
    OpeningHours.objects.create(
        office=office, weekday=HOLIDAY.weekday(), opens_at=time(8), closes_at=time(12)
    )
    _book(office, service, keyring, HOLIDAY, "Siti Aminah")
    budi.post("/setup/holidays/imports", {"year": "2027", "sure": "1"})
    change = change_of(office)
    assert dewi.post(f"{page_of(change)}undoing").status_code == 404

    budi.post(f"{page_of(change)}undoing")
    budi.post("/setup/holidays/imports", {"year": "2027", "sure": "1"})

    assert Closure.objects.get(day=HOLIDAY).is_lifted
