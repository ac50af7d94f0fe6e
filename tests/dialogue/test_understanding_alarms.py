"""Words of danger are heard, and common words are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.dialogue.understanding import alarms
from loket.dialogue.understanding.alarm_words import ALARMS
from loket.dialogue.understanding.listening import clauses
from loket.dialogue.understanding.phrases import Phrases

WORDS = sorted(
    {word for all_ in ALARMS.values() for one in all_ for word in one.split()}
)
SPACES = st.sampled_from([" ", "\n", "\u00a0", ", ", "*", " dan ", "-", "\u2028", "/"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("saya mau bunuh diri", "life"),
        ("suami saya mengancam mau bunuh saya", "life"),
        ("sy dipukuli terus tlg", "life"),
        ("ada bom di kantor", "life"),
        ("I want to kill myself", "life"),
        ("aku arep dipateni", "life"),
        ("paspor saya ditahan majikan di malaysia", "trafficking"),
        ("adik saya dijual ke kamboja", "trafficking"),
        ("kami disekap di myanmar, tidak boleh pulang", "trafficking"),
        ("saya korban TPPO", "trafficking"),
        ("my boss took my passport", "trafficking"),
        ("kula dipeksa kerja", "trafficking"),
        ("jangan bunuh saya", "life"),
        ("disekap dan diancam dibunuh", "life"),
    ],
)
def test_danger_is_heard(text: str, kind: str) -> None:
    assert alarms.alarm(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "halo",
        "paspor saya mati",
        "mati lampu ya kantornya",
        "mau bikin paspor buat kerja di malaysia",
        "berapa biaya paspor hilang",
        "calo di depan kantor",
        "Siti Aminah 12-03-1990",
        "",
    ],
)
def test_common_words_are_no_alarm(text: str) -> None:
    assert alarms.alarm(text) is None


def test_every_phrase_raises_its_alarm() -> None:
    silent = [
        phrase
        for kind, phrases in ALARMS.items()
        for phrase in phrases
        if alarms.alarm(f"tolong kak {phrase}") is None
        or alarms.alarm(f"tolong kak {phrase}") not in (kind, "life")
    ]

    assert silent == []


@given(st.text(max_size=200))
def test_no_text_breaks_the_hearing_of_alarms(text: str) -> None:
    assert alarms.alarm(text) in (None, *alarms.KINDS)


def _slipped(word: str, place: int, letter: str) -> str:
    """A word with a letter in place of another, or one too many."""
    return word[:place] + letter + word[place + 1 :]


SAID = st.builds(
    _slipped,
    st.sampled_from([*WORDS, "tlg", "Dipukuliiii", "d\u00edbunuh", "pasporku", "kak"]),
    st.integers(0, 14),
    st.sampled_from(["", "x", "n", "aa", "nya", "\u0331"]),
)


@given(st.lists(st.tuples(SAID, SPACES), max_size=8))
def test_reading_no_further_misses_no_alarm(said: list[tuple[str, str]]) -> None:
    text = "".join(word + space for word, space in said)
    all_ = Phrases((kind, one) for kind, ones in ALARMS.items() for one in ones)

    heard = {one.meaning for clause in clauses(text) for one in all_.find(clause)}

    kinds = [kind for kind in alarms.KINDS if kind in heard]
    assert alarms.alarm(text) == next(iter(kinds), None)
