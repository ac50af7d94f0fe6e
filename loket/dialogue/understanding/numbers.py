"""Numbers and ranks as words, in Indonesian and English."""

from __future__ import annotations

_NUMBERS = (
    "satu one",
    "dua two",
    "tiga three",
    "empat four",
    "lima five",
    "enam six",
    "tujuh seven",
    "delapan eight",
    "sembilan nine",
    "sepuluh ten",
    "sebelas eleven",
    "duabelas twelve",
)
_RANKS = (
    "pertama kesatu first",
    "kedua second",
    "ketiga third",
    "keempat fourth",
    "kelima fifth",
    "keenam sixth",
    "ketujuh seventh",
    "kedelapan eighth",
    "kesembilan ninth",
    "kesepuluh tenth",
)


def _by_word(rows: tuple[str, ...]) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, 1) for word in row.split()}


NUMBERS = _by_word(_NUMBERS)
"""Word -> number, 1 to 12."""

RANKS = {**NUMBERS, **_by_word(_RANKS), "terakhir": -1, "last": -1}
"""Word -> place in a list, from 1; -1 is the last."""


def number(said: str) -> int | None:
    """Return the number that a word or its digits mean."""
    return int(said) if said.isdecimal() else NUMBERS.get(said)
