"""The rows of cases: taking them in from other systems, and answering of them."""

from __future__ import annotations

from collections.abc import Iterator

from bench import status_rows, upsert_rows
from bench.place import Place
from bench.report import Row
from bench.sizes import Sizes


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """Questions of citizens first: they find the desk as it was furnished."""
    yield from status_rows.measure(where, sizes)
    yield from upsert_rows.measure(where, sizes)
