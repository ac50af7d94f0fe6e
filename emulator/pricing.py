"""
What a message costs: whether it is billed, by which model, and why not.

Everything here depends on the day, so that a desk can be seen on either side of a
change of prices.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from emulator import limits
from emulator.state import Citizen
from emulator.wire import Json

# Seconds since 1970, each 00.00 UTC. From when on each message has a price of its own,
# not a talk of a day; until when utility templates are free inside of a window.
# Source: Meta, "Pricing on the WhatsApp Business Platform", read November 2026.
PER_MESSAGE_SINCE = 1_751_328_000  # 1 July 2025

# Words in the window are billed from 1 October 2026 on, utility templates in it, too.
# Source: four industry reports of autumn 2026, not seen on Meta's own page.
WINDOW_BILLED_SINCE = 1_790_812_800

# Free in the window until then: by category.
FREE_IN_WINDOW = ("service", "utility")

FREE_WINDOW = "free_customer_service"
FREE_ENTRY = "free_entry_point"


class Allowance:
    """Counts the words of a month that cost nothing, as one report of 2026 says."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def take(self, now: float, size: int) -> bool:
        """Use one of so many free messages of this month; False if none is left."""
        month = datetime.fromtimestamp(now, UTC).strftime("%Y-%m")
        if self._used[month] >= size:
            return False
        self._used[month] += 1
        return True


def price(
    category: str, now: float, citizen: Citizen, allowance: Allowance, size: int
) -> Json:
    """Return the price object of a message that is sent now."""
    free = _free_type(category, now, citizen)
    if not free and category == "service" and allowance.take(now, size):
        free = FREE_WINDOW
    return {
        "billable": not free,
        "pricing_model": "PMP" if now >= PER_MESSAGE_SINCE else "CBP",
        "category": category,
        "type": free or "regular",
    }


def _free_type(category: str, now: float, citizen: Citizen) -> str:
    entered_at = citizen.entered_at
    if entered_at is not None and now - entered_at < limits.FREE_ENTRY_S:
        return FREE_ENTRY
    is_cheap_day = now < WINDOW_BILLED_SINCE
    if is_cheap_day and category in FREE_IN_WINDOW and citizen.has_window(now):
        return FREE_WINDOW
    return ""
