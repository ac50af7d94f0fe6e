"""
Files that came with messages: noted with the words they came with, fetched later.

A talk never waits for a file. Fetching may fail for a while; the provider keeps a
file for seven days (Meta, "Media", 16 June 2026), and so long it is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.channels.incoming import FetchedFile, MissingFile, WantedFile
from loket.lib import clock, ids, sql
from loket.lib.live import changes
from loket.messaging.file_store import FileStore
from loket.messaging.turns import Heard

QUERIES = sql.beside(__file__, "files")

# Until an office sets its own retention schedule (jadwal retensi arsip).
KEEP_DAYS = 30
# As long as the words they came with.
NOTED_FOR = timedelta(days=730)
PROVIDER_KEEPS = timedelta(days=7)
# A worker that says nothing for so long is thought dead.
LEASE_S = 300.0
FIRST_WAIT_S = 5.0
LONGEST_WAIT_S = 3_600.0
MOST_AT_ONCE = 200

_FILENAME_CHARS = 200


class Claim(msgspec.Struct, frozen=True):
    """A file that this worker, and no other, fetches now."""

    id: UUID
    account_id: int
    wanted: WantedFile
    attempts: int
    wanted_since: datetime


def want(heard: Sequence[Heard]) -> None:
    """Note the files that came with these messages, if there are any."""
    records = [
        {
            "id": ids.new(),
            "account_id": one.talk.account_id,
            "conversation_id": one.talk.id,
            "event_id": one.event_id,
            "external_id": file.media_id,
            "kind": file.kind[:20],
            "claimed_sha256": file.sha256,
            "filename": file.filename[:_FILENAME_CHARS],
        }
        for one in heard
        for file in one.event.attachments
        if file.media_id
    ]
    if records:
        values: dict[str, Any] = {"rows": sql.rows(records), "days": KEEP_DAYS}
        with connection.cursor() as cursor:
            cursor.execute(QUERIES["want"], values)


def claim(limit: int) -> list[Claim]:
    """Take files to fetch. Commits."""
    with connection.cursor() as cursor:
        values = {"limit": limit, "lease": LEASE_S}
        found = sql.fetch(cursor, QUERIES["claim"], values)
    return [
        Claim(id_, account, WantedFile(media, kind, digest), tries, since)
        for id_, account, media, kind, digest, tries, since in found
    ]


def kept(claim: Claim, file: FetchedFile) -> bool:
    """Note that a file lies in the store; False if nobody wants it any more."""
    values = {"type": file.content_type, "size": file.size_bytes, "sha256": file.sha256}
    return _write("kept", {"id": claim.id, **values})


def missed(claim: Claim, missing: MissingFile, now: datetime) -> None:
    """Note that a file did not come; it is tried again while the provider has it."""
    if missing.is_final or now - claim.wanted_since > PROVIDER_KEEPS:
        _write("refused", {"id": claim.id, "reason": missing.reason[:200]})
        return
    wait_s = min(FIRST_WAIT_S * 2.0 ** (claim.attempts - 1), LONGEST_WAIT_S)
    values = {"reason": missing.reason[:200], "wait": wait_s}
    _write("again", {"id": claim.id, **values})


def forget_expired(store: FileStore) -> int:
    """Delete files whose time is over, and old notes of them; return how many."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["expired"], {"limit": MOST_AT_ONCE})
        old = [id_ for (id_,) in found]
        _delete(store, old)
        if old:
            cursor.execute(QUERIES["forget"], {"ids": old})
        before = ids.first_of(clock.now() - NOTED_FOR)
        values: dict[str, Any] = {"before": before, "limit": MOST_AT_ONCE}
        cursor.execute(QUERIES["drop_old"], values)
    store.sweep()
    return len(old)


def _delete(store: FileStore, files: Iterable[UUID]) -> None:
    for id_ in files:
        store.delete(id_)


def _write(name: str, values: dict[str, Any]) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        talks = sql.fetch(cursor, QUERIES[name], values)
        changes.record(cursor, (f"conversation:{talk}" for (talk,) in talks))
    return bool(talks)
