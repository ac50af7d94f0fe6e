"""
Finding phrases in what somebody said.

A phrase is heard when its words stand in its order and close together. One slip in a
long word is forgiven, and so are small words between, and the endings that
Indonesian, Javanese and Sundanese put behind a word ("biayanya", "biayane").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from loket.dialogue.understanding.phrase_words import FILLERS, REAL_WORDS
from loket.dialogue.understanding.text import WORDS_AT_A_TIME, accentless, nearly

MOST_WORDS_BETWEEN = 2
SHORTEST_STEM = 4
SHORTEST_GOAL_WITH_SLIP = 6

Meaning = TypeVar("Meaning")

_ENDINGS = ("nya", "kah", "lah", "pun", "ipun", "ne", "na", "e")
_MINE = "ku"


@dataclass(frozen=True, slots=True)
class Heard(Generic[Meaning]):
    """A phrase that was heard: its meaning, the places of its words in what was said,
    and how many of them are exactly right."""

    meaning: Meaning
    places: tuple[int, ...]
    exact: int


class Phrases(Generic[Meaning]):
    """Phrases to listen for, each with its meaning."""

    def __init__(self, phrases: Iterable[tuple[Meaning, str]]) -> None:
        self._by_first: dict[str, list[tuple[Meaning, Sequence[str]]]] = {}
        self._by_letter: dict[str, set[str]] = {}
        for meaning, phrase in phrases:
            first, *rest = phrase.split()
            self._by_first.setdefault(first, []).append((meaning, rest))
            for word in (first, *rest):
                self._by_letter.setdefault(word[0], set()).add(word)
        self._meant = lru_cache(maxsize=WORDS_AT_A_TIME)(self._all_meant)

    def find(self, said: Sequence[str]) -> Iterator[Heard[Meaning]]:
        """Yield every phrase in these words (`text.words`), also those that overlap."""
        meant = [self._meant(word) for word in said]
        there = {goal for goals in meant for goal in goals}
        for start, firsts in enumerate(meant):
            for first in firsts:
                for meaning, rest in self._by_first.get(first, ()):
                    if not there.issuperset(rest):
                        continue
                    if places := _follow(said, meant, start, rest):
                        goals = zip(places, (first, *rest), strict=True)
                        exact = sum(meant[place][goal] for place, goal in goals)
                        yield Heard(meaning, places, exact)

    def goals(self, word: str) -> Collection[str]:
        """Return the words of our phrases that a word can be."""
        return self._meant(word)

    def split_mine(self, word: str) -> Sequence[str]:
        """Return "antreanku" as "antrean" and "saya", any other word alone."""
        stem = word.removesuffix(_MINE)
        if stem != word and stem in self._by_letter.get(word[0], ()):
            return [stem, "saya"]
        return [word]

    def _all_meant(self, word: str) -> Mapping[str, bool]:
        """The words of our phrases that this one can be: True where it is exact."""
        bare = accentless(word)
        known = self._by_letter.get(bare[0], set())
        if bare in REAL_WORDS:
            return {bare: True} if bare in known else {}
        stems = {bare, *(_stem(bare, ending) for ending in _ENDINGS)}
        found = dict.fromkeys(stems & known, True)
        slipped = {goal for goal in known if not found and _is_slip(stems, goal)}
        return found | dict.fromkeys(slipped, False)


def _follow(
    said: Sequence[str],
    meant: Sequence[Mapping[str, bool]],
    start: int,
    rest: Sequence[str],
) -> tuple[int, ...]:
    """The places of a phrase whose first word stands at `start`; none if it breaks."""
    places = [start]
    for goal in rest:
        place = _next_place(said, meant, places[-1] + 1, goal)
        if place is None:
            return ()
        places.append(place)
    return tuple(places)


def _next_place(
    said: Sequence[str], meant: Sequence[Mapping[str, bool]], start: int, goal: str
) -> int | None:
    between = 0
    for place in range(start, len(said)):
        if goal in meant[place]:
            return place
        between += said[place] not in FILLERS
        if between > MOST_WORDS_BETWEEN:
            return None
    return None


def _stem(word: str, ending: str) -> str:
    stem = word.removesuffix(ending)
    return stem if len(stem) >= SHORTEST_STEM else word


def _is_slip(stems: Iterable[str], goal: str) -> bool:
    if len(goal) < SHORTEST_GOAL_WITH_SLIP:
        return False
    return any(nearly(stem, goal) for stem in stems)
