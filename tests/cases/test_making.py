"""A case that is opened by hand: once, and for whoever booked."""

from __future__ import annotations

from datetime import date

import pytest

from loket.cases import asking, making, queries
from loket.cases.asking import Asker
from loket.cases.making import NewCase
from loket.cases.models import Case, CaseEvent, Follower
from loket.cases.records import Fault
from loket.offices import queries as offices
from tests.cases.conftest import NOW, NUMBER, PHONE, record

NEW = NewCase("paspor-baru", NUMBER, "Siti Aminah", date(1990, 3, 12), PHONE)


@pytest.fixture
def open_(office, keyring):
    def open_(new: NewCase):
        return making.open_by_hand(new, offices.offices()[office.id], NOW, keyring)

    return open_


def test_it_begins_at_the_first_stage_and_its_holder_may_ask(
    open_, keyring, siti, account
):
    id_ = open_(NEW)

    case = queries.by_id([id_], keyring)[id_]
    assert case.holder.name == "Siti Aminah"
    assert Case.objects.get(id=id_).stage.slug == "terdaftar"
    asker = Asker(account.agency_id, siti, account.id)
    assert [c.id for c in asking.known([asker], NOW, keyring)[0].cases] == [id_]


def test_a_number_that_is_there_changes_nothing(open_, take):
    take(record("cetak", name="Rina"))
    before = list(CaseEvent.objects.values())

    with pytest.raises(making.AlreadyThere) as refused:
        open_(NEW)

    assert refused.value.case_id == Case.objects.get().id
    assert list(CaseEvent.objects.values()) == before


def test_whoever_booked_follows_it_without_its_phone(open_, siti):
    id_ = open_(NewCase("paspor-anak", NUMBER, "Aisyah", contact_id=siti))

    assert Follower.objects.get(case_id=id_).how == "booking"


def test_what_is_not_possible_is_said(open_):
    with pytest.raises(making.Wrong) as refused:
        open_(NewCase("paspor-baru", "ab;", "Siti"))

    assert refused.value.fault is Fault.BAD_NUMBER
    assert not Case.objects.exists()
