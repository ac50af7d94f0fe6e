"""Answers that note what people want of us."""

from __future__ import annotations

from collections.abc import Sequence

from loket.contacts import consent
from loket.contacts.consent import Erasure, Word
from loket.dialogue.commands_people import AskErasure, SayConsent


def say(asked: Sequence[SayConsent]) -> list[bool]:
    """Note stops and starts."""
    new = consent.say(
        [Word(a.contact_id, a.account_id, a.is_stopped, a.now) for a in asked]
    )
    return [one.contact_id in new for one in asked]


def ask_erasure(asked: Sequence[AskErasure]) -> list[bool]:
    """Note wishes to be forgotten."""
    new = consent.ask_erasure(
        [Erasure(a.agency_id, a.contact_id, a.now) for a in asked]
    )
    return [one.contact_id in new for one in asked]
