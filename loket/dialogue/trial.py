"""
What the machine would answer now: the flows themselves are run, and nothing is done.

Officers see the very words that citizens would hear. Whatever a flow wants done is
answered as if it had been, so that a look changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from loket.dialogue import commands, commands_people, engine, words
from loket.dialogue.answers import bookings, hours, people
from loket.dialogue.commands_cases import CaseView
from loket.dialogue.engine import Answerers
from loket.dialogue.flows import cases, parts
from loket.dialogue.types import Reply, Turn
from loket.lib.crypto import Keyring

NOBODY = UUID(int=0)


def about_case(view: CaseView, turn: Turn, keyring: Keyring) -> Reply:
    """Return what whoever asks in this turn would be told of a case."""
    talk = words.spoken_for(turn.agency_id, view.office.id, cases.tell(turn, view))
    return parts.joined(engine.run({0: talk}, _answerers(keyring))[0]).reply


def _answerers(keyring: Keyring) -> Answerers:
    return {
        commands.FreeDays: hours.free_days,
        commands.FreeHours: hours.free_hours,
        commands.MyBookings: partial(bookings.my_bookings, keyring=keyring),
        commands_people.Answering: people.answering,
        commands.AskPerson: _as_if,
    }


def _as_if(asked: Sequence[Any]) -> list[bool]:
    return [True for _ in asked]
