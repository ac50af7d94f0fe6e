"""
The first words and the menu: what this machine is, what it can do and what not.
"""

from __future__ import annotations

from collections.abc import Sequence

from loket.dialogue import words
from loket.dialogue.flows import parts
from loket.dialogue.types import Flow, Option, Reply, Turn


def show(turn: Turn, key: str = "menu.ask", note: str = "") -> Flow:
    """Offer what can be done, under a note and a sentence of the catalogue."""
    yield from ()
    sentence = parts.after(note, words.say(turn.language, key))
    return parts.answer(turn, Reply(words=sentence, options=options(turn)))


def options(turn: Turn) -> Sequence[Option]:
    """Return the three things that can be done."""
    return [
        parts.option(turn, "book", "button.book"),
        parts.option(turn, "mine", "button.mine"),
        parts.option(turn, "person", "button.person"),
    ]
