"""
What came and nobody understood: counted by type, so that somebody can teach it.

Its contents are not shown, because they may be a citizen's words; only the names of
its fields are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from django.db import connection

from loket.channels import types
from loket.lib import sql

QUERIES = sql.beside(__file__, "unknown")
MOST = 5_000
MOST_FIELDS = 20


class Unknown(NamedTuple):
    """A type that nobody understood. `fields` are those of the last one."""

    type: str
    times: int
    last_at: datetime
    fields: list[str]


def kinds(accounts: Sequence[int], businesses: Sequence[str]) -> list[Unknown]:
    """Return the types nobody understood, the most frequent first."""
    values = {"accounts": accounts, "businesses": businesses, "limit": MOST}
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["kinds"], values)
    return [Unknown(type_, n, at, _fields(body)) for type_, n, at, body in found]


def strangers() -> int:
    """Return how many items came for numbers that are not ours."""
    with connection.cursor() as cursor:
        ((count,),) = sql.fetch(cursor, QUERIES["strangers"])
    return int(count)


def _fields(body: str) -> list[str]:
    try:
        details = types.decode(body).details
    except msgspec.MsgspecError:
        return []
    value = details.get("value", details)
    return sorted(map(str, value))[:MOST_FIELDS] if isinstance(value, dict) else []
