"""
Words that a table program would take for a formula, or a long number for a rough one,
get an apostrophe in front: then they are shown and kept as they are.

The signs are those of OWASP, "CSV Injection" (read 29 November 2026). What is brought
in again loses the apostrophe, so that a table that goes out and in says the same.
"""

from __future__ import annotations

SIGNS = ("=", "+", "-", "@", "\t", "\r", "'")
# Table programs keep 15 digits, and show from 12 on a power of ten.
LONG = 12


def guard(words: str) -> str:
    """Return words as they may stand in a cell."""
    is_long = words.isdecimal() and len(words) >= LONG
    return f"'{words}" if is_long or words.startswith(SIGNS) else words


def unguard(words: str) -> str:
    """Return words without the apostrophe that `guard` put there."""
    rest = words[1:]
    return rest if words[:1] == "'" and guard(rest) == words else words
