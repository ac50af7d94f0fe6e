"""Whoever does or looks at something by a page stands in the list, once."""

from __future__ import annotations

import pytest
from django.db import connection

from loket.bookings import actions as bookings
from loket.bookings.models import BookedPerson
from loket.lib import audit, clock
from loket.lib.audit import Actor, ActorKind
from loket.offices.models import Duty, Staff
from tests.web.test_waiting import make_account, make_talk

HOURS = {"opens-0-0": "08:00", "closes-0-0": "09:00"}
BUDGET = {"budget-amount": "1000000", "budget-currency": "IDR"}


def entries():
    with connection.cursor() as cursor:
        cursor.execute(
            "select actor_kind, actor_id, action, subject, agency_id, office_id "
            "from audit_entry order by id"
        )
        return cursor.fetchall()


def actions():
    return [row[2] for row in entries()]


def post(client, address, **words):
    answer = client.post(address, words)
    assert answer.status_code in {200, 302}, answer.content.decode()[:500]


@pytest.fixture
def siti_of_service(client, make_staff, office):
    siti = make_staff("Siti", Duty.OFFICER, office)
    client.force_login(siti)
    return client, siti


@pytest.fixture
def talk(office):
    return make_talk(make_account(office.agency, "100"))


def test_an_officer_who_takes_a_talk_and_answers_is_named(
    siti_of_service, talk, office
):
    client, siti = siti_of_service

    client.get(f"/talks/{talk.id}/")
    for verb in ("takings", "answers", "returns"):
        talk.refresh_from_db()
        post(client, f"/talks/{talk.id}/{verb}", version=talk.version, words="Baik")

    mine = [row[1:5] for row in entries()]
    assert mine == [
        (siti.id, f"talk.{what}", str(talk.id), office.agency_id)
        for what in ("seen", "taken", "answered", "returned")
    ]


def test_a_screen_that_renews_itself_is_one_look(siti, office):
    for _ in range(3):
        siti.get("/offices/TS/agenda/")
    siti.get("/offices/TS/agenda/", {"day": "2026-11-25"})

    assert actions() == ["agenda.seen"] * 2


def test_one_look_is_one_entry_however_many_names_it_shows(siti, office, slot, book):
    book(slot, "Budi", "Rina")
    before = len(entries())

    siti.get("/offices/TS/agenda/")

    assert BookedPerson.objects.count() == 2
    assert actions()[before:] == ["agenda.seen"]


def test_what_failed_is_not_written(siti, office, slot, book):
    booking = book(slot, "Budi")
    before = len(entries())

    siti.post(f"/bookings/{booking.id}/arrival", {"before": "no_show"})

    assert actions()[before:] == []


@pytest.mark.parametrize(
    ("address", "words", "action"),
    [
        ("/talks/hours/settings", HOURS, "answering_hours.set"),
        ("/texts/languages", {"code": "jv", "on": "1"}, "language.switched"),
        ("/costs/budgets", BUDGET, "budget.set"),
        ("/setup/keys/confirmations", {}, "step.confirmed"),
        ("/texts/id/hello.again/wordings", {"form-0": "Halo"}, "text.changed"),
    ],
)
def test_who_changes_a_setting_is_named(rina, office, address, words, action):
    rina.post(address, words)

    who = Staff.objects.get(name="Rina").id
    assert [row[:3] for row in entries()] == [("staff", who, action)]


def test_bookings_that_end_together_are_written_together(office, make_slot, book):
    ended = [book(make_slot(hour), f"Tamu {hour}").id for hour in (9, 10, 11)]
    before = len(entries())

    with audit.acting(Actor(ActorKind.STAFF, 7)):
        bookings.cancel([(id_, None) for id_ in ended], clock.now())

    written = entries()[before:]
    assert {row[3] for row in written} == set(map(str, ended))
    assert {row[:3] for row in written} == {("staff", 7, "booking.cancelled")}
