"""
What an office tells people by itself, at its time: written by actions, said by the
worker, at most once each.

An action writes a notice in its own transaction, so that there is none for what did
not happen. It names only what the notice is about. Which words, in which language, by
which template is decided when it is said, from what is true then.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.channels.types import OutboundMessage
from loket.lib import ids, sql
from loket.lib.crypto import Keyring
from loket.lib.live import changes
from loket.messaging import story, turns
from loket.messaging.states import MessageState, NoticeState
from loket.messaging.turns import Talk, talk_of

QUERIES = sql.beside(__file__, "notices")
KEEP = timedelta(days=90)
LATE_AT_ONCE = 500

_encode = msgspec.json.Encoder().encode


class Notice(msgspec.Struct, frozen=True):
    """
    Something to be said to a contact between two moments.

    `kind` chooses the words, `parameters` name what it is about; they hold no words
    and no personal data. A `key` is said once.
    """

    kind: str
    parameters: Mapping[str, str]
    agency_id: int
    office_id: int
    contact_id: UUID
    key: str
    due_at: datetime
    expires_at: datetime


class Due(msgspec.Struct, frozen=True):
    """
    A notice whose time has come, locked with the talk in which it is said.

    `is_too_late` means that free words were refused: only a template gets through.
    """

    id: UUID
    kind: str
    parameters: Mapping[str, str]
    agency_id: int
    office_id: int
    last_inbound_at: datetime
    is_too_late: bool
    talk: Talk


class Told(msgspec.Struct, frozen=True):
    """A notice in words, and where its talk stands afterwards; None leaves it."""

    due: Due
    message: OutboundMessage
    moved_on: Talk | None = None


def write(notices: Sequence[Notice]) -> None:
    """Plan notices in the transaction of the caller; those with known keys are not."""
    if not notices:
        return
    records = [{"id": ids.new(), **msgspec.structs.asdict(one)} for one in notices]
    _run("write", [sql.rows(records)])


def withdraw(keys: Collection[str]) -> None:
    """Forget notices: what was not sent is never sent, and keys may be used anew."""
    if not keys:
        return
    with connection.cursor() as cursor:
        gone = sql.fetch(cursor, QUERIES["withdraw"], [sorted(keys)])
        said = sorted(id_ for (id_,) in gone if id_ is not None)
        if said:
            talks = sql.fetch(cursor, QUERIES["unsend"], [said])
            changes.record(cursor, (f"conversation:{talk}" for (talk,) in talks))


def due(now: datetime, limit: int, keyring: Keyring) -> list[Due]:
    """Lock the notices that may be said now, the earliest first, with their talks."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["due"], {"now": now, "limit": limit})
    return [_due(row, keyring) for row in found]


def _due(row: tuple[Any, ...], keyring: Keyring) -> Due:
    id_, kind, about, agency, office, heard, is_too_late, *talk = row
    return Due(
        id=id_,
        kind=kind,
        parameters=msgspec.json.decode(about),
        agency_id=agency,
        office_id=office,
        last_inbound_at=heard,
        is_too_late=is_too_late,
        talk=talk_of(tuple(talk), keyring),
    )


def say(told: Sequence[Told], now: datetime, keyring: Keyring) -> None:
    """Keep what is said, put it in the outbox, and settle the notices."""
    if not told:
        return
    minted = [(ids.new(), one) for one in told]
    _run_in(turns.QUERIES["add_messages"], [_message(*pair) for pair in minted])
    _run_in(turns.QUERIES["add_outbox"], [_queued(*pair) for pair in minted])
    moved = [one.moved_on for one in told if one.moved_on is not None]
    _run_in(QUERIES["remember"], [_stand(talk, keyring) for talk in moved])
    _settle(
        [
            {"id": one.due.id, "state": NoticeState.SAID, "message_id": id_}
            for id_, one in minted
        ],
        now,
    )
    with connection.cursor() as cursor:
        changes.record(cursor, (f"conversation:{one.due.talk.id}" for one in told))
    story.written((id_, one.due.talk.id) for id_, one in minted)


def drop(dropped: Sequence[tuple[UUID, NoticeState]], now: datetime) -> None:
    """Settle notices of which nothing is said, each with the reason."""
    _settle([{"id": id_, "state": why} for id_, why in dropped], now)


def put_off(notices: Sequence[UUID], until: datetime) -> None:
    """Look at notices again later; they keep the moment at which they expire."""
    if notices:
        _run("put_off", {"ids": list(notices), "due": until})


def expire(now: datetime) -> int:
    """Settle what was not said or not sent in time; return how many there were."""
    values = {"now": now, "limit": LATE_AT_ONCE}
    with transaction.atomic(), connection.cursor() as cursor:
        late = sql.fetch(cursor, QUERIES["expire"], values)
        unsent = sql.fetch(cursor, QUERIES["expire_unsent"], values)
        changes.record(cursor, (f"conversation:{talk}" for (talk,) in unsent))
    return len(late) + len(unsent)


def counts(agency_id: int, since: datetime) -> dict[tuple[str, NoticeState], int]:
    """What became of an agency's notices since a moment, by kind and state."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["counts"], [agency_id, since])
    return {(kind, NoticeState(state)): count for kind, state, count in found}


def forget(now: datetime, limit: int = 10_000) -> None:
    """Delete notices that were settled long ago, at most `limit` in one call."""
    _run("forget", [now - KEEP, limit])


def _message(id_: UUID, one: Told) -> dict[str, Any]:
    """Without a cause: it answers nobody, and goes out whoever has the talk."""
    talk, message = one.due.talk, one.message
    return {
        "id": id_,
        "conversation_id": talk.id,
        "account_id": talk.account_id,
        "direction": "out",
        "type": "template" if message.template else "text",
        "words": message.words,
        "options": message.choices,
        "state": MessageState.CREATED,
        "external_id": "",
        "cause_id": None,
        "office_id": one.due.office_id,
    }


def _queued(id_: UUID, one: Told) -> dict[str, Any]:
    message = msgspec.structs.replace(one.message, reference=id_.hex)
    return {
        "message_id": id_,
        "account_id": one.due.talk.account_id,
        "conversation_id": one.due.talk.id,
        "payload": _encode(message).decode(),
        "version": one.due.talk.version,
    }


def _stand(talk: Talk, keyring: Keyring) -> dict[str, Any]:
    sealed = keyring.seal(_encode(talk.answers), talk.id.bytes)
    return {
        "id": talk.id,
        "step": talk.step,
        "answers": base64.b64encode(sealed).decode(),
    }


def _settle(records: Sequence[Mapping[str, Any]], now: datetime) -> None:
    if records:
        _run("settle", {"rows": sql.rows(records), "now": now})


def _run(name: str, values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[name], values)


def _run_in(statement: str, records: Sequence[Mapping[str, Any]]) -> None:
    if records:
        with connection.cursor() as cursor:
            cursor.execute(statement, [sql.rows(records)])
