"""
What a refusal tells of a person: that they stopped marketing, or that they must be
written to by number. Whom nothing reaches at all is told by `unreachable`.

The codes are the provider's own (Meta, WhatsApp Cloud API, "Error codes", read
23 November 2026).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.channels.types import OutboundMessage
from loket.contacts import addresses, consent
from loket.contacts.consent import Word
from loket.contacts.models_consent import Topic
from loket.contacts.queries import stopped_just
from loket.lib import sql

QUERIES = sql.beside(__file__, "refusals")

STOPPED_CODE = 131050
NEEDS_PHONE_CODE = 131062

Failure = tuple[UUID, int, str]

_decode = msgspec.json.Decoder(OutboundMessage).decode
_encode = msgspec.json.Encoder().encode


def note_stops(
    messages: Collection[UUID], external_ids: Collection[str], now: datetime
) -> int:
    """
    Note as a stop of marketing what the provider says people told it: those of these
    messages that were refused for it. Return how many people that is news of.
    """
    if not messages and not external_ids:
        return 0
    values = {
        "ids": list(messages),
        "externals": list(external_ids),
        "code": STOPPED_CODE,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["stopped_by"], values)
        known = stopped_just({contact for contact, _ in found}, {Topic.MARKETING})
        said = [
            Word(who, at, True, now, Topic.MARKETING)
            for who, at in found
            if who not in known
        ]
        return len(consent.say(said)) if said else 0


def by_phone(failures: Sequence[Failure]) -> Sequence[Failure]:
    """
    Put back what may not go to a user id, where the person's number is known; return
    the failures that remain.
    """
    wanting = [id_ for id_, code, _ in failures if code == NEEDS_PHONE_CODE]
    if not wanting:
        return failures
    with transaction.atomic(), connection.cursor() as cursor:
        rows = sql.fetch(cursor, QUERIES["unaddressed"], [wanting])
        known = addresses.find({contact for _, _, contact, _ in rows})
        mended = {}
        for id_, account, contact, payload in rows:
            message = _decode(payload)
            to = known.get((account, contact))
            if to and to.phone and not message.phone:
                mended[id_] = msgspec.structs.replace(message, phone=to.phone)
        records = sql.rows(
            {"message_id": id_, "payload": _encode(message).decode()}
            for id_, message in mended.items()
        )
        cursor.execute(QUERIES["readdress"], [records])
    return [failure for failure in failures if failure[0] not in mended]
