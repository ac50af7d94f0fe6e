"""
What somebody wants, from the words they used.

Two ways to listen. A *command* is a whole message that can mean one thing only, at
any step ("batal", "menu"). A *wish* is looked for inside a longer sentence, and only
when the step that waits did not understand. A sentence may hold several wishes, one
beside the other ("mau bikin paspor, syaratnya apa?") or one about the other ("syarat
bikin paspor").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from loket.dialogue.understanding.intent_words import (
    ABSORBED,
    ASKING,
    COMMANDS,
    CONNECTIVES,
    COURTESIES,
    MARKS,
    PHRASES,
)
from loket.dialogue.understanding.listening import Clause, listen
from loket.dialogue.understanding.phrase_words import FILLERS
from loket.dialogue.understanding.phrases import Heard, Phrases
from loket.dialogue.understanding.text import TURNS_AT_A_TIME, words

MOST_WORDS_OF_A_COMMAND = 6


class Intent(StrEnum):
    """
    What can be wanted. The order decides where two fit equally well.

    STOP ends what the office starts by itself, and START allows it again. LEAVE ends
    only what is being done in the talk ("batal").
    """

    STOP = "stop"
    START = "start"
    ERASE = "erase"
    EXPORT = "export"
    PERSON = "person"
    COMPLAINT = "complaint"
    OFFICIAL = "official"
    UNLIST = "leave waiting list"
    WAITLIST = "waiting list"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    PAID = "paid"
    STATUS = "status"
    REQUIREMENTS = "requirements"
    LOST = "lost"
    DURATION = "duration"
    FEES = "fees"
    OPENING_HOURS = "opening hours"
    LOCATION = "location"
    MINE = "mine"
    BOOK = "book"
    ENGLISH = "english"
    INDONESIAN = "indonesian"
    JAVANESE = "javanese"
    SUNDANESE = "sundanese"
    LANGUAGE = "language"
    WAIT = "wait"
    MENU = "menu"
    LEAVE = "leave"
    THANKS = "thanks"
    GREETING = "greeting"


FACTS = frozenset(
    {
        Intent.REQUIREMENTS,
        Intent.LOST,
        Intent.DURATION,
        Intent.FEES,
        Intent.OPENING_HOURS,
        Intent.LOCATION,
        Intent.OFFICIAL,
    }
)
"""What everybody may know, told beside whatever else is done."""


@dataclass(frozen=True, slots=True)
class Wish:
    """
    An intent that was heard. `language` is that of the words ("id", "en", "jv", "su",
    or "" if several have them). `is_whole` says that nothing else was said.
    """

    intent: Intent
    language: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a phrase means, and the language it is of, "" if it is of several."""

    intent: Intent
    language: str


_Heard = Heard[_Sense]
_Clauses = Sequence[Clause[_Sense]]


def _senses() -> Iterable[tuple[_Sense, str]]:
    languages: dict[tuple[str, str], list[str]] = {}
    for language, intents in PHRASES.items():
        for name, phrases in intents.items():
            for phrase in phrases:
                languages.setdefault((name, phrase), []).append(language)
    for (name, phrase), spoken in languages.items():
        yield _Sense(Intent(name), spoken[0] if len(spoken) == 1 else ""), phrase


_commands = {
    tuple(phrase.split()): Intent(name)
    for name, phrases in COMMANDS.items()
    for phrase in phrases
}
_phrases = Phrases(_senses())
_absorbed = {
    Intent(name): frozenset(map(Intent, others)) for name, others in ABSORBED.items()
}
_courtesies = frozenset(map(Intent, COURTESIES))
_rank = {intent: place for place, intent in enumerate(Intent)}
_small = FILLERS | ASKING | CONNECTIVES


def asks_a_fact(text: str) -> bool:
    """True for "parkirnya luas ga disana": it asks what everybody may know, and its
    "ga" denies nothing."""
    strongest = wish(text)
    return strongest is not None and strongest.intent in FACTS


def command(text: str) -> Intent | None:
    """Return the command that the whole text is, None if it is not one."""
    said = words(text)
    if not said or len(said) > MOST_WORDS_OF_A_COMMAND:
        return None
    return _commands.get(tuple(said)) or _commands.get(
        tuple(word for word in said if word not in FILLERS)
    )


def wish(text: str) -> Wish | None:
    """Return the strongest wish in a text: the longest phrase that was said."""
    strongest, _ = _understood(text)
    return strongest


def wishes(text: str) -> list[Wish]:
    """Return the wishes in a text, in the order in which they were said, each once.
    A greeting or a "thank you" counts only where nothing else was wanted."""
    _, all_ = _understood(text)
    return list(all_)


# A turn is asked for its wishes at several places, and then never again.
@lru_cache(maxsize=TURNS_AT_A_TIME)
def _understood(text: str) -> tuple[Wish | None, Sequence[Wish]]:
    clauses = listen(text, _phrases)
    chosen = _chosen(clauses)
    if not chosen:
        return None, ()
    spoken = _language({word for clause in clauses for word in clause.said})
    is_whole = all(map(_is_heard, clauses))
    made = [
        Wish(one.meaning.intent, spoken or one.meaning.language, is_whole)
        for one in chosen
    ]
    strongest = max(range(len(made)), key=lambda place: _weight(chosen[place]))
    return made[strongest], made


def _chosen(clauses: _Clauses) -> Sequence[_Heard]:
    first: dict[Intent, _Heard] = {}
    for clause in clauses:
        for one in _of_clause(clause):
            first.setdefault(one.meaning.intent, one)
    wanted = [one for intent, one in first.items() if intent not in _courtesies]
    return wanted or sorted(first.values(), key=_weight, reverse=True)[:1]


def _of_clause(clause: Clause[_Sense]) -> Iterable[_Heard]:
    """The longest phrases that share no word, without those that are only the object
    of another one."""
    taken: list[_Heard] = []
    for one in sorted(clause.heard, key=_weight, reverse=True):
        if not any(set(one.places) & set(other.places) for other in taken):
            taken.append(one)
    heard = {one.meaning.intent for one in taken}
    own = [
        one
        for one in taken
        if not _absorbed.get(one.meaning.intent, frozenset()) & heard
    ]
    return sorted(own, key=lambda one: one.places)


def _weight(one: _Heard) -> tuple[int, int, int]:
    """Longer phrases weigh more, then those without a slip, then the rank."""
    return len(one.places), one.exact, -_rank[one.meaning.intent]


def _is_heard(clause: Clause[_Sense]) -> bool:
    """True if a clause says nothing but phrases and small words."""
    covered = {place for one in clause.heard for place in one.places}
    return all(
        place in covered or word in _small for place, word in enumerate(clause.said)
    )


def _language(said: set[str]) -> str:
    """The language of which most marks were said, "" if none was."""
    marks = {language: len(said & words_) for language, words_ in MARKS.items()}
    best = max(marks, key=lambda language: marks[language])
    return best if marks[best] else ""
