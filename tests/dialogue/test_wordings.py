"""Own words are refused when something would be missing, unknown or too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue import wordings, words
from loket.dialogue.wordings import Fault, Kind


def kinds(key: str, *forms: str, language: str = "id") -> list[Kind]:
    return [fault.kind for fault in wordings.faults(language, key, forms)]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_original_would_be_accepted(language):
    refused = {
        key: found
        for key, forms in words.catalogue(language).items()
        if (found := wordings.faults(language, key, forms))
    }

    assert refused == {}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_variable_has_a_sample(language):
    used = set().union(
        *(wordings.variables(f) for s in words.catalogue("id").values() for f in s)
    )

    assert used - set(wordings.samples()[language]) == set()


def test_a_missing_variable_is_named():
    (fault,) = wordings.faults("id", "hint.places", ["masih ada tempat"])

    assert fault == Fault(Kind.MISSING, 0, ["count"])


def test_an_unknown_variable_is_named():
    (fault,) = wordings.faults("id", "hello.again", ["Halo {nama}."])

    assert fault == Fault(Kind.UNKNOWN, 0, ["nama"])


@pytest.mark.parametrize("form", ["", "  ", "\n"])
def test_nothing_cannot_be_said(form):
    assert kinds("hello.again", form) == [Kind.EMPTY]


@pytest.mark.parametrize(
    "form",
    ["{count", "count}", "{}", "{0}", "{count!r}", "{count:>99}", "{count.real}"],
)
def test_braces_may_hold_a_name_and_nothing_else(form):
    assert kinds("hint.places", form) == [Kind.BROKEN]


def test_a_button_of_more_than_twenty_characters_is_refused():
    assert kinds("button.book", "x" * 20) == []
    (fault,) = wordings.faults("id", "button.book", ["x" * 21])

    assert (fault.kind, fault.have, fault.most) == (Kind.LONG, 21, 20)


def test_a_sentence_leaves_half_of_a_message_to_others():
    assert kinds("hello.again", "x" * 512) == []
    assert kinds("hello.again", "x" * 513) == [Kind.LONG]


def test_the_singular_may_go_without_its_number():
    assert kinds("hint.places", "one seat left", "{count} left", language="en") == []
    assert kinds("hint.places", "{count} left", "seats", language="en") == [
        Kind.MISSING
    ]


def test_what_no_catalogue_has_cannot_be_reworded():
    assert wordings.faults("id", "no.such", ["x"]) == [Fault(Kind.BROKEN)]


@given(st.text(max_size=60))
def test_whatever_is_accepted_can_be_said(form):
    if wordings.faults("id", "hint.places", [form]):
        return

    filled = words.fill(form, {"count": 3})

    assert filled.strip()
    assert "3" in filled
