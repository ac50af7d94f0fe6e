"""
A text, clause by clause, with the phrases that were heard in each.

What is named right behind a "no" is not wanted: "jangan batalkan" cancels nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic

from loket.dialogue.understanding.intent_words import CONNECTIVES, NEGATIONS
from loket.dialogue.understanding.phrase_words import FILLERS
from loket.dialogue.understanding.phrases import Heard, Meaning, Phrases
from loket.dialogue.understanding.text import TURNS_AT_A_TIME, tidy, words

# Who writes more has not put the wish behind them.
MOST_WORDS_HEARD = 200

_negations = {tuple(negation.split()) for negation in NEGATIONS}
_lengths = {len(negation) for negation in _negations}
_end = re.compile(r"[.,;:?!\n()/]+")


@dataclass(frozen=True, slots=True)
class Clause(Generic[Meaning]):
    """The words of a clause, and the phrases in it with their places among them."""

    said: Sequence[str]
    heard: Sequence[Heard[Meaning]]


def listen(text: str, phrases: Phrases[Meaning]) -> Sequence[Clause[Meaning]]:
    """Return the clauses of a text with the phrases that were heard in them."""
    heard = []
    for words_ in clauses(text):
        said = [part for word in words_ for part in phrases.split_mine(word)]
        found = [one for one in phrases.find(said) if not _is_denied(one, said)]
        heard.append(Clause(said, found))
    return heard


# One turn is asked about again and again, and then never more.
@lru_cache(maxsize=TURNS_AT_A_TIME)
def clauses(text: str) -> Sequence[Sequence[str]]:
    """Return the words of each clause of a text, at most 200 in all."""
    return tuple(split(text))


def split(text: str) -> Iterator[Sequence[str]]:
    """Yield the words of each clause, as `clauses` returns them."""
    left = MOST_WORDS_HEARD
    for part in _end.split(tidy(text)):
        said = words(part)[:left]
        left -= len(said)
        start = 0
        for place, word in enumerate(said):
            if word in CONNECTIVES:
                yield said[start:place]
                start = place + 1
        yield said[start:]


def _is_denied(one: Heard[Meaning], said: Sequence[str]) -> bool:
    """True if a "no" stands before it, with nothing but small words between."""
    before = list(said[: min(one.places)])
    while before:
        if any(tuple(before[-length:]) in _negations for length in _lengths):
            return True
        if before.pop() not in FILLERS:
            return False
    return False
