from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from loket.dialogue import words
from loket.dialogue.notices import templates
from loket.dialogue.words_limits import BODY, KEY_LIMITS

CODE = sorted(Path(words.__file__).parent.rglob("*.py"))
MARKUP = re.compile(r"<[a-z/]|[*_~]{1}\w+[*_~]{1}")


def variables(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def every(language: str) -> list[tuple[str, str]]:
    return [
        (key, form)
        for key, forms in words.catalogue(language).items()
        for form in forms
    ]


EVERY = (*words.LANGUAGES, *words.PREPARED)


@pytest.mark.parametrize("language", EVERY)
def test_all_languages_say_the_same_things(language: str) -> None:
    assert set(words.catalogue(language)) == set(words.catalogue("id"))


@pytest.mark.parametrize("language", EVERY)
def test_nothing_is_left_unsaid(language: str) -> None:
    assert [key for key, form in every(language) if not form.strip()] == []


@pytest.mark.parametrize("language", EVERY)
def test_all_languages_use_the_same_variables(language: str) -> None:
    spoken = words.catalogue(language)
    differing = [
        key
        for key, forms in words.catalogue("id").items()
        if variables(forms[-1]) != variables(spoken.get(key, forms)[-1])
    ]

    assert differing == []


@pytest.mark.parametrize("language", EVERY)
def test_buttons_and_rows_fit_into_the_channel(language: str) -> None:
    too_long = [
        (key, form)
        for key, form in every(language)
        for prefix, limit in KEY_LIMITS.items()
        if key.startswith(prefix) and len(form.format_map(_sample(form))) > limit
    ]

    assert too_long == []


@pytest.mark.parametrize("language", EVERY)
def test_sentences_leave_room_for_what_is_filled_in(language: str) -> None:
    assert [key for key, form in every(language) if len(form) > BODY // 3] == []


@pytest.mark.parametrize("language", EVERY)
def test_nobody_is_shouted_at_or_blamed(language: str) -> None:
    blaming = ("!", "salah", "gagal", "invalid", "wrong", "error", "mangkir")

    found = [
        (key, word)
        for key, form in every(language)
        for word in blaming
        if word in form.lower()
    ]

    assert found == []


def test_every_sentence_that_the_flows_say_is_in_the_catalogue() -> None:
    said = {
        match[1]
        for path in CODE
        for match in re.finditer(r'"([a-z_]+\.[a-z_]+)"', path.read_text())
        if match[1].split(".")[0] in _families()
    }
    steps = {"book.service", "book.office", "book.day", "book.hour", "book.people"}
    steps |= {"book.confirm", "book.again", "bookings.cancel", "move.confirm"}

    assert said - steps - set(words.catalogue("id")) == set()


def test_every_sentence_in_the_catalogue_is_said_somewhere() -> None:
    code = "\n".join(path.read_text() for path in [*CODE, templates.SOURCE])
    built = (
        "no_day.",
        "no_hour.",
        "gap.",
        "hold.",
        "fixed.",
        "alarm.",
        "erasure.",
        "export.",
    )  # from the reason's own name

    unsaid = [
        key
        for key in words.catalogue("id")
        if f'"{key}"' not in code and not key.startswith(built)
    ]

    assert unsaid == []


def test_an_unknown_language_is_spoken_as_indonesian() -> None:
    assert words.say("jv", "button.person") == "Bicara petugas"


def test_a_missing_variable_is_refused() -> None:
    with pytest.raises(words.NoSuchWords, match="hint"):
        words.say("id", "hint.places")


def test_unknown_words_are_refused() -> None:
    with pytest.raises(words.NoSuchWords):
        words.say("id", "no.such_words")


def test_english_counts_one_place_and_many_places() -> None:
    assert words.say("en", "hint.places", count=1) == "1 place left"
    assert words.say("en", "hint.places", count=7) == "7 places left"
    assert words.say("id", "hint.places", count=1) == "sisa 1 tempat"


def _families() -> set[str]:
    return {key.split(".")[0] for key in words.catalogue("id")}


def _sample(form: str) -> dict[str, str]:
    samples = {"count": "10", "day": "Sab 28 Nov", "zone": "WITA"}
    return {name: samples.get(name, "x" * 20) for name in variables(form)}
