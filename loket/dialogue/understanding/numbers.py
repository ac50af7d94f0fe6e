"""Ranks in a list as words, in Indonesian, English, Javanese and Sundanese."""

from __future__ import annotations

from loket.dialogue.understanding.time_words import NUMBER_WORDS

_RANKS = (
    "pertama kesatu first kapisan sepisan kahiji atas teratas top",
    "kedua second kapindho kadua",
    "ketiga third katelu katilu",
    "keempat fourth kapapat kaopat",
    "kelima fifth kalima",
    "keenam sixth kanem kagenep",
    "ketujuh seventh kapitu katujuh",
    "kedelapan eighth kawolu kadalapan",
    "kesembilan ninth kasanga kasalapan",
    "kesepuluh tenth kasepuluh kasapuluh",
)
_LAST = "terakhir akhir last bawah terbawah bottom pungkasan panungtung"

NUMBERS = {
    word: int(token)
    for token, row in NUMBER_WORDS.items()
    if token.isdecimal()
    for word in " ".join(row).split()
}
"""Word -> number."""

RANKS = (
    NUMBERS
    | {word: rank for rank, row in enumerate(_RANKS, 1) for word in row.split()}
    | dict.fromkeys(_LAST.split(), -1)
)
"""Word -> place in a list, from 1; -1 is the last."""
