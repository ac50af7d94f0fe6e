"""
Binding a number to somebody for whom others book, so that they are reminded and may go
on by chat. They agreed to be written to: whoever enters the number has asked them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.channels.types import Sender
from loket.contacts import actions as contacts
from loket.contacts import consent, queries
from loket.contacts.actions import Seen
from loket.contacts.consent import Word
from loket.messaging import first_words
from loket.messaging.models import ChannelAccount


@dataclass(frozen=True, slots=True)
class Number:
    """The number to which somebody agreed to be written, and in which language."""

    phone: str
    language: str = "id"


def bind(
    number: Number, agency_id: int, now: datetime, *, ends_stop: bool
) -> UUID | None:
    """
    Return whose number it is; None where the agency has no number to write from.

    `ends_stop` is for somebody who stands before an officer and wants to be written to
    again. From afar, their own STOP stands until they take it back themselves.
    """
    account = ChannelAccount.objects.filter(agency_id=agency_id).order_by("id").first()
    if account is None:
        return None
    sender = Sender(phone=number.phone)
    (contact,) = contacts.resolve([Seen(account.id, agency_id, sender)])
    if ends_stop or not queries.stopped([contact]):
        consent.say([Word(contact, account.id, is_stopped=False, said_at=now)])
    first_words.begin(account.id, agency_id, contact, number.language)
    return contact
