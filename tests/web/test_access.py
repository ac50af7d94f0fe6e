"""Nobody gets in without a duty there, and learns nothing by trying."""

import pytest

from loket.web.access import public


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
