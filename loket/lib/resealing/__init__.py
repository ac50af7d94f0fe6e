"""
Closing old boxes anew with the key in use, part by part, while others read and write.

What is done is seen in the boxes themselves: who is killed in the middle begins again
and passes over them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db import connection, transaction

from loket.lib import failpoints, sql
from loket.lib.crypto import CannotOpen, Keyring

QUERIES = sql.beside(__file__, "resealing")
LOOKED_AT_ONCE = 2_000

Context = Callable[[Any, Any], bytes]
Seal = Callable[[bytes, bytes], bytes]


class Passed(NamedTuple):
    """How many boxes were looked at, closed anew, and could not be opened."""

    looked: int
    closed: int
    spoilt: int


class Boxes(Protocol):
    """One kind of boxes, wherever they lie."""

    @property
    def name(self) -> str:
        """What is in them, as people say it."""

    def numbers(self) -> Counter[int]:
        """Return how many boxes were closed by each key."""

    def reseal(self, keyring: Keyring) -> Iterator[Passed]:
        """Close all old ones anew, and say after each part how many it was."""


@dataclass(frozen=True)
class Column:
    """
    Boxes in a column of bytes.

    `context` makes their context from the id and from the column `beside`. Identity
    numbers are closed with their own key.
    """

    name: str
    table: str
    column: str
    context: Context
    beside: str = "id"
    id_type: str = "uuid"
    is_identity: bool = False

    def numbers(self) -> Counter[int]:
        """Return how many boxes were closed by each key."""
        with connection.cursor() as cursor:
            return Counter(dict(sql.fetch(cursor, self._query("numbers"))))

    def reseal(self, keyring: Keyring) -> Iterator[Passed]:
        """Close old ones anew; rows that others write now wait for another pass."""
        after: Any = None
        while True:
            with transaction.atomic(), connection.cursor() as cursor:
                values = {"after": after, "limit": LOOKED_AT_ONCE}
                ids = sql.fetch(cursor, self._query("next"), values)
                if not ids:
                    return
                active = self.active(keyring)
                values = {"after": after, "last": ids[-1][0], "active": active}
                rows = sql.fetch(cursor, self._query("old"), values)
                seal = keyring.seal_identity if self.is_identity else keyring.seal
                closed = list(again(rows, keyring, self.context, seal))
                for id_, box in closed:
                    cursor.execute(self._query("close"), [box, id_])
            failpoints.reach("reseal.part")
            after = ids[-1][0]
            yield Passed(len(ids), len(closed), len(rows) - len(closed))

    def active(self, keyring: Keyring) -> int:
        """Return the number of the key that closes boxes of this kind."""
        return keyring.active_identity if self.is_identity else keyring.active

    def _query(self, name: str) -> str:
        words = {
            "/*table*/": self.table,
            "/*column*/": self.column,
            "/*beside*/": self.beside,
            "/*type*/": self.id_type,
        }
        query = QUERIES[name]
        for gap, word in words.items():
            query = query.replace(gap, word)
        return query


def again(
    rows: Sequence[tuple[Any, ...]],
    keyring: Keyring,
    context: Context,
    seal: Seal | None = None,
) -> Iterator[tuple[Any, bytes]]:
    """Yield id and new box of each row of id, what is beside, and box that opens."""
    close = seal or keyring.seal
    for id_, beside, box in rows:
        place = context(id_, beside)
        try:
            yield id_, close(keyring.open(bytes(box), place), place)
        except CannotOpen:
            continue
