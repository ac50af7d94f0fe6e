"""
How fast we may write to one person: one message in six seconds, with bursts borrowed
from the time after them.

Source: Meta, "Throughput", pair rate limits, 21 May 2026; bursts of 45 by its summary.
Held here, so that a person who taps fast costs no refusals (131056).
"""

from __future__ import annotations

import time
from collections.abc import Callable

EVERY_S = 6.0
BURST = 45
MOST_PEOPLE = 20_000

Pair = tuple[int, str]


class Pairs:
    """Counts messages of accounts to persons; each needs one number."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._paid_until: dict[Pair, float] = {}

    def wait_s(self, pair: Pair) -> float:
        """Count a message and return 0, or return how long it must wait uncounted."""
        now = self._clock()
        until = max(self._paid_until.get(pair, now), now)
        borrowed = until - now - (BURST - 1) * EVERY_S
        if borrowed > 0:
            return borrowed
        if len(self._paid_until) >= MOST_PEOPLE:
            self._forget(now)
        self._paid_until[pair] = until + EVERY_S
        return 0.0

    def _forget(self, now: float) -> None:
        """Drop those who owe nothing any more; if all do, the oldest half."""
        owing = {pair: at for pair, at in self._paid_until.items() if at > now}
        if len(owing) > MOST_PEOPLE // 2:
            newest = sorted(owing, key=owing.__getitem__)[-MOST_PEOPLE // 2 :]
            owing = {pair: owing[pair] for pair in newest}
        self._paid_until = owing
