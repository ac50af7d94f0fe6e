"""What waits for a person: stopped numbers, parked events, unclear sends, wishes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from loket.channels import types
from loket.contacts.models import Contact, Identity, IdentityKind
from loket.messaging.intake import NO_ACCOUNT
from loket.messaging.models import (
    ChannelAccount,
    Conversation,
    Event,
    Message,
    Outbox,
)
from loket.messaging.states import EventState, OutboxState
from loket.offices.models import Agency

MOST = 100


@dataclass(frozen=True, slots=True)
class Parked:
    """An event that failed three times. `words` is what the citizen wrote."""

    id: UUID
    received_at: datetime
    who: str
    words: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A message of ours of which nobody knows whether it was sent."""

    id: UUID
    claimed_at: datetime | None
    who: str
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who asked for a person."""

    id: UUID
    since: datetime
    who: str
    phone: str
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits in one agency."""

    stopped: Sequence[ChannelAccount]
    parked: Sequence[Parked]
    unclear: Sequence[Unclear]
    wishes: Sequence[Wish]
    strangers: int

    @property
    def is_empty(self) -> bool:
        """Test if nothing waits."""
        lists = (self.stopped, self.parked, self.unclear, self.wishes)
        return not any(lists) and not self.strangers


def of(agency: Agency) -> Waiting:
    """Return what waits, the oldest first, at most a hundred of each."""
    accounts = list(ChannelAccount.objects.filter(agency=agency))
    ids = [account.id for account in accounts]
    return Waiting(
        stopped=[account for account in accounts if account.stopped_at],
        parked=_parked(ids),
        unclear=_unclear(ids),
        wishes=_wishes(ids),
        strangers=Event.objects.filter(account_id=NO_ACCOUNT).count(),
    )


def belongs(agency: Agency, account_id: int) -> bool:
    """Test if an account is one of an agency's."""
    return ChannelAccount.objects.filter(agency=agency, id=account_id).exists()


def _parked(accounts: Sequence[int]) -> list[Parked]:
    found = Event.objects.filter(
        state=EventState.PARKED, account_id__in=accounts
    ).order_by("seq")[:MOST]
    return [_read(event) for event in found]


def _read(event: Event) -> Parked:
    who, words = "", ""
    try:
        inbound = types.decode(event.body)
        who, words = inbound.sender.name or inbound.sender.username, inbound.text
    except msgspec.MsgspecError:
        words = event.body[:200]
    return Parked(event.id, event.received_at, who, words, event.kind, event.reason)


def _unclear(accounts: Sequence[int]) -> list[Unclear]:
    rows = list(
        Outbox.objects.filter(
            state=OutboxState.UNKNOWN, account_id__in=accounts
        ).order_by("seq")[:MOST]
    )
    words = dict(
        Message.objects.filter(id__in=[row.message_id for row in rows]).values_list(
            "id", "words"
        )
    )
    names = _names(row.conversation_id for row in rows)
    return [
        Unclear(
            row.message_id,
            row.claimed_at,
            names.get(row.conversation_id, ""),
            words.get(row.message_id, ""),
            row.detail,
        )
        for row in rows
    ]


def _names(conversations: Iterable[UUID]) -> dict[UUID, str]:
    contacts = dict(
        Conversation.objects.filter(id__in=list(conversations)).values_list(
            "id", "contact_id"
        )
    )
    people = Contact.objects.in_bulk(list(contacts.values()))
    return {talk: people[who].name for talk, who in contacts.items() if who in people}


def _wishes(accounts: Sequence[int]) -> list[Wish]:
    talks = list(
        Conversation.objects.filter(
            person_wanted_at__isnull=False, account_id__in=accounts
        ).order_by("person_wanted_at")[:MOST]
    )
    contacts = [talk.contact_id for talk in talks]
    names = Contact.objects.in_bulk(contacts)
    phones = dict(
        Identity.objects.filter(
            contact_id__in=contacts, kind=IdentityKind.PHONE
        ).values_list("contact_id", "value")
    )
    return [
        Wish(
            talk.id,
            talk.person_wanted_at,
            names[talk.contact_id].name if talk.contact_id in names else "",
            phones.get(talk.contact_id, ""),
            talk.person_wanted_for,
        )
        for talk in talks
        if talk.person_wanted_at is not None
    ]
