"""The identity number of a holder: sealed apart, seen with a reason, never judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.cases import holder as holders
from loket.cases import nik, rekeying
from loket.cases.models import Case
from loket.cases.nik import Doubt, Reason
from loket.cases.resealing import boxes
from loket.lib.crypto import CannotOpen
from tests.cases.conftest import NOW
from tests.web.conftest import recorded

# Province 99 is invented; the day is a woman's: 12 + 40.
NIK = "9971015203900042"
BORN = date(1990, 3, 12)

born = st.dates(date(1930, 1, 1), date(2026, 1, 1))


def written(day: date, place: str = "317101", more: int = 0, serial: int = 42) -> str:
    return f"{place}{day.day + more:02}{day:%m%y}{serial:04}"


@given(born, st.sampled_from([0, 40]), st.integers(1, 9999))
def test_a_number_that_fits_its_holder_raises_no_doubt(day, more, serial):
    assert nik.doubts(written(day, more=more, serial=serial), day) == []
    assert nik.doubts(written(day, more=more, serial=serial), None) == []


@given(born, born)
def test_another_birth_date_is_a_doubt_and_never_a_refusal(said, real):
    differs = (said.day, said.month, said.year % 100) != (
        real.day, real.month, real.year % 100,
    )  # fmt: skip

    assert nik.doubts(written(said), real) == ([Doubt.BIRTH_DATE] if differs else [])
    assert nik.cleaned(written(said)) == written(said)


@pytest.mark.parametrize("said", ["3171015203900042", "3171 0152 0390 0042 "])
def test_blanks_do_not_matter(said):
    assert nik.cleaned(said) == "3171015203900042"


@pytest.mark.parametrize(
    "said", ["317101520390004", "31710152039000421", "31710152O3900042"]
)
def test_only_sixteen_digits_are_one(said):
    with pytest.raises(nik.NotDigits):
        nik.cleaned(said)


def test_it_opens_for_its_case_and_its_purpose_only(make_case, keyring):
    case = make_case()
    nik.keep(case.id, NIK, NOW, keyring)
    case.refresh_from_db()

    assert NIK.encode() not in bytes(case.nik_sealed)
    with pytest.raises(CannotOpen):
        holders.unseal(keyring, case.id, case.nik_sealed)
    with pytest.raises(CannotOpen):
        holders.unseal_nik(keyring, case.id, bytes(case.sealed))


def test_it_has_a_key_of_its_own(make_case, keyring):
    case = make_case()
    nik.keep(case.id, NIK, NOW, keyring)
    case.refresh_from_db()

    assert bytes(case.nik_sealed)[1] == keyring.active_identity != keyring.active
    assert bytes(case.sealed)[1] == keyring.active


def test_one_that_was_closed_with_the_common_key_is_closed_anew(make_case, keyring):
    case = make_case()
    nik.keep(case.id, NIK, NOW, keyring)
    common = keyring.seal(NIK.encode(), holders.nik_context(case.id))
    Case.objects.update(nik_sealed=common)
    assert nik.look(case.id, Reason.PAPERS, keyring) == NIK

    kind = next(one for one in boxes(Path()) if one.name == "identity numbers of cases")
    (passed,) = kind.reseal(keyring)

    assert (passed.closed, passed.spoilt) == (1, 0)
    assert kind.numbers() == {keyring.active_identity: 1}
    assert nik.look(case.id, Reason.PAPERS, keyring) == NIK


def test_each_look_is_written_down_with_its_reason(make_case, keyring):
    case = make_case()
    assert nik.look(case.id, Reason.PAPERS, keyring) == ""
    nik.keep(case.id, NIK, NOW, keyring)

    assert nik.look(case.id, Reason.PAPERS, keyring) == NIK
    assert recorded()[-2:] == ["case.nik_kept", "case.nik_seen"]


def test_it_can_be_taken_away(make_case, keyring):
    case = make_case()
    nik.keep(case.id, NIK, NOW, keyring)

    nik.keep(case.id, "", NOW, keyring)

    case = Case.objects.get(id=case.id)
    assert (case.nik_sealed, case.nik_key) == (None, None)


@pytest.mark.django_db
def test_a_new_index_key_finds_it_again(make_case, keyring):
    case = make_case()
    nik.keep(case.id, NIK, NOW, keyring)
    before = bytes(Case.objects.get(id=case.id).nik_key)
    Case.objects.update(nik_key=b"", key_number=200)

    assert rekeying.change_index(keyring, keyring.first_index) == 1
    assert bytes(Case.objects.get(id=case.id).nik_key) == before
