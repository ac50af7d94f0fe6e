"""
What is said without having been asked just now: by an officer, or when a talk changes
hands. Nobody's last message says where to send it, so it goes to their newest address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from loket.channels.outgoing import Template
from loket.channels.types import OutboundMessage
from loket.contacts import addresses
from loket.contacts.addresses import Address
from loket.lib import sql
from loket.messaging import story, turns
from loket.messaging.states import MessageState

_encode = msgspec.json.Encoder().encode


class Saying(msgspec.Struct, frozen=True):
    """
    Words for the person of a talk. `id` is that of the message to be; a `template`
    says the words where free ones do not get through.
    """

    id: UUID
    talk: UUID
    account_id: int
    contact_id: UUID
    version: int
    words: str
    template: Template | None = None


def say(sayings: Sequence[Saying]) -> None:
    """
    Keep messages and put them in the outbox. If their window closes before they are
    sent, they go out once the person writes again.
    """
    if not sayings:
        return
    known = addresses.find({one.contact_id for one in sayings})
    _run("add_messages", [_record(one) for one in sayings])
    _run("add_outbox", [_queued(one, known) for one in sayings])
    story.written((one.id, one.talk) for one in sayings)


def _record(one: Saying) -> dict[str, Any]:
    return {
        "id": one.id,
        "conversation_id": one.talk,
        "account_id": one.account_id,
        "direction": "out",
        "type": "template" if one.template else "text",
        "words": one.words,
        "options": [],
        "state": MessageState.CREATED,
        "external_id": "",
        "cause_id": None,
        "office_id": 0,
    }


def _queued(one: Saying, known: Mapping[tuple[int, UUID], Address]) -> dict[str, Any]:
    to = known.get((one.account_id, one.contact_id), Address())
    payload = OutboundMessage(
        words=one.words,
        phone=to.phone,
        user_id=to.user_id,
        reference=one.id.hex,
        waits=one.template is None,
        template=one.template,
    )
    return {
        "message_id": one.id,
        "account_id": one.account_id,
        "conversation_id": one.talk,
        "payload": _encode(payload).decode(),
        "version": one.version,
    }


def _run(name: str, records: Sequence[Mapping[str, Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(turns.QUERIES[name], [sql.rows(records)])
