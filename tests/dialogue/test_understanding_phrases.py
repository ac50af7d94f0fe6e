"""The lists of words hold what they promise."""

from __future__ import annotations

import pytest

from loket.dialogue.understanding import intent
from loket.dialogue.understanding.alarm_words import ALARMS
from loket.dialogue.understanding.intent import Intent
from loket.dialogue.understanding.intent_words import COMMANDS, PHRASES
from loket.dialogue.understanding.phrase_words import REAL_WORDS
from loket.dialogue.understanding.text import words

# Only ever a whole message.
SILENT = {Intent.LEAVE}


@pytest.mark.parametrize("language", list(PHRASES))
def test_every_language_asks_for_everything(language: str) -> None:
    assert set(PHRASES[language]) >= set(map(str, Intent)) - SILENT


def test_every_intent_has_words() -> None:
    written = {name for intents in PHRASES.values() for name in intents}

    assert written | set(COMMANDS) == set(Intent)


def test_no_phrase_means_two_things() -> None:
    meanings: dict[str, set[str]] = {}
    for intents in PHRASES.values():
        for name, phrases in intents.items():
            for phrase in phrases:
                meanings.setdefault(phrase, set()).add(name)

    assert {p: names for p, names in meanings.items() if len(names) > 1} == {}


def test_phrases_are_written_as_they_are_heard() -> None:
    """A short form or an accent in a list would never be found."""
    lists = [phrases for intents in PHRASES.values() for phrases in intents.values()]
    lists += [*COMMANDS.values(), *ALARMS.values()]
    odd = [p for phrases in lists for p in phrases if " ".join(words(p)) != p]

    assert odd == []


def test_every_phrase_alone_is_heard_as_what_it_means() -> None:
    wrong = [
        (phrase, name)
        for intents in PHRASES.values()
        for name, phrases in intents.items()
        for phrase in phrases
        if not REAL_WORDS.intersection(phrase.split())
        if (wish := intent.wish(phrase)) is None or wish.intent != name
    ]

    assert wrong == []


def swapped(word: str) -> list[str]:
    """A word with two letters beside each other swapped, the first one never."""
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(1, len(word) - 1)
        if word[at] != word[at + 1]
    ]


# These are other words, or fold into one letter.
UNHEARD = {"diminati", "weeeknd", "pesanna"}


@pytest.mark.parametrize("language", list(PHRASES))
def test_two_swapped_letters_of_a_long_word_hide_nothing(language: str) -> None:
    unheard = {
        slip
        for name, phrases in PHRASES[language].items()
        for phrase in phrases
        for word in phrase.split()
        if len(word) >= 6
        for slip in swapped(word)
        if (wish := intent.wish(phrase.replace(word, slip))) is None
        or wish.intent != name
    }

    assert unheard <= UNHEARD
