"""The list: who waits for an officer, whom one has taken oneself, whom others have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from loket.lib import sql
from loket.messaging.models import Conversation, Owner
from loket.offices.models import Agency, Staff
from loket.web.waiting import people, words
from loket.web.waiting.people import Citizen

MOST = 100

_LAST_WORDS = """
select t.id, m.words, m.type from unnest(%s::uuid[]) as t (id)
join lateral (
  select words, type from messaging_message
  where conversation_id = t.id and direction = 'in' order by id desc limit 1
) m on true
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A talk in the list. `words` is what the citizen wrote last."""

    talk: Conversation
    who: Citizen
    words: str
    left: timedelta | None
    waits: timedelta

    @property
    def is_alarm(self) -> bool:
        """Test if somebody may be in danger."""
        return words.is_alarm(self.talk.person_wanted_for)

    @property
    def reason(self) -> str:
        """Why a person was wanted."""
        return words.reason(self.talk.person_wanted_for)

    @property
    def waits_for(self) -> str:
        """For how long they have been waiting."""
        return words.span(self.waits)

    @property
    def window(self) -> str:
        """For how long we may write, "" if no longer."""
        return words.span(self.left) if self.left else ""

    @property
    def is_unanswered(self) -> bool:
        """Test if the citizen had the last word."""
        answered_at = self.talk.answered_at
        return answered_at is None or answered_at < self.talk.last_inbound_at


@dataclass(frozen=True, slots=True)
class Found:
    """All talks that are a person's matter."""

    waiting: Sequence[Row]
    mine: Sequence[Row]
    others: Sequence[Row]

    @property
    def is_empty(self) -> bool:
        """Test if nobody waits and nobody has a talk."""
        return not (self.waiting or self.mine or self.others)

    @property
    def topics(self) -> list[str]:
        """What one's own part of the list has to hear of."""
        return [f"conversation:{row.talk.id}" for row in self.mine[:10]]


def of(agency: Agency, staff: Staff, now: datetime) -> Found:
    """Return the talks of an agency, alarms first, then whoever waits longest."""
    ours = Conversation.objects.select_related("officer").filter(agency_id=agency.id)
    wanted = ours.filter(person_wanted_at__isnull=False, owner=Owner.BOT)
    waiting = _rows(wanted.order_by("person_wanted_at")[:MOST], now)
    taken = _rows(
        ours.filter(owner=Owner.STAFF).order_by("last_inbound_at")[:MOST], now
    )
    return Found(
        waiting=sorted(waiting, key=lambda row: not row.is_alarm),
        mine=sorted(
            (row for row in taken if row.talk.officer_id == staff.id),
            key=lambda row: not row.is_unanswered,
        ),
        others=[row for row in taken if row.talk.officer_id != staff.id],
    )


def _rows(talks: QuerySet[Conversation], now: datetime) -> list[Row]:
    found = list(talks)
    known = people.find(talk.contact_id for talk in found)
    said = _last_words([talk.id for talk in found])
    return [
        Row(
            talk,
            known[talk.contact_id],
            said.get(talk.id, ""),
            words.left(talk.last_inbound_at, now),
            now - (talk.person_wanted_at or talk.last_inbound_at),
        )
        for talk in found
    ]


def _last_words(talks: Sequence[UUID]) -> dict[UUID, str]:
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, _LAST_WORDS, [list(talks)])
    return {talk: said or words.type_(kind) for talk, said, kind in found}
