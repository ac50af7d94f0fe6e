"""What a backup says of itself, at its beginning and at its end."""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec

FORMAT = 1
_MODULUS = 2**128
_DIGEST_BYTES = 16


class Partition(msgspec.Struct, frozen=True):
    """A part of a table; `bounds` and `options` as SQL writes them."""

    name: str
    bounds: str
    options: str = ""


class Table(msgspec.Struct, frozen=True):
    """A table with its columns in order; one that is cut has partitions."""

    name: str
    columns: tuple[str, ...]
    partitions: tuple[Partition, ...] = ()


class Manifest(msgspec.Struct, frozen=True):
    """Where a backup comes from. `migrations` are such as "offices.0001_initial"."""

    loket: str
    made_at: datetime
    postgres: int
    migrations: tuple[str, ...]
    tables: tuple[Table, ...]
    format: int = FORMAT


class Tally(msgspec.Struct):
    """How many rows, and a sum of their fingerprints that knows no order."""

    count: int = 0
    total: str = "0"

    def add(self, *records: bytes) -> None:
        """Count more records."""
        total = int(self.total, 16)
        for record in records:
            digest = hashlib.blake2b(record, digest_size=_DIGEST_BYTES).digest()
            total += int.from_bytes(digest, "big")
        self.total = f"{total % _MODULUS:x}"
        self.count += len(records)


class Check(msgspec.Struct):
    """What must be found again: rows of each table, files, values of sequences."""

    tables: dict[str, Tally]
    files: Tally
    sequences: dict[str, int]
