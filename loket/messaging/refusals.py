"""
What a refusal tells of a person: that they stopped marketing, must be written to by
number, or have a new phone; and which messages may still go another way. Whom nothing
reaches at all is told by `unreachable`.

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
from loket.contacts.addresses import Address
from loket.contacts.consent import Word
from loket.contacts.models_consent import Topic
from loket.contacts.queries import stopped_just
from loket.lib import sql

QUERIES = sql.beside(__file__, "refusals")

STOPPED_CODE = 131050
NEEDS_PHONE_CODE = 131062
# Our picture of a booking code was not taken; the words of the message have the code.
NO_PICTURE_CODE = 131053
NEW_IDENTITY_CODE = 137000

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


def contacts_of(failures: Sequence[Failure], code: int) -> set[UUID]:
    """Return for whom the messages were that failed with a code."""
    ids_ = [id_ for id_, failed, _ in failures if failed == code]
    if not ids_:
        return set()
    with connection.cursor() as cursor:
        return {who for (who,) in sql.fetch(cursor, QUERIES["meant_for"], [ids_])}


def mend(failures: Sequence[Failure]) -> Sequence[Failure]:
    """
    Put back what may go another way: to a person's number, or without our picture;
    return the failures that remain.
    """
    codes = {id_: code for id_, code, _ in failures}
    wanting = [n for n, c in codes.items() if c in (NEEDS_PHONE_CODE, NO_PICTURE_CODE)]
    if not wanting:
        return failures
    with transaction.atomic(), connection.cursor() as cursor:
        rows = sql.fetch(cursor, QUERIES["unaddressed"], [wanting])
        known = addresses.find({contact for _, _, contact, _ in rows})
        mended = {}
        for id_, account, contact, payload in rows:
            changed = _another_way(
                _decode(payload), codes[id_], known.get((account, contact))
            )
            if changed is not None:
                mended[id_] = changed
        records = sql.rows(
            {"message_id": id_, "payload": _encode(message).decode()}
            for id_, message in mended.items()
        )
        cursor.execute(QUERIES["readdress"], [records])
    return [failure for failure in failures if failure[0] not in mended]


def _another_way(
    message: OutboundMessage, code: int, to: Address | None
) -> OutboundMessage | None:
    """Return a message as it may still go, None if there is no other way."""
    if code == NO_PICTURE_CODE and message.qr:
        return msgspec.structs.replace(message, qr="")
    if code == NEEDS_PHONE_CODE and to and to.phone and not message.phone:
        return msgspec.structs.replace(message, phone=to.phone)
    return None
