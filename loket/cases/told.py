"""What people were told of a case by itself, and what they will be told next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from loket.cases import telling
from loket.messaging.models import Message, Notice
from loket.messaging.states import MessageState, NoticeState

MOST = 20


@dataclass(frozen=True, slots=True)
class Told:
    """
    One message of our own accord. `state` is that of the message, None while it is
    only planned; `at` is when it was said, or will be.
    """

    kind: str
    at: datetime
    words: str
    state: MessageState | None


def of_case(case_id: UUID) -> list[Told]:
    """Return what was told and what is planned of a case, the newest first."""
    kinds = (telling.NEWS, telling.MISSED, telling.UNCOLLECTED)
    any_kind = Q()
    for kind in kinds:
        any_kind |= Q(key__startswith=telling.prefix(kind, case_id))
    states = [NoticeState.WAITING, NoticeState.SAID]
    rows = list(
        Notice.objects.filter(any_kind, state__in=states).order_by("-due_at")[:MOST]
    )
    said = _messages(row.message_id for row in rows if row.message_id)
    told = (_told(row, said.get(row.message_id)) for row in rows)
    return sorted(told, key=lambda one: one.at, reverse=True)


def _told(row: Notice, message: Message | None) -> Told:
    if message is None:
        return Told(row.kind, row.due_at, "", None)
    return Told(
        row.kind, message.created_at, message.words, MessageState(message.state)
    )


def _messages(ids: Iterable[UUID]) -> dict[UUID | None, Message]:
    return {one.id: one for one in Message.objects.filter(id__in=list(ids))}
