"""
What becomes of events on their way: claimed, signed, delivered, tried again, given up.

An event is sent at least once: whoever dies after sending and before noting it sends it
again, with the same id. In which order events come is not promised.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.lib import sql
from loket.lib.crypto import CannotOpen, Keyring
from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.partners import subscriptions
from loket.partners.hooks import QUERIES
from loket.partners.states import DeliveryState

SIGNATURE = "Loket-Signature"
# Our own choice, 29 November 2026: about three days, as others do (docs.stripe.com/
# webhooks, "up to three days", read 29 November 2026). One more than there are waits
# is the number of tries.
WAITS = tuple(
    timedelta(seconds=s)
    for s in (10, 60, 300, 1_800, 3_600, 3 * 3_600, *(6 * 3_600,) * 12)
)
FAILS_FOR = timedelta(days=3)
# Longer than the sender waits for an answer.
LEASE = timedelta(seconds=60)
KEEP = timedelta(days=30)
OK = range(200, 300)

# Things by the first word of a kind, and where more is to be read about each.
_LINKS = {"case": "/api/v1/cases/", "booking": "/api/v1/bookings/"}


@dataclass(frozen=True, slots=True)
class Claim:
    """An event that we are to deliver now; `secret` is None if it does not open."""

    id: int
    subscription_id: int
    url: str
    secret: bytes | None
    body: bytes
    tries: int


@dataclass(frozen=True, slots=True)
class Said:
    """What the other side answered: its status, else a code for why there is none."""

    status: int | None = None
    reason: str = ""
    took_ms: int = 0

    @property
    def is_well(self) -> bool:
        """Test if it was taken."""
        return self.status is not None and self.status in OK


def claim(limit: int, now: datetime, keyring: Keyring) -> list[Claim]:
    """Take what is due; it is ours for a minute."""
    values = {"now": now, "until": now + LEASE, "limit": limit}
    with transaction.atomic(), connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["claim"], values)
    return [_claim(row, keyring) for row in found]


def signature(secret: bytes, body: bytes, now: datetime) -> str:
    """
    Return the header that proves who sends: the Unix time, and HMAC-SHA-256 of time,
    point and body with the secret.
    """
    at = str(int(now.timestamp()))
    made = hmac.new(secret, at.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={made}"


def settle(one: Claim, said: Said, now: datetime) -> None:
    """Note what became of an event; one that failed is tried again, or given up."""
    with transaction.atomic(), connection.cursor() as cursor:
        if said.is_well:
            _write(cursor, one, said, DeliveryState.DONE, None, now)
            cursor.execute(QUERIES["well"], [one.subscription_id])
            return
        is_last = one.tries > len(WAITS)
        due = None if is_last else now + WAITS[one.tries - 1]
        state = DeliveryState.FAILED if is_last else DeliveryState.WAITING
        _write(cursor, one, said, state, due, now if is_last else None)
        _note_failure(cursor, one, now)


def forget(now: datetime) -> None:
    """Forget events of more than thirty days ago."""
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["forget"], [now - KEEP])


def _claim(row: tuple[Any, ...], keyring: Keyring) -> Claim:
    id_, subscription, url, sealed, *event, tries = row
    try:
        secret = keyring.open(bytes(sealed), subscriptions.context(subscription))
    except CannotOpen:
        secret = None
    return Claim(id_, subscription, url, secret, _body(*event), tries)


def _body(
    event_id: UUID, kind: str, subject: UUID | None, office: str | None, at: datetime
) -> bytes:
    thing = kind.partition(".")[0]
    link = f"{_LINKS[thing]}{subject}" if subject else None
    said = {
        "id": event_id,
        "kind": kind,
        "at": at,
        "subject": subject,
        "office": office,
        "link": link,
    }
    return msgspec.json.encode(said)


def _write(
    cursor: sql.Cursor,
    one: Claim,
    said: Said,
    state: DeliveryState,
    due: datetime | None,
    ended: datetime | None,
) -> None:
    values = {
        "id": one.id,
        "state": state.value,
        "due": due,
        "status": said.status,
        "reason": said.reason,
        "took": said.took_ms,
        "ended": ended,
    }
    cursor.execute(QUERIES["settle"], values)


def _note_failure(cursor: sql.Cursor, one: Claim, now: datetime) -> None:
    values = {"id": one.subscription_id, "now": now, "limit": now - FAILS_FOR}
    for agency, is_off in sql.fetch(cursor, QUERIES["ill"], values):
        if is_off:
            about = subscriptions.subject(one.subscription_id)
            alarms.raise_alarm(AlarmKind.WEBHOOK, about, "", agency)
