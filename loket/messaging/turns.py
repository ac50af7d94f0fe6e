"""
The table work of a batch of turns: whose turn it is, what was said, what we answer.

Every function is one statement for the whole batch.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
import structlog
from django.db import connection, transaction

from loket.channels import types
from loket.channels.types import InboundEvent, OutboundMessage
from loket.lib import audit, ids, sql
from loket.lib.audit import Entry
from loket.lib.crypto import CannotOpen, Keyring
from loket.lib.live import changes
from loket.messaging import story
from loket.messaging.states import EventState, MessageState

QUERIES = sql.beside(__file__, "turns")

# Our number among PostgreSQL's advisory locks, so that nobody else's locks collide.
LOCK_SPACE = 7_701
MOST_EVENTS = 200

_Record = Mapping[str, Any]

log = structlog.get_logger(__name__)
_encode = msgspec.json.Encoder().encode


class OpenTurn(msgspec.Struct, frozen=True):
    """Somebody who waits, the seconds until their turn closes, and failed tries."""

    contact_key: UUID
    lane: int
    due_in_s: float
    tries: int


class PendingEvent(msgspec.Struct, frozen=True):
    """An event that waits, and how often it was begun before."""

    id: UUID
    seq: int
    account_id: int
    contact_key: UUID
    body: str
    tries: int

    @property
    def event(self) -> InboundEvent:
        """What came, as the channel understood it."""
        return types.decode(self.body)


class Talk(msgspec.Struct, frozen=True):
    """A locked conversation: where the talk stands."""

    id: UUID
    account_id: int
    contact_id: UUID
    step: str
    answers: Mapping[str, Any]
    language: str
    owner: str
    version: int


class Heard(msgspec.Struct, frozen=True):
    """One bubble of a citizen, to be kept."""

    talk: Talk
    event_id: UUID
    event: InboundEvent


class Said(msgspec.Struct, frozen=True):
    """
    One bubble of ours, to be kept and sent. `cause_id` is the event it answers,
    `office_id` the office that it is about and that pays for it, 0 if none is.
    """

    talk: Talk
    message: OutboundMessage
    cause_id: UUID
    office_id: int = 0


def take_lanes(lanes: Sequence[int]) -> list[int]:
    """Lock those lanes that have work and that nobody holds, until the commit."""
    values = {"lanes": list(lanes), "space": LOCK_SPACE}
    return [lane for (lane,) in _fetch("take_lanes", values)]


def open_turns(
    lanes: Sequence[int], silence_s: float, longest_s: float, limit: int
) -> list[OpenTurn]:
    """
    Those who wait in these lanes, whose turn closed longest ago first: at most `limit`
    of whom nothing failed yet, and one of the others.
    """
    values = {
        "lanes": list(lanes),
        "silence": silence_s,
        "longest": longest_s,
        "limit": limit,
    }
    return [OpenTurn(*row) for row in _fetch("open_turns", values)]


def events(lanes: Sequence[int], contacts: Sequence[UUID]) -> list[PendingEvent]:
    """What these people said, in order; at most 200 events of each."""
    values = {
        "lanes": list(lanes),
        "contacts": sql.uuids(contacts),
        "most": MOST_EVENTS,
    }
    return [PendingEvent(*row) for row in _fetch("events", values)]


def finish(done: Iterable[UUID]) -> None:
    """Mark events as done, and forget that they were ever tried."""
    ids_done = sorted(done)
    if not ids_done:
        return
    values: dict[str, Any] = {
        "ids": sql.uuids(ids_done),
        "first": ids_done[0],
        "last": ids_done[-1],
        "pending": EventState.PENDING,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["finish"], values)


def park(stuck: Iterable[UUID]) -> list[UUID]:
    """Put events aside that failed three times, so that the person goes on."""
    values = {"ids": list(stuck), "pending": EventState.PENDING}
    return [id_ for (id_,) in _fetch("park", values)]


def unpark(event_id: UUID, agency_id: int | None = None) -> bool:
    """Try a parked event again; False if it is not parked."""
    with transaction.atomic():
        is_done = bool(_fetch("unpark", [event_id]))
        if is_done:
            audit.note(Entry("event.retried", str(event_id), agency_id))
    return is_done


def talks(people: Iterable[tuple[int, UUID, int]], keyring: Keyring) -> list[Talk]:
    """
    Lock the conversation of each (account, contact, agency), making those that are
    new. The order is not that of the argument: known ones by id, then new ones.
    """
    records = [
        {"id": ids.new(), "account_id": a, "contact_id": c, "agency_id": g}
        for a, c, g in people
    ]
    found = [*_fetch("lock_conversations", [sql.rows(records)])]
    if len(found) < len(records):
        found += _add_talks(_without(found, records))
    return [talk_of(row, keyring) for row in found]


def _add_talks(records: Sequence[_Record]) -> list[tuple[Any, ...]]:
    """Make conversations; those that another worker made meanwhile are waited for."""
    added = [*_fetch("add_conversations", [sql.rows(records)])]
    others = _without(added, records)
    if others:
        added += _fetch("lock_conversations", [sql.rows(others)])
    return added


def _without(
    found: Sequence[tuple[Any, ...]], records: Sequence[_Record]
) -> list[_Record]:
    known = {(account, contact) for _, account, contact, *_ in found}
    return [it for it in records if (it["account_id"], it["contact_id"]) not in known]


def talk_of(row: tuple[Any, ...], keyring: Keyring) -> Talk:
    """Return a locked conversation; with answers that no key opens, it begins anew."""
    id_, account, contact, step, sealed, language, owner, version = row
    try:
        box = bytes(sealed)
        answers = msgspec.json.decode(keyring.open(box, id_.bytes)) if box else {}
    except CannotOpen:
        log.warning("answers sealed with a lost key, talk begins anew", talk=str(id_))
        step, answers = "", {}
    return Talk(id_, account, contact, step, answers, language, owner, version)


def save_talks(changed: Iterable[Talk], keyring: Keyring) -> None:
    """Write where talks stand now; answers are sealed for their own row."""
    records = [
        {
            "id": talk.id,
            "step": talk.step,
            "language": talk.language,
            "answers": _sealed(talk, keyring),
        }
        for talk in sorted(changed, key=lambda talk: talk.id)
    ]
    _run("save_conversations", records)


def _sealed(talk: Talk, keyring: Keyring) -> str:
    if not talk.answers:
        return ""
    return base64.b64encode(keyring.seal(_encode(talk.answers), talk.id.bytes)).decode()


def keep(heard: Sequence[Heard], said: Sequence[Said]) -> None:
    """Write all bubbles of a batch, and put ours in the outbox."""
    records = [_heard_record(one) for one in heard]
    answers = [(ids.new(), one) for one in said]
    records += [_said_record(id_, one) for id_, one in answers]
    _run("add_messages", records)
    _run("add_outbox", [_outbox_record(id_, one) for id_, one in answers])
    with connection.cursor() as cursor:
        talks = {one.talk.id for one in heard} | {one.talk.id for one in said}
        changes.record(cursor, (f"conversation:{id_}" for id_ in talks))
    story.later("heard", lambda: _told(heard, answers))


def _told(
    heard: Sequence[Heard], answers: Sequence[tuple[UUID, Said]]
) -> Iterable[str]:
    """A line for each bubble: in which talk, and which message answers it."""
    answered = {said.talk.id: id_ for id_, said in answers}
    for one in heard:
        talk = one.talk.id
        message = f" message={answered[talk]}" if talk in answered else ""
        yield f"{story.of_event(one.event_id)} talk={talk}{message}"


def _heard_record(one: Heard) -> dict[str, Any]:
    return {
        "id": ids.new(),
        "conversation_id": one.talk.id,
        "account_id": one.talk.account_id,
        "direction": "in",
        "type": one.event.type[:40],
        "words": one.event.text,
        "options": [],
        "state": MessageState.RECEIVED,
        "external_id": one.event.external_id,
        "cause_id": one.event_id,
    }


def _said_record(id_: UUID, one: Said) -> dict[str, Any]:
    return {
        "id": id_,
        "conversation_id": one.talk.id,
        "account_id": one.talk.account_id,
        "direction": "out",
        "type": "text",
        "words": one.message.words,
        "options": one.message.choices,
        "state": MessageState.CREATED,
        "external_id": "",
        "cause_id": one.cause_id,
        "office_id": one.office_id,
    }


def _outbox_record(id_: UUID, one: Said) -> dict[str, Any]:
    message = msgspec.structs.replace(one.message, reference=id_.hex)
    return {
        "message_id": id_,
        "account_id": one.talk.account_id,
        "conversation_id": one.talk.id,
        "payload": _encode(message).decode(),
        "version": one.talk.version,
    }


def _run(name: str, records: Sequence[Mapping[str, Any]]) -> None:
    if records:
        with connection.cursor() as cursor:
            cursor.execute(QUERIES[name], [sql.rows(records)])


def _fetch(name: str, values: object) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
