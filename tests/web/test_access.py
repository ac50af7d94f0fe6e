"""Nobody gets in without a duty there, and learns nothing by trying."""

from uuid import UUID

import pytest
from django.urls import get_resolver, reverse

from loket.web.access import public

NAMES = {
    "conflict_id": 1,
    "alarm_id": 1,
    "service_id": 1,
    "fee_id": 1,
    "address_id": 1,
    "counter_id": 1,
    "closure_id": 1,
    "week_id": 1,
    "change_id": 1,
    "one_id": 1,
    "request_id": 1,
    "person_id": UUID("0190c0de-0000-7000-8000-000000000001"),
    "code": "TS",
    "step": "keys",
    "language": "id",
    "key": "hello.again",
    "booking_id": UUID("0190c0de-0000-7000-8000-000000000001"),
    "event_id": UUID("0190c0de-0000-7000-8000-000000000001"),
    "file_id": UUID("0190c0de-0000-7000-8000-000000000001"),
    "talk_id": UUID("0190c0de-0000-7000-8000-000000000001"),
    "message_id": UUID("0190c0de-0000-7000-8000-000000000001"),
}


def guarded():
    for route in get_resolver().url_patterns:
        if getattr(route.callback, "policy", None) != "public":
            words = {name: NAMES[name] for name in route.pattern.converters}
            yield reverse(route.name, kwargs=words)


@pytest.mark.parametrize("address", list(guarded()))
def test_anonymous_people_are_led_to_the_sign_in(client, office, address):
    answers = [client.get(address), client.post(address)]

    sent = [a.headers.get("Location", "") for a in answers if a.status_code != 405]
    assert sent
    assert all(place.startswith("/sign-in/?next=") for place in sent)


def test_a_part_of_a_page_is_led_to_the_sign_in_as_a_whole(client, office):
    answer = client.get("/offices/TS/agenda/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/sign-in/"


def test_the_agenda_of_a_foreign_office_does_not_exist(siti, other_office):
    assert siti.get("/offices/LB/agenda/").status_code == 404
    assert siti.get("/offices/XX/agenda/").status_code == 404


def test_a_booking_of_a_foreign_office_does_not_exist(client, office, slot, book):
    from loket.offices.models import Duty, Role, Staff
    from tests.web.conftest import make_office

    booking = book(slot, "Siti")
    tamu = Staff.objects.create_user("tamu@loket.test", None, name="Tamu")
    there = make_office(office.agency, "TM", "Asia/Jayapura")
    Role.objects.create(
        staff=tamu, agency=office.agency, office=there, duty=Duty.OFFICER
    )
    client.force_login(tamu)

    answer = client.post(f"/bookings/{booking.id}/arrival", {"before": "booked"})

    assert answer.status_code == 404


@pytest.mark.parametrize("address", ["/messages/stuck/", "/setup/"])
def test_the_front_desk_does_not_see_what_leaders_decide(siti, address):
    assert siti.get(address).status_code == 404


def test_the_head_sees_messages_but_not_the_set_up(budi):
    assert budi.get("/messages/stuck/").status_code == 200
    assert budi.get("/setup/").status_code == 404


def test_a_disabled_account_is_out_at_once(siti):
    from loket.offices.models import Staff

    Staff.objects.update(is_active=False)

    assert siti.get("/offices/TS/agenda/").status_code == 302


def test_pages_of_staff_are_never_kept_by_a_browser(siti):
    assert "no-store" in siti.get("/offices/TS/agenda/").headers["Cache-Control"]


def test_public_marks_a_view():
    assert public(lambda request: None).policy == "public"
