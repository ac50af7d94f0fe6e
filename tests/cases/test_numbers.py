"""Long numbers are found however they are written, and told apart."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.cases.numbers import Found, NumberKind, find
from loket.messaging.privacy import looks_like_nik

APPLICATION = "9926112600000417"
NIK = "9901015203900001"
BILLING = "820261129000417"


def numbers(words):
    return find(words, looks_like_nik)


@pytest.mark.parametrize(
    "words",
    [
        APPLICATION,
        f"status permohonan {APPLICATION} min",
        "min 9926 1126 0000 0417 udah jadi?",
        "no. 9926-1126-0000-0417, lahir 12 03 1990",
        "9926.1126.0000.0417",
        "9926 1126 0000 0417 12 03 1990",
    ],
)
def test_an_application_number_is_found_however_it_is_written(words):
    assert numbers(words) == [Found(NumberKind.APPLICATION, APPLICATION)]


def test_what_has_the_structure_of_an_identity_number_is_told_apart():
    assert numbers(f"nik {NIK}") == [Found(NumberKind.IDENTITY, NIK)]


def test_a_billing_code_has_fifteen_digits():
    assert numbers(f"kode billing {BILLING} sudah dibayar") == [
        Found(NumberKind.BILLING, BILLING)
    ]


def test_a_receipt_has_letters_and_digits():
    assert numbers("ntpn 3F1A2B4C5D6E7F80") == [
        Found(NumberKind.RECEIPT, "3F1A2B4C5D6E7F80")
    ]


@pytest.mark.parametrize("words", ["99261126O0000417", "9926 1126 OOOO 0417"])
def test_letters_that_look_like_digits_are_a_guess(words):
    assert numbers(words) == [
        Found(NumberKind.APPLICATION, APPLICATION, is_guessed=True)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "paspor saya sudah jadi belum ya min tolong dicek",
        "0812 3456 7890",
        "12345678901234",
        "12345678901234567",
        "permohonansayaitu",
        "jam 9 tgl 24 12 2026 bertiga",
    ],
)
def test_other_words_hold_no_number(words):
    assert numbers(words) == []


@given(
    digits=st.text("0123456789", min_size=16, max_size=16),
    cuts=st.sets(st.integers(1, 15), max_size=4),
    mark=st.sampled_from([" ", "-", ".", "  "]),
    before=st.sampled_from(["", "no ", "status permohonan: ", "halo kak, "]),
)
def test_blanks_and_marks_change_nothing(digits, cuts, mark, before):
    places = [0, *sorted(cuts), 16]
    written = mark.join(digits[a:b] for a, b in itertools.pairwise(places))

    assert [one.number for one in numbers(before + written)] == [digits]


@given(st.text(max_size=80))
def test_no_words_break_it(words):
    for one in numbers(words):
        assert len(one.number) in {15, 16}
