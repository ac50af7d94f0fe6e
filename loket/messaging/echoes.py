"""
What staff wrote in the phone's own app, where a number is used in both (coexistence).

It is kept as ours, so that the talk is whole; nothing is sent and nobody is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from loket.lib import ids, sql
from loket.lib.live import changes

QUERIES = sql.beside(__file__, "echoes")


class Echo(msgspec.Struct, frozen=True):
    """One bubble that somebody wrote to a contact by hand."""

    account_id: int
    contact_id: UUID
    type: str
    words: str
    external_id: str
    sent_at: datetime


def keep(echoes: Sequence[Echo]) -> int:
    """Keep echoes in the talks they belong to; return how many had one."""
    rows: list[dict[str, Any]] = [
        {"id": ids.new(), **msgspec.structs.asdict(one)} for one in echoes
    ]
    with connection.cursor() as cursor:
        talks = sql.fetch(cursor, QUERIES["keep"], [sql.rows(rows)])
        changes.record(cursor, (f"conversation:{talk}" for (talk,) in talks))
    return len(talks)
