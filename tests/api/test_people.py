"""Other systems ask for copies and erasures; two people of the office decide."""

from __future__ import annotations

import pytest

from loket.contacts import requests
from loket.contacts.models import DataRequest, Ground, RequestKind
from loket.contacts.requests import Proposal
from tests.api.conftest import NOW


@pytest.fixture
def code(system, slot):
    siti = {"name": "Siti Aminah", "birth_date": "1990-03-12"}
    return system.sends("/bookings", {"slot": slot.id, "people": [siti]}).json()["code"]


def agree(number):
    """An officer proposes, another approves."""
    one = DataRequest.objects.get(id=number)
    wanted = Proposal(
        one.agency_id, RequestKind(one.kind), one.subject_id, Ground.LETTER, 1
    )
    requests.propose(wanted, NOW)
    requests.approve(number, 2, NOW)


def test_a_copy_is_taken_once_after_two_people_agreed(system, code):
    asked = system.sends("/people/copies", {"code": code}).json()
    assert asked["state"] == "asked"
    assert system.sends("/people/copies", {"code": code}).json() == asked
    path = f"/people/copies/{asked['number']}"
    early = system.sends(f"{path}/takings")
    assert (early.status_code, early.json()["reason"]) == (409, "asked")

    agree(asked["number"])
    assert system.asks(path).json()["state"] == "approved"
    copy = system.sends(f"{path}/takings").json()

    people = next(one for one in copy["parts"] if one["name"] == "booked_people")
    assert people["rows"][0]["name"] == "Siti Aminah"
    assert system.sends(f"{path}/takings").status_code == 409


def test_an_erasure_is_asked_for_and_waits_for_two_people(system, code):
    asked = system.sends("/people/erasures", {"code": code}).json()

    assert system.asks(f"/people/erasures/{asked['number']}").json() == asked
    assert asked["due_at"] == "2026-11-26T03:00:00Z"
    assert DataRequest.objects.get().kind == "erasure"
    assert system.asks(f"/people/copies/{asked['number']}").status_code == 404


def test_who_is_meant_must_be_clear(system, office):
    assert system.sends("/people/copies", {}).status_code == 409
    both = {"code": "TS-AAAAA", "phone": "628120000"}
    assert system.sends("/people/copies", both).status_code == 409
    assert system.sends("/people/copies", {"phone": "628120000"}).status_code == 404


def test_a_key_of_one_office_or_another_agency_learns_of_nobody(
    code, make_system, office, foreign_office
):
    here = make_system(office.agency, offices=(office,))
    answer = here.sends("/people/copies", {"code": code})
    assert (answer.status_code, answer.json()["reason"]) == (403, "all_offices")
    theirs = make_system(foreign_office.agency)
    assert theirs.sends("/people/erasures", {"code": code}).status_code == 404
