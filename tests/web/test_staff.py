"""An administrator adds people, changes what they may do, and lets them go."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client

from loket.offices import people
from loket.offices.models import Agency, Duty, Role, Staff
from tests.web.test_signin import PASSWORD, try_in

NEW = {"name": "Tamu", "email": "Tamu@Loket.Test", "duty": "officer"}


@pytest.fixture
def chief(make_staff, office):
    return make_staff("Rina", Duty.ADMINISTRATOR, None, PASSWORD)


@pytest.fixture
def rina(client, chief):
    client.force_login(chief)
    return client


def link(page):
    return re.search(r'value="http://testserver(/joining/[^"]+)"', page)[1]


def written():
    with connection.cursor() as cursor:
        cursor.execute("select action, subject from audit_entry order by id")
        return cursor.fetchall()


def test_somebody_is_added_and_comes_in_by_a_link(rina, office):
    page = rina.post("/staff/new/", {**NEW, "office": office.id}).content.decode()
    tamu = Client()

    answer = tamu.post(link(page), {"password": "melati-putih-34"})

    assert answer.headers["Location"] == "/offices/"
    assert tamu.get("/offices/TS/agenda/").status_code == 200
    role = Role.objects.get(staff__email="tamu@loket.test")
    assert (role.duty, role.office) == (Duty.OFFICER, office)
    assert [action for action, _ in written()][:2] == ["staff.added", "password.reset"]


def test_a_link_works_once(rina):
    words = link(rina.post("/staff/new/", NEW).content.decode())
    Client().post(words, {"password": "melati-putih-34"})

    answer = Client().post(words, {"password": "mawar-merah-56"})

    assert answer.status_code == 410
    assert "Tautan ini tidak berlaku lagi" in answer.content.decode()
    assert Staff.objects.get(email="tamu@loket.test").check_password("melati-putih-34")


def test_a_link_counts_for_a_day(rina, now):
    words = link(rina.post("/staff/new/", NEW).content.decode())
    now.shift(25 * 60 * 60)

    assert Client().get(words).status_code == 410


def test_a_later_link_makes_the_first_one_worthless(rina):
    first = link(rina.post("/staff/new/", NEW).content.decode())
    tamu = Staff.objects.get(email="tamu@loket.test")
    second = link(rina.post(f"/staff/{tamu.id}/links").content.decode())

    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_a_weak_password_is_refused_and_the_link_still_counts(rina):
    words = link(rina.post("/staff/new/", NEW).content.decode())

    assert Client().post(words, {"password": "pendek"}).status_code == 422
    assert Client().get(words).status_code == 200


@pytest.mark.parametrize("words", ["x/y", "1/x-y", "zzzzzzzzzzzzzz/x"])
def test_nonsense_is_no_link(db, client, words):
    assert client.get(f"/joining/{words}/").status_code == 410


def test_an_address_that_is_taken_is_refused_with_its_form(rina, chief):
    answer = rina.post("/staff/new/", {**NEW, "email": chief.email})

    assert answer.status_code == 422
    assert "Surel ini sudah dipakai." in answer.content.decode()
    assert 'value="Tamu"' in answer.content.decode()


def test_duties_are_given_and_taken_per_office(rina, make_staff, office):
    siti = make_staff("Siti", Duty.FRONT_DESK, office)

    rina.post(f"/staff/{siti.id}/duties", {"duty": "auditor"})
    role = siti.roles.get(duty=Duty.FRONT_DESK)
    rina.post(f"/staff/{siti.id}/duties/{role.id}/end")

    assert [(r.duty, r.office) for r in siti.roles.all()] == [(Duty.AUDITOR, None)]
    assert [a for a, _ in written()] == ["staff.duty_given", "staff.duty_taken"]


def test_an_office_of_another_agency_gets_nobody(rina, make_staff, office):
    from tests.web.conftest import make_office

    theirs = make_office(
        Agency.objects.create(slug="x", name="X"), "XX", "Asia/Jakarta"
    )
    siti = make_staff("Siti", Duty.FRONT_DESK, office)

    answer = rina.post(
        f"/staff/{siti.id}/duties", {"duty": "officer", "office": theirs.id}
    )

    assert answer.status_code == 422
    assert not Role.objects.filter(office=theirs).exists()


def test_nobody_takes_their_own_last_duty_as_administrator(rina, chief, make_staff):
    make_staff("Budi", Duty.ADMINISTRATOR, None, PASSWORD)
    role = chief.roles.get()

    page = rina.post(f"/staff/{chief.id}/duties/{role.id}/end", follow=True)

    assert "administrator lain dapat" in page.content.decode()
    assert chief.roles.exists()


def test_the_last_administrator_stays(make_staff, office, chief):
    invited = make_staff("Budi", Duty.ADMINISTRATOR)
    invited.set_unusable_password()
    invited.save()

    with pytest.raises(people.LastAdministrator):
        people.take_duty(chief.roles.get().id, office.agency)
    with pytest.raises(people.LastAdministrator):
        people.deactivate(chief)

    make_staff("Sari", Duty.ADMINISTRATOR, None, PASSWORD)
    assert people.deactivate(chief)


def test_whoever_is_let_go_is_out_at_once(rina, make_staff, office):
    siti = make_staff("Siti", Duty.FRONT_DESK, office, PASSWORD)
    browser = Client()
    try_in(browser)

    rina.post(f"/staff/{siti.id}/deactivation")

    assert browser.get("/me/").status_code == 302
    assert try_in(browser).status_code == 422
    assert "diakhiri" in rina.get("/staff/").content.decode()
    rina.post(f"/staff/{siti.id}/activation")
    assert try_in(browser).status_code == 302


def test_an_account_of_two_agencies_is_ended_by_neither(rina, make_staff, office):
    siti = make_staff("Siti", Duty.FRONT_DESK, office, PASSWORD)
    theirs = Agency.objects.create(slug="lain", name="Lain")
    Role.objects.create(staff=siti, agency=theirs, duty=Duty.OFFICER)

    for verb in ("deactivation", "links", "second-factor/resets"):
        page = rina.post(f"/staff/{siti.id}/{verb}", follow=True).content.decode()
        assert "juga milik instansi lain" in page
    siti.refresh_from_db()
    assert siti.is_active
    assert siti.check_password(PASSWORD)


def test_people_are_found_by_name_and_an_empty_answer_says_what_to_do(
    rina, make_staff, office
):
    make_staff("Siti", Duty.FRONT_DESK, office)

    assert "siti@loket.test" in rina.get("/staff/?q=sit").content.decode()
    page = rina.get("/staff/?q=nihil").content.decode()
    assert "siti@loket.test" not in page
    assert "Tampilkan semua orang" in page


def test_an_auditor_reads_and_changes_nothing(make_staff, office):
    client = Client()
    client.force_login(make_staff("Tamu", Duty.AUDITOR))
    siti = make_staff("Siti", Duty.FRONT_DESK, office)

    page = client.get(f"/staff/{siti.id}/").content.decode()

    assert "<form" in page
    assert "/deactivation" not in page
    assert "/duties" not in page
