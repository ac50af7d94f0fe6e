"""Answers that note what people want of us."""

from __future__ import annotations

from collections.abc import Sequence

from loket.contacts import consent, requests
from loket.contacts.consent import Word
from loket.contacts.models import RequestKind
from loket.contacts.requests import Wish
from loket.dialogue.commands_people import AskData, SayConsent


def say(asked: Sequence[SayConsent]) -> list[bool]:
    """Note stops and starts."""
    new = consent.say(
        [Word(a.contact_id, a.account_id, a.is_stopped, a.now) for a in asked]
    )
    return [one.contact_id in new for one in asked]


def ask_data(asked: Sequence[AskData]) -> list[bool]:
    """Note requests about one's data, those of one kind together."""
    new = {
        (kind.value, contact)
        for kind in RequestKind
        for contact in requests.ask(_wishes(asked, kind))
    }
    return [(one.kind, one.contact_id) in new for one in asked]


def _wishes(asked: Sequence[AskData], kind: RequestKind) -> list[Wish]:
    return [
        Wish(a.agency_id, a.contact_id, kind, a.now) for a in asked if a.kind == kind
    ]
