"""A kind of case changes without any running case losing its way."""

from __future__ import annotations

from datetime import date

import pytest

from loket.cases import actions, kinds, shaping
from loket.cases.models import CaseDocument, CaseType, Stage
from loket.cases.shaping import Refused, Rule
from loket.cases.stages import StageKind
from tests.cases.conftest import NOW

NAMES = {"id": "Baru", "en": "New"}


@pytest.fixture
def passport(office) -> CaseType:
    return CaseType.objects.get(slug="paspor-baru")


@pytest.fixture
def at(passport):
    return lambda slug: Stage.objects.get(type=passport, slug=slug)


@pytest.fixture
def refused():
    def refused(change, *args, **more):
        with pytest.raises(Refused) as refusal:
            change(*args, **more)
        return refusal.value.code, refusal.value.count

    return refused


def pairs(kind):
    found = kinds.of_agencies([kind.agency_id])[kind.id].moves
    return {(a, b) for a, after in found.items() for b in after}


def test_a_stage_with_cases_stays_and_so_does_one_that_they_came_by(
    make_case, at, refused, keyring
):
    case = make_case("bayar")
    assert refused(shaping.remove_stage, at("bayar")) == ("stage_in_use", 1)

    actions.move(case.id, at("bayar").id, at("cetak").id, NOW, keyring)

    assert refused(shaping.remove_stage, at("bayar")) == ("stage_known", 1)
    assert refused(shaping.remove_stage, at("batal")) == ("stage_lapse", 0)
    shaping.remove_stage(at("kurang"))
    assert case.events.count() == 2


def test_a_stage_in_use_keeps_its_meaning(make_case, at, refused):
    make_case("cetak")

    assert refused(shaping.change_stage, at("cetak"), kind="citizen") == (
        "kind_in_use",
        1,
    )
    assert refused(shaping.change_stage, at("siap"), kind="office") == ("kind_moves", 0)
    shaping.change_stage(at("cetak"), kind="office", names=NAMES)
    shaping.change_stage(at("kurang"), kind="office")
    assert at("cetak").names == NAMES


def test_no_case_is_left_without_a_move(make_case, passport, at, refused):
    make_case("cetak")
    all_ = pairs(passport)
    without = {pair for pair in all_ if pair[0] != at("cetak").id}

    assert refused(shaping.set_moves, passport, without) == ("move_stuck", 1)
    assert pairs(passport) == all_
    shaping.set_moves(passport, {*without, (at("cetak").id, at("siap").id)})
    assert pairs(passport) == {*without, (at("cetak").id, at("siap").id)}


def test_kinds_of_stages_forbid_moves(passport, at, refused):
    back = {(at("diambil").id, at("siap").id)}

    assert refused(shaping.set_moves, passport, back) == ("move_kinds", 0)


def test_a_new_promise_counts_from_its_day_and_the_old_one_stands(
    make_case, passport, at, refused
):
    case = make_case("bayar")
    first = case.promise_id
    rule = Rule("", at("bayar"), 7, date(2026, 12, 1), "SK 1/2026", NOW.date())

    shaping.add_promise(passport, rule)

    case.refresh_from_db()
    assert case.promise_id == first
    old, new = passport.promises.filter(track="").order_by("valid_from")
    assert (old.valid_until, new.working_days) == (date(2026, 11, 30), 7)
    assert refused(shaping.add_promise, passport, rule) == ("promise_later", 0)


def test_a_document_that_was_ticked_stays(make_case, passport, refused):
    case = make_case()
    document = CaseDocument.objects.filter(type=passport).first()
    actions.tick(case.id, document.id, 1, NOW)

    assert refused(shaping.remove_document, document) == ("document_seen", 1)
    actions.untick(case.id, document.id)
    shaping.remove_document(document)


def test_a_new_kind_leads_from_its_first_stage_to_the_last(office):
    stages = [
        {"names": {"id": "Satu"}, "kind": StageKind.OFFICE},
        {"names": {"id": "Siap"}, "kind": StageKind.READY},
        {"names": {"id": "Diambil"}, "kind": StageKind.COLLECTED},
        {"names": {"id": "Batal"}, "kind": StageKind.ENDED},
    ]

    kind = shaping.add_type(office.agency, NAMES, stages)

    names = dict(kind.stages.values_list("id", "slug"))
    found = {(names[a], names[b]) for a, b in pairs(kind)}
    assert found == {
        ("satu", "siap"), ("siap", "diambil"), ("satu", "batal"), ("siap", "batal"),
    }  # fmt: skip
    with pytest.raises(Refused):
        shaping.add_type(office.agency, NAMES, stages)
