"""What every kind of notice must be able to do, and what it has to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.dialogue.types import Outcome
from loket.lib.crypto import Keyring
from loket.messaging.notices import Due


@dataclass(frozen=True, slots=True)
class Speech:
    """
    A notice in words: what is said freely and where the talk stands then, and what a
    template says in its place.

    `facts` fill the template's variables, by language; `taps` are the meanings of its
    buttons.
    """

    outcome: Outcome
    facts: Mapping[str, Mapping[str, str]]
    taps: Sequence[str]


Speak = Callable[[Sequence[Due], datetime, Keyring], Mapping[UUID, Speech]]
"""Puts notices of a kind into words; those that have become pointless are missing."""

Note = Callable[[Collection[Due], datetime], None]
"""Notes in the room it is about that notices were said."""


@dataclass(frozen=True, slots=True)
class Kind:
    """
    How notices of one kind are said. One that answers a request is said also to those
    who stopped what the office starts by itself.
    """

    speak: Speak
    note: Note
    is_answer: bool = False
