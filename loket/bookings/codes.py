"""Booking codes: short, easy to say, and without letters that look alike."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 5


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
    drawn, letters = secrets.randbelow(len(ALPHABET) ** LENGTH), ""
    for _ in range(LENGTH):
        drawn, place = divmod(drawn, len(ALPHABET))
        letters += ALPHABET[place]
    return letters
