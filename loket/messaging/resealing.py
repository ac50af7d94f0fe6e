"""Boxes of this room: tokens, answers, deliveries, hidden numbers, files."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.lib import sql
from loket.lib.crypto import CannotOpen, Keyring
from loket.lib.resealing import LOOKED_AT_ONCE, Boxes, Column, Passed, again
from loket.messaging.file_store import FileStore

QUERIES = sql.beside(__file__, "resealing")


def boxes(files: Path) -> list[Boxes]:
    """Return all kinds of boxes of this room; `files` is the folder of files."""
    return [
        Column(
            "tokens of numbers",
            "messaging_channelaccount",
            "token",
            lambda _, external_id: f"token:{external_id}".encode(),
            beside="external_id",
            id_type="bigint",
        ),
        Column(
            "answers in talks",
            "messaging_conversation",
            "answers",
            lambda id_, _: id_.bytes,
        ),
        Column("deliveries", "messaging_body", "sealed", lambda id_, _: id_.bytes),
        HiddenNumbers(),
        Files(files),
    ]


class HiddenNumbers:
    """Identity numbers that somebody sent without being asked; see `privacy`."""

    name = "hidden numbers"

    def numbers(self) -> Counter[int]:
        """Return how many boxes were closed by each key."""
        found: Counter[int] = Counter()
        for _, _, body in self._rows():
            found.update(box[1] for box in _boxes_of(msgspec.json.decode(body)))
        return found

    def reseal(self, keyring: Keyring) -> Iterator[Passed]:
        """Close old ones anew, an event at a time: there are few."""
        for event in [id_ for id_, _, _ in self._rows()]:
            with transaction.atomic(), connection.cursor() as cursor:
                rows = sql.fetch(cursor, QUERIES["hidden_of"], [event])
                yield _close(cursor, rows, keyring)

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        after: UUID | None = None
        while True:
            with connection.cursor() as cursor:
                values = {"after": after, "limit": LOOKED_AT_ONCE}
                found = sql.fetch(cursor, QUERIES["hidden"], values)
            if not found:
                return
            yield from found
            after = found[-1][0]


class Files:
    """Sealed files on the disk; `held` is the statement that locks the row of one."""

    def __init__(
        self, folder: Path, name: str = "files", held: str = QUERIES["file"]
    ) -> None:
        self.name = name
        self._folder = folder
        self._held = held

    def numbers(self) -> Counter[int]:
        """Return how many files were closed by each key."""
        return FileStore.numbers(self._folder)

    def reseal(self, keyring: Keyring) -> Iterator[Passed]:
        """Close old ones anew, while their row is held so that nobody deletes them."""
        store = FileStore(self._folder, keyring)
        for id_ in store.closed_with_others(keyring.active):
            with transaction.atomic(), connection.cursor() as cursor:
                if not sql.fetch(cursor, self._held, [id_]):
                    continue
                try:
                    store.reseal(id_)
                    yield Passed(1, 1, 0)
                except (CannotOpen, FileNotFoundError):
                    yield Passed(1, 0, 1)


def _boxes_of(event: dict[str, Any]) -> list[bytes]:
    texts = event.get("details", {}).get("sealed", [])
    return [base64.b64decode(text) for text in texts]


def _close(cursor: sql.Cursor, rows: Any, keyring: Keyring) -> Passed:
    closed = spoilt = looked = 0
    for id_, _, body in rows:
        event = msgspec.json.decode(body)
        old = _boxes_of(event)
        looked += len(old)
        if not any(keyring.needs_resealing(box) for box in old):
            continue
        new = _anew(old, keyring, event["external_id"].encode())
        if len(new) < len(old):
            spoilt += len(old) - len(new)
            continue
        event["details"]["sealed"] = [base64.b64encode(box).decode() for box in new]
        text = msgspec.json.encode(event).decode()
        cursor.execute(QUERIES["rewrite"], [text, id_])
        closed += len(new)
    return Passed(looked, closed, spoilt)


def _anew(old: list[bytes], keyring: Keyring, context: bytes) -> list[bytes]:
    rows = [(0, 0, box) for box in old]
    return [box for _, box in again(rows, keyring, lambda *_: context)]
