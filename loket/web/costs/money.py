"""Amounts of money, as people write and read them."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_currency
from django.utils import translation

from loket.messaging.costs import MICRO

# More is a slip of the pen.
MOST_MICROS = 10**12 * MICRO

# So many digits stand between two signs of a whole number.
THOUSANDS = 3
WRITTEN = re.compile(r"[0-9][0-9.,]{0,29}")


def write(micros: int, currency: str) -> str:
    """Write an amount in the manner of the language, a price with all its digits."""
    amount = Decimal(micros) / MICRO
    locale = translation.get_language() or "id"
    digits = max(2, -amount.normalize().as_tuple().exponent)  # type: ignore[operator]
    pattern = f"¤ #,##0.{'0' * digits}" if amount % 1 else "¤ #,##0"
    return str(
        format_currency(amount, currency, pattern, locale, currency_digits=False)
    )


def total(micros: int, currency: str) -> str:
    """Write a sum, rounded as the currency is."""
    locale = translation.get_language() or "id"
    return str(format_currency(Decimal(micros) / MICRO, currency, locale=locale))


def read(words: str) -> int | None:
    """
    Return an amount in millionths, None if it is none.

    The last of comma and point parts the fraction, if fewer or more than three digits
    follow it: "1.250" is a thousand and more, "0.025" and "12,50" are fractions.
    """
    digits = words.replace(" ", "")
    if not WRITTEN.fullmatch(digits):
        return None
    cut = max(digits.rfind(","), digits.rfind("."))
    whole, rest = (digits[:cut], digits[cut + 1 :]) if cut >= 0 else (digits, "")
    is_fraction = cut >= 0 and (len(rest) != THOUSANDS or whole.strip("0") == "")
    plain = whole.replace(",", "").replace(".", "")
    number = f"{plain or 0}.{rest}" if is_fraction else f"{plain}{rest}"
    micros = int(Decimal(number) * MICRO)
    return micros if micros <= MOST_MICROS else None
