"""The platform's two rates: messages of a number, and messages of a pair."""

from __future__ import annotations

import time
from collections import OrderedDict

from emulator import limits
from emulator.errors import Refusal
from emulator.switches import Switches

PAIRS_KEPT = 10_000


class Bucket:
    """Tokens that come back with time. Full at the beginning."""

    def __init__(self, size: float) -> None:
        self._tokens = size
        self._at = time.monotonic()

    def take(self, size: float, per_second: float) -> bool:
        """Take one token; False if there is none."""
        now = time.monotonic()
        self._tokens = min(size, self._tokens + (now - self._at) * per_second)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Rates:
    """Counts what is sent, and refuses what is too much if the switches say so."""

    def __init__(self, switches: Switches) -> None:
        self._switches = switches
        self._number: Bucket | None = None
        self._pairs: OrderedDict[str, Bucket] = OrderedDict()

    def count(self, key: str) -> None:
        """
        Count a message to someone.

        :raises Refusal: 130429 for the number, 131056 for the pair
        """
        mps = self._switches.limit_mps
        if mps:
            self._number = self._number or Bucket(mps)
            if not self._number.take(mps, mps):
                raise Refusal(130429, "Message failed to send: too many messages.")
        if self._switches.limit_pair:
            self._count_pair(key)

    def _count_pair(self, key: str) -> None:
        pair = self._pairs.setdefault(key, Bucket(limits.PAIR_BURST))
        if len(self._pairs) > PAIRS_KEPT:
            self._pairs.popitem(last=False)
        if not pair.take(limits.PAIR_BURST, 1 / limits.PAIR_EVERY_S):
            details = "Too many messages sent to this person in a short time."
            raise Refusal(131056, details)
