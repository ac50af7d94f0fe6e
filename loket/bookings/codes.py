"""Booking codes: short, easy to say, and without letters that look alike."""

from __future__ import annotations

import secrets

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 5


def mint(office_code: str) -> str:
    """Return a new code such as "TS-7Q4MK", one of six million of an office."""
    drawn, letters = secrets.randbelow(len(ALPHABET) ** LENGTH), ""
    for _ in range(LENGTH):
        drawn, place = divmod(drawn, len(ALPHABET))
        letters += ALPHABET[place]
    return f"{office_code}-{letters}"
