"""
Words that a person must read at once: a life in danger, people bought and sold.

A false alarm costs an officer a minute; a missed one may cost a life. So a "no" before
the words takes nothing back, and one phrase anywhere is enough.

Every turn is asked. So each phrase has one telling word, and a text in which nothing
can be such a word is read no further.
"""

from __future__ import annotations

from functools import lru_cache

from loket.dialogue.understanding.alarm_words import ALARMS
from loket.dialogue.understanding.intent_words import MARKS, PHRASES
from loket.dialogue.understanding.listening import clauses, split
from loket.dialogue.understanding.phrase_words import FILLERS
from loket.dialogue.understanding.phrases import Phrases
from loket.dialogue.understanding.text import MAX_READ, WORDS_AT_A_TIME

KINDS = tuple(ALARMS)
"""The kinds of alarm, the more urgent first: "life", "trafficking"."""

_phrases = Phrases((kind, phrase) for kind, all_ in ALARMS.items() for phrase in all_)
_usual = FILLERS.union(
    *MARKS.values(),
    *(
        phrase.split()
        for intents in PHRASES.values()
        for all_ in intents.values()
        for phrase in all_
    ),
)


def _telling(phrase: str) -> str:
    """The word of a phrase that is least usual at a counter."""
    return max(phrase.split(), key=lambda word: (word not in _usual, len(word)))


_telling_words = frozenset(
    _telling(phrase) for all_ in ALARMS.values() for phrase in all_
)


def alarm(text: str) -> str | None:
    """Return the kind of alarm in a text, None if there is none."""
    if not any(map(_may_tell, text[:MAX_READ].split())):
        return None
    heard = {one.meaning for clause in clauses(text) for one in _phrases.find(clause)}
    return next((kind for kind in KINDS if kind in heard), None)


@lru_cache(maxsize=WORDS_AT_A_TIME)
def _may_tell(piece: str) -> bool:
    """True if what stands between two spaces may hold a telling word. No word is ever
    read across a space, so that the pieces hold all words of a text."""
    return any(
        not _telling_words.isdisjoint(_phrases.goals(word))
        for clause in split(piece)
        for word in clause
    )
