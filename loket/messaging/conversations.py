"""
Who has a talk, the machine or a person, and what the person says.

Every change of hands makes the talk's version grow: what the machine wrote for the
old one is never sent. Whoever acts names the version they saw, so that nobody acts on
a talk that went on without them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.channels.outgoing import Template
from loket.lib import audit, ids, sql
from loket.lib.audit import Entry
from loket.lib.live import changes
from loket.messaging import marks, speaking
from loket.messaging.models import Conversation, Move, Owner
from loket.messaging.speaking import Saying

QUERIES = sql.beside(__file__, "conversations")

# For so long after a citizen's last message we may write freely (Meta, "Sending
# messages", customer service window; read 23 November 2026).
WINDOW = timedelta(hours=24)


class Changed(Exception):
    """The talk changed hands, or went on, since it was looked at."""


class NotYours(Exception):
    """Somebody else has the talk."""


class WindowClosed(Exception):
    """The citizen's last message is too old for a free answer."""


class AlreadyAsked(Exception):
    """The citizen was asked to write again less than 24 hours ago."""


class Answer(msgspec.Struct, frozen=True):
    """
    What an officer says. `key` was made with the form it was written in. A `template`
    asks the citizen to write again, when free words do not get through any more.
    """

    talk: UUID
    version: int
    staff: int
    words: str
    key: UUID
    template: Template | None = None


class _Talk(msgspec.Struct, frozen=True):
    account_id: int
    contact_id: UUID
    agency_id: int
    owner: str
    officer_id: int | None
    version: int
    last_inbound_at: datetime
    answered_at: datetime | None


def topic(agency_id: int) -> str:
    """Return the live topic of an agency's list of those who wait."""
    return f"waiting:{agency_id}"


def want(asked: Sequence[tuple[int, UUID, str, datetime]]) -> set[UUID]:
    """
    Put talks on the list of those who wait for an officer; each is (account,
    contact, reason, moment). Return the contacts that were not on it yet, or not
    as an alarm.
    """
    records = [
        {"account_id": a, "contact_id": c, "reason": why, "at": at}
        for a, c, why, at in asked
    ]
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["want"], [sql.rows(records)])
        changes.record(cursor, {topic(agency) for _, agency in found})
    return {contact for contact, _ in found}


def waiting(talks: Collection[tuple[int, UUID]]) -> set[tuple[int, UUID]]:
    """Return which of these talks, each as (account, contact), wait for an officer."""
    return set(
        Conversation.objects.filter(
            account_id__in={account for account, _ in talks},
            contact_id__in={contact for _, contact in talks},
            person_wanted_at__isnull=False,
        ).values_list("account_id", "contact_id")
    )


def take(talk: UUID, version: int, staff: int, now: datetime) -> int:
    """
    Give a talk to an officer; from now on the machine is silent. Return its version.

    :raises Changed: if it changed hands since that version
    """
    version = _move(Move.TAKEN, talk, version, staff, now)
    marks.want(talk, is_typing=True)
    return version


@transaction.atomic
def give_back(talk: UUID, version: int, staff: int, now: datetime, words: str) -> int:
    """
    Give a talk back to the machine, which says so in these words while the window is
    open. Return its version.

    :raises Changed: if it changed hands since that version
    """
    version = _move(Move.RETURNED, talk, version, staff, now)
    locked = _lock(talk)
    if locked.last_inbound_at + WINDOW > now:
        _say(talk, locked, words)
    return version


@transaction.atomic
def answer(said: Answer, now: datetime) -> bool:
    """
    Send an officer's words. False if the same form was sent before: nothing is said
    twice.

    :raises Changed: if the talk changed hands since that version
    :raises NotYours: if somebody else has it
    :raises WindowClosed: if 24 hours are over and it is no template
    :raises AlreadyAsked: if it is one, and one was sent within 24 hours
    """
    locked = _lock(said.talk)
    if locked.version != said.version:
        raise Changed
    if locked.owner != Owner.STAFF or locked.officer_id != said.staff:
        raise NotYours
    if said.template is None and locked.last_inbound_at + WINDOW <= now:
        raise WindowClosed
    if said.template and was_invited(locked.last_inbound_at, locked.answered_at, now):
        raise AlreadyAsked
    message = ids.new()
    values = {
        "message": message,
        "key": said.key,
        "id": said.talk,
        "staff": said.staff,
    }
    if not _fetch("add_answer", values):
        return False
    _say(said.talk, locked, said.words, message, said.template)
    _run("answered", {"id": said.talk, "at": now})
    _tell(said.talk, locked.agency_id, "invited" if said.template else "answered")
    return True


def was_invited(heard: datetime, answered: datetime | None, now: datetime) -> bool:
    """
    Test if a citizen was asked to write again within 24 hours: once the window is
    closed, an officer can answer in no other way.
    """
    if answered is None:
        return False
    return answered >= heard + WINDOW and answered > now - WINDOW


_MOVE = {Move.TAKEN: "take", Move.RETURNED: "give_back"}


@transaction.atomic
def _move(move: Move, talk: UUID, version: int, staff: int, now: datetime) -> int:
    values = {"id": talk, "version": version, "staff": staff}
    found = _fetch(_MOVE[move], values)
    if not found:
        raise Changed
    after, agency, reason = found[0]
    _run("carry_on", {"id": talk, "version": after})
    noted = {
        "id": talk,
        "move": move.value,
        "staff": staff,
        "reason": reason,
        "at": now,
    }
    _run("note", noted)
    _tell(talk, agency, move.value)
    return int(after)


def _lock(talk: UUID) -> _Talk:
    found = _fetch("lock", [talk])
    if not found:
        raise Changed
    return _Talk(*found[0])


def _say(
    talk: UUID,
    locked: _Talk,
    words: str,
    message: UUID | None = None,
    template: Template | None = None,
) -> None:
    saying = Saying(
        message or ids.new(),
        talk,
        locked.account_id,
        locked.contact_id,
        locked.version,
        words,
        template,
    )
    speaking.say([saying])


def _tell(talk: UUID, agency_id: int, done: str) -> None:
    with connection.cursor() as cursor:
        changes.record(cursor, [f"conversation:{talk}", topic(agency_id)])
        audit.record(cursor, [Entry(f"talk.{done}", str(talk), agency_id)])


def _run(name: str, values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[name], values)


def _fetch(name: str, values: object) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
