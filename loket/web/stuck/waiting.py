"""What waits for a decision: stopped numbers, parked events, unclear sends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from loket.channels import types
from loket.contacts.models import Contact
from loket.messaging import unknown
from loket.messaging.intake import NO_ACCOUNT
from loket.messaging.models import (
    ChannelAccount,
    Conversation,
    Event,
    Message,
    Outbox,
)
from loket.messaging.outbox import Doubt
from loket.messaging.states import EventState, OutboxState
from loket.offices.models import Agency
from loket.web.stuck import conflicts
from loket.web.stuck.conflicts import Conflict

MOST = 100
DOUBTS: Mapping[str, str | Promise] = {
    Doubt.NO_ANSWER: gettext_lazy("The platform took it and did not answer."),
    Doubt.SENDER_STOPPED: gettext_lazy("Loket was stopped while it was sent."),
}


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
class Parted:
    """A message of ours that goes once its person writes again."""

    talk: UUID
    who: str
    words: str
    last_inbound_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits in one agency."""

    stopped: Sequence[ChannelAccount]
    parked: Sequence[Parked]
    unclear: Sequence[Unclear]
    parted: Sequence[Parted]
    conflicts: Sequence[Conflict]
    strangers: int
    unknown: int

    @property
    def is_empty(self) -> bool:
        """Test if nothing waits."""
        lists = (self.stopped, self.parked, self.unclear, self.conflicts)
        return not any(lists) and not self.strangers


def of(agency: Agency) -> Waiting:
    """Return what waits, the oldest first, at most a hundred of each."""
    accounts = list(ChannelAccount.objects.filter(agency=agency))
    ids = [account.id for account in accounts]
    businesses = [account.business_id for account in accounts if account.business_id]
    return Waiting(
        stopped=[account for account in accounts if account.stopped_at],
        parked=_parked(ids),
        unclear=_unclear(ids),
        parted=_parted(ids),
        conflicts=conflicts.of(agency),
        strangers=unknown.strangers(),
        unknown=sum(one.times for one in unknown.kinds(ids, businesses)),
    )


def belongs(agency: Agency, account_id: int) -> bool:
    """Test if an account is one of an agency's. News without one is everybody's."""
    if account_id == NO_ACCOUNT:
        return True
    return ChannelAccount.objects.filter(agency=agency, id=account_id).exists()


def _parked(accounts: Sequence[int]) -> list[Parked]:
    found = Event.objects.filter(
        state=EventState.PARKED, account_id__in=[*accounts, NO_ACCOUNT]
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


def _parted(accounts: Sequence[int]) -> list[Parted]:
    rows = _rows(accounts, OutboxState.WAITING)
    words = _words(rows)
    names = _names(row.conversation_id for row in rows)
    talks = Conversation.objects.in_bulk([row.conversation_id for row in rows])
    return [
        Parted(
            row.conversation_id,
            names.get(row.conversation_id, ""),
            words.get(row.message_id, ""),
            talks[row.conversation_id].last_inbound_at,
        )
        for row in rows
        if row.conversation_id in talks
    ]


def _rows(accounts: Sequence[int], state: OutboxState) -> list[Outbox]:
    found = Outbox.objects.filter(state=state, account_id__in=accounts)
    return list(found.order_by("seq")[:MOST])


def _words(rows: Sequence[Outbox]) -> dict[UUID, str]:
    said = Message.objects.filter(id__in=[row.message_id for row in rows])
    return dict(said.values_list("id", "words"))


def _unclear(accounts: Sequence[int]) -> list[Unclear]:
    rows = _rows(accounts, OutboxState.UNKNOWN)
    words = _words(rows)
    names = _names(row.conversation_id for row in rows)
    return [
        Unclear(
            row.message_id,
            row.claimed_at,
            names.get(row.conversation_id, ""),
            words.get(row.message_id, ""),
            str(DOUBTS.get(row.detail, row.detail)),
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
