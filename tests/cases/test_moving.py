"""Officers move cases as their type allows, and put wrong entries right by new ones."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.cases import actions
from loket.cases.actions import Collector, NoReason, NotPossible
from loket.cases.models import Case, CaseEvent
from loket.cases.stages import FULFILLED
from tests.cases.conftest import NOW, record


@pytest.fixture
def at(kind):
    return lambda slug: kind.stage(slug).id


def test_an_officer_moves_a_case_on(make_case, at, keyring):
    case = make_case("terdaftar")

    actions.move(case.id, at("terdaftar"), at("bayar"), NOW, keyring)

    assert Case.objects.get().stage_id == at("bayar")
    assert CaseEvent.objects.order_by("id").last().origin == ""


def test_a_move_that_the_type_does_not_know_is_refused(make_case, at, keyring):
    case = make_case("terdaftar")

    with pytest.raises(NotPossible):
        actions.move(case.id, at("terdaftar"), at("siap"), NOW, keyring)


def test_of_two_officers_the_second_is_told(make_case, at, keyring):
    case = make_case("terdaftar")
    actions.move(case.id, at("terdaftar"), at("bayar"), NOW, keyring)

    with pytest.raises(NotPossible):
        actions.move(case.id, at("terdaftar"), at("batal"), NOW, keyring)


def test_a_correction_needs_a_reason_and_leaves_the_wrong_entry(make_case, at, keyring):
    case = make_case("siap")

    with pytest.raises(NoReason):
        actions.correct(case.id, at("siap"), at("cetak"), " ", NOW, keyring)
    actions.correct(case.id, at("siap"), at("cetak"), "salah klik", NOW, keyring)

    kinds = CaseEvent.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["opened", "corrected"]


def test_what_is_ready_is_handed_out(make_case, at, keyring):
    case = make_case("siap")

    actions.hand_out(case.id, at("siap"), Collector(False, 0), NOW, keyring)

    assert Case.objects.get().closed_at == NOW
    assert CaseEvent.objects.order_by("id").last().details["by"] == "proxy"


@settings(
    max_examples=25,
)
@given(path=st.lists(st.sampled_from(range(7)), min_size=1, max_size=8))
def test_whatever_is_told_a_case_is_never_ready_and_promised_at_once(
    take, kind, keyring, path
):
    slugs = [one.slug for one in kind.stages.values()]
    CaseEvent.objects.all().delete()
    Case.objects.all().delete()

    for n in path:
        take(record(slugs[n % len(slugs)]))
        case = Case.objects.get()
        stage = kind.stages[case.stage_id]
        assert (stage.kind in FULFILLED) <= (case.expected_date is None)
        assert (case.ready_at is not None) <= (stage.kind in FULFILLED)
    assert CaseEvent.objects.count() == 1 + sum(
        before != after for before, after in itertools.pairwise(path)
    )
