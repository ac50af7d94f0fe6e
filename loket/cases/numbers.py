"""
Long numbers as people write them: with blanks, dashes, and letters for digits.

An application number and an identity number both have 16 digits (domain notes 2.6, read
23 November 2026). One with the structure of an identity number may still be that of a
case; who reads it must ask, or know from the talk. A billing code has 15 digits, the
receipt of a payment (NTPN) 16 letters or digits of which some are letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class NumberKind(StrEnum):
    """What a long number can be."""

    APPLICATION = "application"
    IDENTITY = "identity"
    BILLING = "billing"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Found:
    """
    A number found in words. `is_guessed` if letters were read as digits: it must be
    shown and confirmed before it counts.
    """

    kind: NumberKind
    number: str
    is_guessed: bool = False


APPLICATION_DIGITS, BILLING_DIGITS = 16, 15
LENGTHS = frozenset({APPLICATION_DIGITS, BILLING_DIGITS})
LONGEST = max(LENGTHS)
# More letters than this are no slip of the eye.
MOST_LOOKALIKES = 4
# What eyes, thumbs and scanners take for a digit.
LOOKALIKES = str.maketrans(
    {"O": "0", "o": "0", "I": "1", "l": "1", "S": "5", "B": "8", "Z": "2", "|": "1"}
)
_MARKS = re.compile(r"[.\-\u2013/,:;#()]")

LooksLikeNik = Callable[[str], bool]


def find(words: str, looks_like_nik: LooksLikeNik) -> list[Found]:
    """Return the long numbers in words, in their order, each once."""
    return read(words, looks_like_nik)[0]


def read(words: str, looks_like_nik: LooksLikeNik) -> tuple[list[Found], str]:
    """Return the long numbers in words, and the words that are left."""
    found: dict[Found, None] = {}
    left = []
    whole = words.split()
    parts = [_MARKS.sub("", part) for part in whole]
    at = 0
    while at < len(parts):
        one, used = _from(parts[at:], looks_like_nik)
        if one is not None:
            found[one] = None
        else:
            left.append(whole[at])
        at += used
    return list(found), " ".join(left)


def _from(
    parts: Sequence[str], looks_like_nik: LooksLikeNik
) -> tuple[Found | None, int]:
    """Return the number that begins here, if one does, and how many parts it takes."""
    text = ""
    for used, part in enumerate(parts, start=1):
        if not _may_be_of_number(part) or len(text) + len(part) > LONGEST:
            break
        text += part
        is_whole = used == len(parts) or not _goes_on(text, parts[used])
        if len(text) in LENGTHS and is_whole:
            one = _read(text, looks_like_nik)
            if one is not None:
                return one, used
    return None, 1


def _goes_on(text: str, following: str) -> bool:
    """Test if the next part is what is missing of a number that is one digit short."""
    return len(text) + len(following) == LONGEST and _may_be_of_number(following)


def _may_be_of_number(part: str) -> bool:
    if not part.isascii() or not all(c.isalnum() or c == "|" for c in part):
        return False
    if len(part) == LONGEST:
        return any(c.isdigit() for c in part)
    strays = sum(not c.isdigit() for c in part.translate(LOOKALIKES))
    return strays == 0


def _read(text: str, looks_like_nik: LooksLikeNik) -> Found | None:
    digits = text.translate(LOOKALIKES)
    letters = sum(not c.isdigit() for c in text)
    if digits.isdecimal() and letters <= MOST_LOOKALIKES:
        return Found(_kind(digits, looks_like_nik), digits, is_guessed=letters > 0)
    is_receipt = len(text) == LONGEST and text.isalnum() and 0 < letters < LONGEST
    return Found(NumberKind.RECEIPT, text.upper()) if is_receipt else None


def _kind(digits: str, looks_like_nik: LooksLikeNik) -> NumberKind:
    if len(digits) == BILLING_DIGITS:
        return NumberKind.BILLING
    return NumberKind.IDENTITY if looks_like_nik(digits) else NumberKind.APPLICATION
