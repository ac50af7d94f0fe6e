"""
What is left of a sentence without the part that is not wanted: of "bukan besok, lusa"
only "lusa" counts.
"""

from __future__ import annotations

import re

from loket.dialogue.understanding.intent_words import NEGATIONS
from loket.dialogue.understanding.text import words

_breaks = re.compile(
    r"[,;\n]|\.(?!\d)|\b(?:tapi|tetapi|melainkan|nanging|but)\b", re.IGNORECASE
)
_BEFORE_WORDS = "eh oh aduh waduh maaf sorry hmm oops wah kak min pak bu ya yang yg"
_BEFORE = frozenset(_BEFORE_WORDS.split())
_negations = tuple(tuple(phrase.split()) for phrase in NEGATIONS)


def asserted(text: str) -> str:
    """Return a text without the clauses that begin with a no; all of it if nothing
    else is said, or nothing is denied."""
    clauses = _breaks.split(text)
    kept = [clause for clause in clauses if not _is_denied(clause)]
    if len(kept) == len(clauses) or not any(words(clause) for clause in kept):
        return text
    return ", ".join(kept)


def _is_denied(clause: str) -> bool:
    said = words(clause)
    while said and said[0] in _BEFORE:
        said = said[1:]
    return any(tuple(said[: len(no)]) == no for no in _negations)
