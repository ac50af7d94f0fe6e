"""
How fast a number may send: a token bucket for each account.

A number may send 80 messages a second by default, in and out together (Meta,
throughput page, 21 May 2026).
"""

from __future__ import annotations

import time
from collections.abc import Callable

BURST_S = 1.0
SLOWEST_PER_S = 1.0


class Bucket:
    """Gives out so many tokens a second; halves its rate when told to slow down."""

    def __init__(
        self, per_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.per_second = per_second
        self._rate = per_second
        self._clock = clock
        self._tokens = per_second * BURST_S
        self._at = clock()

    def _refill(self) -> None:
        now = self._clock()
        most = self.per_second * BURST_S
        self._tokens = min(most, self._tokens + (now - self._at) * self._rate)
        self._rate = min(self.per_second, self._rate * (1 + 0.05 * (now - self._at)))
        self._at = now

    def has_token(self) -> bool:
        """Test if a message may go now."""
        self._refill()
        return self._tokens >= 1

    def take(self) -> None:
        """Count one message; the bucket may go below zero for those already claimed."""
        self._tokens -= 1

    def slow_down(self) -> None:
        """Send half as fast for a while: the provider says that it is too much."""
        self._refill()
        self._rate = max(SLOWEST_PER_S, self._rate / 2)
        self._tokens = min(self._tokens, 0.0)
