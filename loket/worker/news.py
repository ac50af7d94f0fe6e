"""
What we are told of people and accounts: a new number, a paused template, a locked
business. Nobody is answered; each kind of news is one call of a room for all of it.

It has a lane and a round of its own, so that a talk waits for none of it, and news
that cannot be read is tried three times and put aside like words that cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import OperationalError

from loket.channels.types import InboundEvent, Sender
from loket.contacts import actions as contacts
from loket.contacts import consent, rotation
from loket.contacts.consent import Word
from loket.contacts.models_consent import Topic
from loket.contacts.rotation import Change
from loket.lib import clock
from loket.messaging import account_news, echoes, intake, turns
from loket.messaging.echoes import Echo
from loket.messaging.turns import PendingEvent
from loket.worker import rounds
from loket.worker.ledger import Ledger
from loket.worker.rounds import Pace

EVERY_S = 0.25
AT_ONCE = Pace(0.0, 0.0)
# What people may choose. Source: Meta, "user_preferences"; read 23 November 2026.
MARKETING = "marketing_messages"
PREFERENCES = ("stop", "resume", "signup")

# An account of ours, 0 for news about a whole business, and what was told.
Told = tuple[int, InboundEvent]


class News:
    """The half of a worker that hears what nobody said."""

    def __init__(self, url: str) -> None:
        self._ledger = Ledger(url, listens=False)

    def take_in(self) -> None:
        """
        Act on the news that waits.

        :raises OperationalError: if the database is away; nothing was lost
        """
        try:
            rounds.work([intake.NEWS_LANE], AT_ONCE, process, self._ledger)
        except psycopg.Error as failure:
            self._ledger.close()
            raise OperationalError(str(failure)) from failure


def process(pending: Sequence[PendingEvent]) -> None:
    """Act on a batch in the order in which it happened, in the caller's transaction."""
    told = [(one.account_id, one.event) for one in pending]
    told.sort(key=lambda one: one[1].occurred_at)
    account_news.act(told, clock.now())
    for types, act in ACTS.items():
        ours = [one for one in told if one[1].type in types]
        if ours:
            act(ours)
    turns.finish(one.id for one in pending)


def _rotate(told: Sequence[Told]) -> None:
    rotation.rotate([_change(*one) for one in told if one[0] != intake.NO_ACCOUNT])


def _prefer(told: Sequence[Told]) -> None:
    """Who stops or resumes marketing in the app's own settings has said so to us."""
    words = [
        Word(contact, account, choice == "stop", _moment(event), _topic(event))
        for (account, event), contact in _of_known(told)
        if (choice := _value(event).get("value")) in PREFERENCES
    ]
    if words:
        consent.say(words)


def _topic(event: InboundEvent) -> Topic:
    """What a choice is about; one that nobody told us about counts for everything."""
    is_marketing = _value(event).get("category") == MARKETING
    return Topic.MARKETING if is_marketing else Topic.NOTICES


def _echo(told: Sequence[Told]) -> None:
    """Keep what staff wrote in the phone's own app."""
    echoes.keep(
        [
            Echo(
                account,
                contact,
                str(_value(event).get("type", "text"))[:40],
                event.text,
                str(_value(event).get("id", "")),
                _moment(event),
            )
            for (account, event), contact in _of_known(told)
        ]
    )


def _of_known(told: Sequence[Told]) -> list[tuple[Told, UUID]]:
    """Return the news about people who wrote to us, with their contacts."""
    ours = [one for one in told if one[0] != intake.NO_ACCOUNT]
    found = contacts.known([(account, event.sender) for account, event in ours])
    pairs = zip(ours, found, strict=True)
    return [(one, contact) for one, contact in pairs if contact is not None]


def _value(event: InboundEvent) -> Mapping[str, Any]:
    """Return the item itself, as the provider wrote it."""
    value = event.details.get("value")
    return value if isinstance(value, dict) else {}


def _moment(event: InboundEvent) -> datetime:
    at = event.occurred_at
    return datetime.fromtimestamp(at, UTC) if at else clock.now()


def _change(account_id: int, event: InboundEvent) -> Change:
    """What was told of a person; who it is about is theirs now, unless it is old."""
    before = _sender(event.details.get("before"))
    now = _sender(event.details.get("now"))
    about = event.sender
    is_old = about.phone and about.phone == before.phone
    return Change(
        account_id,
        before,
        Sender(
            phone=now.phone or ("" if is_old else about.phone),
            user_id=now.user_id or about.user_id,
            parent_user_id=now.parent_user_id or about.parent_user_id,
            username=about.username,
            name=about.name,
        ),
    )


def _sender(words: object) -> Sender:
    """Return the identities that stand in an event's details."""
    if not isinstance(words, dict):
        return Sender()
    return Sender(
        words.get("phone", ""),
        words.get("user_id", ""),
        words.get("parent_user_id", ""),
    )


Act = Callable[[Sequence[Told]], None]

# What is done about each type. The rest is kept and shown, and nothing is done.
# Source: Meta, Cloud API, "Webhook fields"; read 23 November 2026.
ACTS: dict[frozenset[str], Act] = {
    frozenset(
        {
            "contacts",
            "customer_changed_number",
            "customer_identity_changed",
            "user_changed_number",
            "user_changed_user_id",
            "user_id_update",
        }
    ): _rotate,
    frozenset({"user_preferences"}): _prefer,
    frozenset({"message_echoes", "smb_message_echoes"}): _echo,
}
