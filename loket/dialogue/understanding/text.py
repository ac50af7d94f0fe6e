"""
What somebody typed, made comparable: small letters, plain words, no decoration.

Everything that understands starts here, so that a typo, an emoji or a long
"haloooo" is dealt with once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from loket.dialogue.understanding.short_forms import SHORT_FORMS

# Forty bubbles of the longest message are 160,000 characters; nobody says that
# much about an hour, and patterns must not be made to read it.
MAX_READ = 4000
SHORTEST_WITH_SLIP = 5
SHORTEST_JUMBLED = 3
# What is kept of the turns of a batch while they are answered.
TURNS_AT_A_TIME = 32
# Words that many people use stay; names that are heard once are soon pushed out.
WORDS_AT_A_TIME = 4_000

# "1\ufe0f\u20e3" is the digit on a key.
_KEYCAP = dict.fromkeys(map(ord, "\ufe0f\u20e3"))
_decoration = re.compile(r"[*_~`]+")
_word = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_stretched = re.compile(r"([^\W\d_])\1{2,}")


def tidy(text: str) -> str:
    """Return what was said in small letters of one form, at most 4,000 of them."""
    said = unicodedata.normalize("NFKC", text[:MAX_READ]).translate(_KEYCAP)
    return said.lower().strip()


def words(text: str) -> list[str]:
    """Return the plain words of a text, short forms written out: "Mw bkin" is
    ["mau", "bikin"]."""
    return list(_words(text))


@lru_cache(maxsize=TURNS_AT_A_TIME)
def _words(text: str) -> Sequence[str]:
    plain = unstretched(_decoration.sub(" ", tidy(text)))
    return [SHORT_FORMS.get(word, word) for word in _word.findall(plain)]


def unstretched(said: str) -> str:
    """Return "haloooo" as "halo"."""
    return _stretched.sub(r"\1", said)


def accentless(word: str) -> str:
    """Return a word without accents, as Sundanese is often typed: "poé" is "poe"."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(c for c in parts if not unicodedata.combining(c))


def fold(name: str) -> str:
    """Return a name without accents, case or double spaces, for comparing."""
    return " ".join(accentless(name.casefold()).split())


@lru_cache(maxsize=WORDS_AT_A_TIME)
def nearly(said: str, meant: str) -> bool:
    """True if two words are the same but for one slip: a letter too many, missing,
    wrong, or two swapped. Short words have to be right."""
    if said == meant:
        return True
    if min(len(said), len(meant)) < SHORTEST_WITH_SLIP or said[0] != meant[0]:
        return False
    if abs(len(said) - len(meant)) > 1:
        return False
    return _one_slip(said, meant)


def jumbled(said: str, meant: str) -> bool:
    """True if two words have the same letters but for two that are swapped, one too
    many or one missing. It is for short words among a few that were offered."""
    if min(len(said), len(meant)) < SHORTEST_JUMBLED:
        return False
    rest, goal = _differing(said, meant)
    swapped = rest[:2] == goal[1::-1] and rest[2:] == goal[2:]
    return swapped or goal == rest[1:] or rest == goal[1:]


def _one_slip(said: str, meant: str) -> bool:
    rest, goal = _differing(said, meant)
    return rest[1:] == goal[1:] or jumbled(said, meant)


def _differing(said: str, meant: str) -> tuple[str, str]:
    """Both words from the first letter on that is not the same."""
    at = next(
        (i for i, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b),
        min(len(said), len(meant)),
    )
    return said[at:], meant[at:]


def has_any(said: Iterable[str], meant: Iterable[str]) -> bool:
    """True if one of the words meant was said, or nearly."""
    heard = list(said)
    return any(nearly(word, goal) for goal in meant for word in heard)
