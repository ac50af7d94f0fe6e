"""Amounts of money in words: "Rp650.000" in Indonesian, "Rp650,000" in English."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_decimal

from loket.dialogue.words_dates import region


@lru_cache(maxsize=500)
def rupiah(language: str, amount: int) -> str:
    """Return an amount of rupiah as it is written in a language."""
    return f"Rp{format_decimal(amount, locale=region(language))}"
