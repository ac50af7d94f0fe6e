"""
Words that leave the choice to us ("kapan aja"), and words that ask what there is
("hari apa aja yg kosong?"). To both, a list or its first row is the answer.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from loket.dialogue.understanding.text import words

_ANY_WORDS = "terserah bebas anytime whenever sembarang"
_OPEN_WORDS = "kapan mana hari jam any"
_WHICH_WORDS = "apa berapa piro pinten naon sabaraha"
_SAME_WORDS = "aja saja wae bae mawon day time hour"
_TIME_WORDS = "hari jam tanggal waktu dina dinten poe tabuh"
_FREE_WORDS = "kosong tersedia available free luang lowong sisa opsi pilihannya"
_ASKING_WORDS = "apa kapan mana berapa ada what which when hari jam tanggal yang masih"
_ANY = frozenset(_ANY_WORDS.split())
_OPEN = frozenset(_OPEN_WORDS.split())
_WHICH = frozenset(_WHICH_WORDS.split())
_ALL_SAME = frozenset(_SAME_WORDS.split())
_TIMES = frozenset(_TIME_WORDS.split())
_FREE = frozenset(_FREE_WORDS.split())
_ASKING = frozenset(_ASKING_WORDS.split())


def is_any(text: str) -> bool:
    """True for "kapan aja" and "terserah min": whatever comes first will do."""
    said = words(text)
    if "?" in text or _FREE.intersection(said):
        return False
    if _ANY.intersection(said):
        return True
    return _has_pair(said, _OPEN)


def asks_what_is_free(text: str) -> bool:
    """True for "jam berapa yang tersedia" and "hari apa aja": what is offered."""
    said = words(text)
    if _TIMES.intersection(said) and _has_pair(said, _WHICH):
        return True
    return bool(_FREE.intersection(said)) and bool(_ASKING.intersection(said))


def _has_pair(said: Sequence[str], firsts: Container[str]) -> bool:
    return any(one in firsts and other in _ALL_SAME for one, other in pairwise(said))
