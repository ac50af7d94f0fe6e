"""Somebody is found by what they show; nothing sealed is searched through."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.contacts.models import Identity
from loket.subjects import find
from tests.subjects.conftest import NOW, RINA, SITI, make_office

TOMORROW = (NOW + timedelta(days=1)).date()


def test_a_code_is_found_at_ones_own_offices_only(siti, book, office):
    booking = book(siti, SITI)

    assert [hit.id for hit in find.by_code(booking.code.lower(), {office.id})] == [siti]
    assert find.by_code(booking.code, {office.id + 1}) == []


@pytest.mark.parametrize(
    "written", ["0812-000-0001", "+62 812 0000001", "628120000001"]
)
def test_a_number_is_found_however_it_is_written(siti, office, written):
    assert [hit.id for hit in find.by_phone(office.agency_id, written)] == [siti]


def test_a_number_that_was_given_up_leads_to_nobody(siti, office):
    Identity.objects.update(retired_at=NOW)

    assert find.by_phone(office.agency_id, "628120000001") == []
    assert find.by_phone(office.agency_id + 1, "628120000001") == []


def test_a_name_is_found_among_those_of_one_day(siti, book, office, keyring):
    book(siti, SITI, RINA)
    elsewhere = make_office(office.agency, "LB")
    here = {office.id}

    found = find.by_name("aminah", TOMORROW, here, keyring)

    assert [(hit.id, hit.name) for hit in found] == [(siti, "Siti Aminah")]
    assert find.by_name("aminah", NOW.date(), here, keyring) == []
    assert find.by_name("a", TOMORROW, here, keyring) == []
    assert find.by_name("aminah", TOMORROW, {elsewhere.id}, keyring) == []


def test_a_name_with_a_birth_date_needs_no_day(siti, book, office, keyring):
    book(siti, SITI, days=9)
    book(None, RINA, days=9)

    with CaptureQueriesContext(
        connection,
    ) as seen:
        (hit,) = find.by_person(office.agency_id, SITI, {office.id}, keyring)

    assert hit.id == siti
    assert not [it for it in seen.captured_queries if "sealed" in it["sql"]]
    assert find.by_person(office.agency_id, SITI, set(), keyring) == []
