"""
Tables of patterns over a plain sentence (`time_text.plain`), each with what reads it.

They are tried at every turn, so a pattern is tried only where the word that it needs
is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

Reader = TypeVar("Reader")


class Rules(Generic[Reader]):
    """
    Patterns and their readers, by a piece of text without which they cannot fit.

    `pieces` are the parts that patterns share, written "{name}" in them. Without
    anything that fits `only_with`, no pattern is tried.
    """

    def __init__(
        self,
        rows: Mapping[str, Sequence[tuple[str, Reader]]],
        pieces: Mapping[str, str],
        only_with: str = "",
    ) -> None:
        self._only_with = re.compile(only_with)
        self._rows = [
            (needed, re.compile(pattern.format_map(pieces)), reader)
            for needed, patterns in rows.items()
            for pattern, reader in patterns
        ]

    def fitting(self, said: str) -> Sequence[tuple[re.Match[str], Reader]]:
        """Return what fits, from left to right; what reads more at one place first."""
        if not said or not self._only_with.search(said):
            return ()
        found = [
            (match, reader)
            for needed, pattern, reader in self._rows
            if needed in said
            for match in pattern.finditer(said)
        ]
        return sorted(found, key=lambda fit: (fit[0].start(), -fit[0].end()))
