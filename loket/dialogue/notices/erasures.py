"""The last word to somebody whose data is erased, before we know them no longer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from loket.dialogue import words
from loket.dialogue.flows import parts
from loket.dialogue.notices import templates
from loket.dialogue.notices.speech import Kind, Speech
from loket.dialogue.types import Outcome, Reply
from loket.lib.crypto import Keyring
from loket.messaging.notices import Due
from loket.offices import queries as offices

# A tap on its button begins a new talk, as of somebody whom nobody knows.
TAPS = ("menu",)


def speak(dues: Sequence[Due], now: datetime, keyring: Keyring) -> dict[UUID, Speech]:
    """Return the words; what was agreed to is said."""
    agencies = offices.agency_names()
    return {due.id: _speech(due, agencies[due.agency_id]) for due in dues}


def note(dues: Collection[Due], now: datetime) -> None:
    """Nothing to note: whoever erases looks at the notice itself."""


ERASURE = Kind(speak, note, is_answer=True)


def _speech(due: Due, agency: str) -> Speech:
    facts = {"agency": agency, "number": due.parameters["request"]}
    with words.speaking_for(due.agency_id):
        said = words.say(due.talk.language, "erasure.now", **facts)
    return Speech(
        outcome=Outcome(
            reply=Reply(words=said),
            step=parts.MENU,
            answers={},
            language=due.talk.language,
        ),
        facts=dict.fromkeys(templates.languages(due.talk.language), facts),
        taps=TAPS,
    )
