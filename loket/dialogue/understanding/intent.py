"""
What somebody wants, from the words they used.

Two ways to listen. A *command* is a whole message that can mean one thing only, at
any step ("batal", "menu"). A *wish* is looked for inside a longer sentence, and only
when the step that waits did not understand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from loket.dialogue.understanding.intent_words import (
    COMMANDS,
    FILLERS,
    INDONESIAN,
    PHRASES,
)
from loket.dialogue.understanding.text import nearly, words

MOST_WORDS_OF_A_COMMAND = 6
# Different words. Who writes more has not put the wish behind them.
MOST_WORDS_HEARD = 200


class Intent(StrEnum):
    """What can be wanted. The order decides where two fit equally well."""

    PERSON = "person"
    CANCEL = "cancel"
    MINE = "mine"
    BOOK = "book"
    ENGLISH = "english"
    INDONESIAN = "indonesian"
    MENU = "menu"
    STOP = "stop"
    THANKS = "thanks"
    GREETING = "greeting"


@dataclass(frozen=True, slots=True)
class Wish:
    """
    An intent that was heard. `language` is that of the words ("id", "en", or "" if
    both use them). `is_whole` says that nothing else was said.
    """

    intent: Intent
    language: str
    is_whole: bool


_commands = {
    tuple(phrase.split()): Intent(name)
    for name, phrases in COMMANDS.items()
    for phrase in phrases
}
_phrases = [
    (Intent(name), language, tuple(phrase.split()))
    for name, languages in PHRASES.items()
    for language, phrases in languages.items()
    for phrase in phrases
]
_vocabulary: dict[str, set[str]] = {}
for _meaning in _phrases:
    for _word in _meaning[2]:
        _vocabulary.setdefault(_word[0], set()).add(_word)
_by_first_word: dict[str, list[tuple[Intent, str, tuple[str, ...]]]] = {}
for _meaning in _phrases:
    _by_first_word.setdefault(_meaning[2][0], []).append(_meaning)
_rank = {intent: place for place, intent in enumerate(Intent)}


def command(text: str) -> Intent | None:
    """Return the command that the whole text is, None if it is not one."""
    said = words(text)
    if not said or len(said) > MOST_WORDS_OF_A_COMMAND:
        return None
    return _commands.get(tuple(said)) or _commands.get(
        tuple(word for word in said if word not in FILLERS)
    )


def wish(text: str) -> Wish | None:
    """Return the strongest wish in a text: the longest phrase that was said whole."""
    said = list(dict.fromkeys(words(text)))[:MOST_WORDS_HEARD]
    places = _places(said)
    heard = [
        (intent, language, phrase, [places[goal] for goal in phrase])
        for first in places
        for intent, language, phrase in _by_first_word.get(first, ())
        if all(goal in places for goal in phrase)
    ]
    if not heard:
        return None
    intent, language, *_ = max(heard, key=lambda h: _weight(h[0], h[2], said))
    covered = {place for *_, found in heard for place in found}
    rest = [word for n, word in enumerate(said) if n not in covered]
    is_whole = all(word in FILLERS for word in rest)
    return Wish(intent, "id" if INDONESIAN.intersection(said) else language, is_whole)


def _weight(
    intent: Intent, phrase: Sequence[str], said: Sequence[str]
) -> tuple[int, int, int]:
    """Longer phrases weigh more, then those without a slip, then the rank."""
    return len(phrase), sum(word in said for word in phrase), -_rank[intent]


def _places(said: Sequence[str]) -> dict[str, int]:
    """Where each word of our phrases was said first, perhaps with a slip."""
    places: dict[str, int] = {}
    for place, word in enumerate(said):
        for goal in _vocabulary.get(word[0], ()):
            if goal not in places and nearly(word, goal):
                places[goal] = place
    return places
