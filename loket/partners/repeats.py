"""
Requests that come twice, because an answer was lost on the way: the second gets the
first one's answer and does nothing.

The answer is kept in the transaction of what was done, so that there is none for what
did not happen. A refusal changed nothing and is not kept: the same token may be used
again once the cause is mended. (docs.stripe.com/api/idempotent_requests, read 29
November 2026; there failures are kept, too.)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from loket.lib import ids, sql

QUERIES = sql.beside(__file__, "repeats")

KEEP = timedelta(hours=24)
LONGEST_TOKEN = 255


class InFlight(Exception):
    """The same request is being carried out at this moment."""


class OtherRequest(Exception):
    """The token was used before, for another request."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given before."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Token:
    """A request of a key that may come twice, by digests of its token and itself."""

    key_id: int
    token: UUID
    digest: UUID


def read(key_id: int, token: str, *request: str) -> Token:
    """Return a token for a request: its method, address and body."""
    return Token(key_id, ids.digest(token), ids.digest(*request))


def find(one: Token, now: datetime) -> Kept | None:
    """
    Return the answer that this request got before, None if it is new. From then on
    until the transaction ends, nobody else begins the same.

    :raises InFlight: if it is being carried out
    :raises OtherRequest: if another request came with this token
    """
    values = {"key": one.key_id, "token": one.token, "since": now - KEEP}
    with connection.cursor() as cursor:
        ((is_ours,),) = sql.fetch(cursor, QUERIES["lock"], [_lock_of(one)])
        if not is_ours:
            raise InFlight
        found = sql.fetch(cursor, QUERIES["find"], values)
    if not found:
        return None
    digest, status, body = found[0]
    if digest != one.digest:
        raise OtherRequest
    return Kept(status, bytes(body))


def keep(one: Token, kept: Kept, now: datetime) -> None:
    """Keep an answer in the transaction of what was done."""
    values: dict[str, Any] = {
        "key": one.key_id,
        "token": one.token,
        "digest": one.digest,
        "status": kept.status,
        "body": kept.body,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["keep"], values)


def forget(now: datetime) -> None:
    """Forget the answers of more than a day ago."""
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["forget"], [now - KEEP])


def _lock_of(one: Token) -> int:
    """64 bits that stand for the token of a key, as PostgreSQL's locks are named."""
    digest = ids.digest("repeat", str(one.key_id), one.token.hex)
    return int.from_bytes(digest.bytes[:8], "big", signed=True)
