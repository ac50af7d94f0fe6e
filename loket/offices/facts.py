"""Reading what agencies tell everybody: fees and official addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.db import connection

from loket.lib import sql

QUERIES = sql.beside(__file__, "facts")


@dataclass(frozen=True, slots=True)
class FeeRow:
    """What something costs; words by language. `source` is the regulation."""

    names: dict[str, str]
    rupiah: int
    source: str
    valid_from: date


def fees(agencies: Collection[int], day: date) -> Mapping[int, Sequence[FeeRow]]:
    """The fees of agencies that are due on a day, in the order of the agency."""
    found: dict[int, list[FeeRow]] = defaultdict(list)
    values = {"agencies": list(agencies), "day": day}
    for agency, names, rupiah, source, valid_from in _fetch("fees", values):
        words = msgspec.json.decode(names, type=dict[str, str])
        found[agency].append(FeeRow(words, rupiah, source, valid_from))
    return found


def addresses(agencies: Collection[int]) -> Mapping[int, Sequence[str]]:
    """The official numbers, pages and addresses of agencies."""
    found: dict[int, list[str]] = defaultdict(list)
    for agency, value in _fetch("addresses", [list(agencies)]):
        found[agency].append(value)
    return found


def _fetch(name: str, values: object) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        return sql.fetch(cursor, QUERIES[name], values)
