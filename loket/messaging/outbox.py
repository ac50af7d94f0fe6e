"""
What still has to be sent, and what became of it.

A claim is committed before the provider is called, because the provider has no way
to recognise a message it already took: what is claimed and then lost is unknown,
and an unknown message is never sent again blindly.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.channels.types import OutboundMessage
from loket.lib import audit, replication, sql
from loket.lib.audit import Entry
from loket.lib.crypto import Keyring
from loket.lib.live import changes
from loket.messaging import story
from loket.messaging.models import Message
from loket.messaging.receipts import QUERIES

# The provider's own code for it (Meta, "Error codes", read 23 November 2026).
WINDOW_CLOSED_CODE = 131047

_decode = msgspec.json.Decoder(OutboundMessage).decode


class Doubt(StrEnum):
    """Why nobody knows whether a message was sent."""

    NO_ANSWER = "no answer from the platform"
    SENDER_STOPPED = "the sender stopped"


class Claim(msgspec.Struct, frozen=True):
    """A message that this process, and no other, may send now."""

    message_id: UUID
    account_id: int
    message: OutboundMessage
    attempts: int


class SendingAccount(msgspec.Struct, frozen=True):
    """A number that may send, with its token opened."""

    id: int
    kind: str
    external_id: str
    token: str
    per_second: int


def claim(by: UUID, full: Sequence[int], limit: int) -> list[Claim]:
    """
    Take messages to send; none of the accounts in `full`. Commits. If the standby did
    not confirm it, none is taken: a fail-over could undo the turn that it answers.
    """
    values = {"by": by, "full": list(full), "limit": limit}
    connection.ensure_connection()
    with replication.doubts(connection.connection) as doubts:
        found = sorted(_fetch("claim", values), key=lambda row: row[4])
    if doubts:
        again([(row[0], 0.0, "the standby did not confirm") for row in found])
        return []
    return [Claim(id_, acc, _decode(raw), tries) for id_, acc, raw, tries, _ in found]


def accounts(keyring: Keyring) -> dict[int, SendingAccount]:
    """The accounts that are not stopped."""
    return {
        id_: SendingAccount(id_, kind, ext, open_token(keyring, ext, token), rate)
        for id_, kind, ext, token, rate in _fetch("accounts")
    }


def open_token(keyring: Keyring, external_id: str, sealed: bytes) -> str:
    """
    Return an account's token.

    :raises loket.lib.crypto.CannotOpen: if the keys file is not the right one
    """
    return keyring.open(bytes(sealed), f"token:{external_id}".encode()).decode()


def seal_token(keyring: Keyring, external_id: str, token: str) -> bytes:
    """Return a token sealed for the account it belongs to."""
    return keyring.seal(token.encode(), f"token:{external_id}".encode())


def sent(results: Sequence[tuple[UUID, str, datetime]]) -> None:
    """Note what the provider took: (message, provider's id, moment)."""
    rows = [{"message_id": m, "external_id": e, "at": at} for m, e, at in results]
    story.outcomes("sent", _write("sent", rows))


def again(results: Sequence[tuple[UUID, float, str]]) -> None:
    """Put back what was surely not sent: (message, seconds to wait, why)."""
    rows = [{"message_id": m, "wait_s": s, "detail": d} for m, s, d in results]
    _write("again", rows)


def failed(results: Sequence[tuple[UUID, int, str]]) -> None:
    """Give up what will never be taken: (message, code, why)."""
    rows = [{"message_id": m, "code": c, "detail": d} for m, c, d in results]
    gone = _write("failed", rows)
    lines = [f"{story.of_message(m, cause)} code={code}" for _, m, cause, code in gone]
    story.later("failed", lambda: lines)


def unclear(messages: Sequence[UUID], why: Doubt) -> None:
    """Put aside what may or may not have been sent, until a receipt or a person."""
    if messages:
        with connection.cursor() as cursor:
            values: dict[str, Any] = {"ids": list(messages), "detail": why}
            cursor.execute(QUERIES["unclear"], values)
        found = Message.objects.filter(id__in=messages).values_list("id", "cause_id")
        story.unclear(messages, dict(found))


def give_up_lost_claims(lease_s: float) -> list[UUID]:
    """Put aside what a sender claimed and never reported; return the messages."""
    with transaction.atomic():
        lost = [id_ for (id_,) in _fetch("lost_claims", [lease_s])]
        unclear(lost, Doubt.SENDER_STOPPED)
    return lost


def withhold_stale() -> int:
    """Drop replies that were written before the talk changed hands."""
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["withhold"])
        changes.record(cursor, (f"conversation:{talk}" for (talk,) in found))
    return len(found)


def park(messages: Sequence[UUID], detail: str) -> None:
    """Keep messages whose window has closed until the person writes again."""
    if messages:
        with connection.cursor() as cursor:
            values: dict[str, Any] = {"ids": list(messages), "detail": detail[:300]}
            cursor.execute(QUERIES["park"], values)


def mind_windows() -> int:
    """
    Park or give up what may not be sent freely any more, and take out again what
    waited for a person who wrote meanwhile; return how many were taken out.
    """
    values = {"code": WINDOW_CLOSED_CODE, "detail": "24 hours are over"}
    with transaction.atomic(), connection.cursor() as cursor:
        gone = sql.fetch(cursor, QUERIES["close_windows"], values)
        changes.record(cursor, (f"conversation:{talk}" for (talk,) in gone))
    return len(_fetch("reopen_windows"))


def pause_notices(account_id: int, wait_s: float) -> None:
    """Send no templates through an account for a while; answers go on."""
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["pause_notices"], {"id": account_id, "wait_s": wait_s})


def stop_account(account_id: int, code: int, reason: str) -> None:
    """Stop sending through an account until somebody mends it."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "id": account_id,
            "code": code,
            "reason": reason[:300],
        }
        cursor.execute(QUERIES["stop_account"], values)


def pause_account(account_id: int, wait_s: float) -> None:
    """Send nothing through an account for a while."""
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["pause_account"], {"id": account_id, "wait_s": wait_s})


def resend(message_id: UUID, agency_id: int | None = None) -> bool:
    """Send an unclear message again, as a person decided; False if it is not one."""
    return _decide(
        "resend_unclear", Entry("message.resent", str(message_id), agency_id)
    )


def drop(message_id: UUID, agency_id: int | None = None) -> bool:
    """Give an unclear message up, as a person decided; False if it is not one."""
    return _decide("drop_unclear", Entry("message.dropped", str(message_id), agency_id))


@transaction.atomic
def _decide(name: str, entry: Entry) -> bool:
    is_done = bool(_fetch(name, [entry.subject]))
    if is_done:
        audit.note(entry)
    return is_done


def _write(name: str, rows: Sequence[dict[str, Any]]) -> Sequence[tuple[Any, ...]]:
    """Run a statement over rows; return what it moved, by its talk first."""
    if not rows:
        return []
    ordered = sql.rows(sorted(rows, key=lambda row: row["message_id"]))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(QUERIES[name], {"rows": ordered})
        moved = cursor.fetchall() if name != "again" else []
        changes.record(cursor, (f"conversation:{talk}" for talk, *_ in moved))
    return moved


def _fetch(name: str, values: object = None) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
