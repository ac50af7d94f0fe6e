"""
Keys of other systems: made, let in, and taken back.

A key is shown once, when it is made. It begins with a fixed word, so that programs
that look for leaked secrets can find it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from loket.lib import audit, sql
from loket.lib.audit import Entry, actor
from loket.offices.models import Agency, Office
from loket.partners.models import PER_MINUTE, ApiKey
from loket.partners.scopes import Scope

QUERIES = sql.beside(__file__, "keys")

PREFIX = "loket_"
SECRET_BYTES = 32
HINT_CHARS = 4
MOST_PER_MINUTE = 60_000
LONGEST_NAME, LONGEST_SOURCE = 80, 60


class BadKey(Exception):
    """No such key can be made; the word says which part is wrong."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class Unknown(Exception):
    """There is no such key, or it was revoked, or its time is over."""


class TooMany(Exception):
    """The key has used up its requests of this minute."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(str(wait_s))
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new key shall be. Without `offices`, it counts at all of the agency."""

    name: str
    source: str
    scopes: Collection[Scope]
    offices: Sequence[Office] = ()
    expires_at: datetime | None = None
    per_minute: int = PER_MINUTE


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever came in with a key. `offices` is empty for all of the agency."""

    key_id: int
    agency_id: int
    source: str
    scopes: frozenset[str]
    offices: frozenset[int]
    per_minute: int
    used: int

    def may(self, scope: Scope) -> bool:
        """Test if the key has a right."""
        return scope.value in self.scopes

    def is_at(self, office_id: int) -> bool:
        """Test if the key counts at an office of its agency."""
        return not self.offices or office_id in self.offices


def add(agency: Agency, wanted: Wanted, now: datetime) -> tuple[ApiKey, str]:
    """
    Make a key; return it and its secret, which cannot be read again.

    :raises BadKey: if a part of it cannot be so
    """
    _check(agency, wanted, now)
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        key = ApiKey.objects.create(
            agency=agency,
            name=wanted.name.strip(),
            source=wanted.source,
            secret_hash=_hash(secret),
            hint=secret[-HINT_CHARS:],
            scopes=sorted(scope.value for scope in wanted.scopes),
            offices=sorted(office.id for office in wanted.offices),
            per_minute=wanted.per_minute,
            expires_at=wanted.expires_at,
            made_at=now,
            made_by=actor().id,
        )
        about = {"scopes": key.scopes, "offices": key.offices}
        _note("api_key.made", key, about)
    return key, secret


def revoke(key: ApiKey, now: datetime) -> bool:
    """Take a key back at once; False if it was taken back before."""
    with transaction.atomic():
        done = ApiKey.objects.filter(id=key.id, revoked_at=None).update(revoked_at=now)
        if done:
            _note("api_key.revoked", key, {})
    return bool(done)


def enter(secret: str, now: datetime) -> Caller:
    """
    Return who comes with a key, and count the request.

    :raises Unknown: if the key opens nothing
    :raises TooMany: if it has used up its requests of this minute
    """
    values = {"hash": _hash(secret), "now": now}
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["enter"], values)
    if not found:
        raise Unknown
    id_, agency, source, scopes, offices, per_minute, used, wait_s = found[0]
    if used > per_minute:
        raise TooMany(wait_s)
    return Caller(
        id_, agency, source, frozenset(scopes), frozenset(offices), per_minute, used
    )


def _check(agency: Agency, wanted: Wanted, now: datetime) -> None:
    source = wanted.source
    is_slug = source.replace("-", "").replace("_", "").isalnum() and source.isascii()
    is_over = wanted.expires_at is not None and wanted.expires_at <= now
    wrong = {
        "name": not 0 < len(wanted.name.strip()) <= LONGEST_NAME,
        "source": not is_slug or len(source) > LONGEST_SOURCE,
        "scopes": not wanted.scopes,
        "offices": any(one.agency_id != agency.id for one in wanted.offices),
        "per_minute": not 0 < wanted.per_minute <= MOST_PER_MINUTE,
        "expires_at": is_over,
    }
    for part, is_wrong in wrong.items():
        if is_wrong:
            raise BadKey(part)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _note(action: str, key: ApiKey, about: dict[str, object]) -> None:
    with connection.cursor() as cursor:
        entry = Entry(action, str(key.id), key.agency_id, details=about)
        audit.record(cursor, [entry])
