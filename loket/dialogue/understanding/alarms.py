"""
Words that a person must read at once: a life in danger, people bought and sold.

A false alarm costs an officer a minute; a missed one may cost a life. So a "no" before
the words takes nothing back, and one phrase anywhere is enough.
"""

from __future__ import annotations

from loket.dialogue.understanding.alarm_words import ALARMS
from loket.dialogue.understanding.listening import clauses
from loket.dialogue.understanding.phrases import Phrases

KINDS = tuple(ALARMS)
"""The kinds of alarm, the more urgent first: "life", "trafficking"."""

_phrases = Phrases((kind, phrase) for kind, all_ in ALARMS.items() for phrase in all_)


def alarm(text: str) -> str | None:
    """Return the kind of alarm in a text, None if there is none."""
    heard = {one.meaning for clause in clauses(text) for one in _phrases.find(clause)}
    return next((kind for kind in KINDS if kind in heard), None)
