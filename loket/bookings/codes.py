"""Booking codes: short, easy to say, and without letters that look alike."""

from __future__ import annotations

import os
from collections.abc import Iterable

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 5
ALL: int = len(ALPHABET) ** LENGTH
# Some codes are likelier than others by one in a billion.
DRAWN_BYTES = 7
PAIRS = [one + other for one in ALPHABET for other in ALPHABET]


def mint(office_codes: Iterable[str]) -> list[str]:
    """
    Return a new code such as "TS-7Q4MK" for each of these offices, no two alike; there
    are six million of an office.
    """
    made: dict[str, None] = {}
    for office_code in office_codes:
        while (code := f"{office_code}-{_letters()}") in made:
            pass
        made[code] = None
    return list(made)


def _letters() -> str:
    drawn = int.from_bytes(os.urandom(DRAWN_BYTES)) % ALL
    drawn, last = divmod(drawn, len(ALPHABET))
    first, middle = divmod(drawn, len(PAIRS))
    return PAIRS[first] + PAIRS[middle] + ALPHABET[last]
