"""
How an officer asks somebody to write again, once the 24 hours of free answers are over:
only a template that the provider has approved gets through then.
"""

from __future__ import annotations

from typing import NamedTuple

from loket.channels.outgoing import Template
from loket.dialogue.notices import templates
from loket.messaging import templates as provider

KIND = "officer.answered"
# A tap on its button goes on with whatever is being talked about.
TAPS = ("resume",)


class Invitation(NamedTuple):
    """What the citizen reads, and the template that says so."""

    words: str
    template: Template


def find(account_id: int, agency: str, language: str) -> Invitation | None:
    """Return it in the best language that is approved, None if none is."""
    needed = templates.needed()[KIND]
    asked = [(account_id, needed.name, one) for one in templates.languages(language)]
    usable = provider.usable(asked)
    spoken = next((name[2] for name in asked if name in usable), None)
    if spoken is None:
        return None
    facts = {"agency": agency}
    said = templates.sentence(needed, spoken).format_map(facts)
    return Invitation(said, templates.fill(needed, spoken, facts, TAPS))
