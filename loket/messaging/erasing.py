"""
Forgetting a person: words, files, notices, and what the way in kept of them.

What stays of our own messages is that one was sent, when, and what it cost. Raw
bodies are sealed for a whole group of people and go within seven days by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from loket.contacts.subjects import Subject
from loket.lib import clock, ids, sql
from loket.messaging import intake
from loket.messaging.file_store import FileStore
from loket.messaging.models import ChannelAccount
from loket.messaging.turns import LOCK_SPACE

QUERIES = sql.beside(__file__, "erase")


def erase(subject: Subject, keys: Sequence[str], store: FileStore) -> dict[str, int]:
    """
    Forget a person in the transaction of the caller; return how much went. `keys` are
    their numbers and ids. Their files are destroyed first: what is gone from the
    table is never looked for on the disk again.
    """
    until = ids.first_of(clock.now())
    digests = _digests(subject, keys)
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["quiet"], [LOCK_SPACE, _lanes(digests)])
        found = sql.fetch(cursor, QUERIES["talks"], [subject.id])
        talks = [id_ for (id_,) in found]
        gone = sql.fetch(cursor, QUERIES["files"], [talks])
        for (id_,) in gone:
            store.shred(id_)
        events = {
            "until": until,
            "keys": digests,
            "talks": talks,
            "named": [_quoted(key) for key in keys],
        }
        counts = {"files": len(gone)}
        counts |= {"events": _count(cursor, "events", events)}
        for name in ("marks", "outbox", "heard", "said", "answers", "handovers"):
            counts[name] = _count(cursor, name, [talks])
        counts["notices"] = _count(cursor, "notices", [subject.id])
        counts["conversations"] = _count(cursor, "conversations", [talks])
    return counts


def _count(cursor: Any, name: str, values: Any) -> int:
    cursor.execute(QUERIES[name], values)
    return int(cursor.rowcount)


def _digests(subject: Subject, keys: Iterable[str]) -> list[str]:
    """The digests under which the way in keeps what somebody says."""
    accounts = ChannelAccount.objects.filter(agency_id=subject.agency_id)
    return [
        ids.digest_hex(account, key)
        for account in accounts.values_list("external_id", flat=True)
        for key in keys
    ]


def _lanes(digests: Iterable[str]) -> list[int]:
    return sorted({intake.lane_of(digest) for digest in digests})


def _quoted(key: str) -> str:
    """A pattern of a JSON text that has this as one of its values."""
    for sign in ("\\", "%", "_"):
        key = key.replace(sign, f"\\{sign}")
    return f'%"{key}"%'
