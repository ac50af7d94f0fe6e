"""Answers that bring a person into the talk."""

from __future__ import annotations

from collections.abc import Sequence

from loket.dialogue.commands import AskPerson
from loket.messaging import turns


def ask_person(asked: Sequence[AskPerson]) -> list[bool]:
    """Put talks on the list of those who wait for an officer."""
    new = turns.want_person(
        [(one.account_id, one.contact_id, one.reason, one.now) for one in asked]
    )
    return [one.contact_id in new for one in asked]
