"""
Named queries, kept in `sql/*.sql` beside the room that owns them.

A file holds statements, each under a line `-- name: what_it_does`. Rows travel to
the database as one JSON text and are unfolded there by `json_to_recordset`: one
parameter for any number of rows, and no list to be quoted value by value. Where many
rows come at once their columns travel as array literals, which costs less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import msgspec

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_encode = msgspec.json.Encoder().encode


class Cursor(Protocol):
    """What Django's and psycopg's cursors have in common."""

    def execute(self, sql: str, params: Any = None, /) -> Any:
        """Run one statement."""

    def fetchall(self) -> list[Any]:
        """Return all rows of the last statement."""


@cache
def load(path: Path) -> Mapping[str, str]:
    """
    Return the statements of a file by name.

    :raises OSError: if the file cannot be read
    """
    parts = _NAME.split(path.read_text(encoding="utf-8"))
    return {
        name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def beside(module_file: str, name: str) -> Mapping[str, str]:
    """Return the statements of `sql/<name>.sql` in the folder of a module."""
    return load(Path(module_file).parent / "sql" / f"{name}.sql")


def rows(records: Iterable[Mapping[str, Any]]) -> str:
    """Return records as the JSON text that `json_to_recordset` unfolds."""
    return _encode(list(records)).decode()


def row(record: Mapping[str, Any]) -> str:
    """Return one record as JSON text."""
    return _encode(record).decode()


def uuids(found: Iterable[UUID]) -> str:
    """Return ids as the literal of a `uuid[]`, many times cheaper than as a list."""
    return "{" + ",".join([one.hex for one in found]) + "}"


def plain(found: Iterable[object]) -> str:
    """
    Return values as an array literal: numbers, moments, and words without any sign of
    their own such as a code. None becomes null.
    """
    return "{" + ",".join(["null" if one is None else str(one) for one in found]) + "}"


def boxes(found: Iterable[bytes]) -> str:
    """Return bytes as the literal of a `bytea[]`."""
    return "{" + ",".join([f'"\\\\x{one.hex()}"' for one in found]) + "}"


def fetch(
    cursor: Cursor, statement: str, params: Any = None
) -> Sequence[tuple[Any, ...]]:
    """Run a statement and return its rows."""
    cursor.execute(statement, params)
    return cursor.fetchall()
