"""How much the platform takes: of a number, of a pair, of a business, of an app."""

from __future__ import annotations

from collections import OrderedDict, deque

from emulator import limits
from emulator.clock import Clock
from emulator.errors import Refusal
from emulator.switches import Switches

PAIRS_KEPT = 10_000


class Bucket:
    """Tokens that come back with time. Full at the beginning."""

    def __init__(self, size: float, now: float) -> None:
        self._tokens = size
        self._at = now

    def take(self, size: float, per_second: float, now: float) -> bool:
        """Take one token; False if there is none."""
        gained = max(0.0, now - self._at) * per_second
        self._tokens = min(size, self._tokens + gained)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Rates:
    """Counts what is asked, and refuses what is too much if the switches say so."""

    def __init__(self, switches: Switches, clock: Clock) -> None:
        self._switches = switches
        self._clock = clock
        self._number: Bucket | None = None
        self._pairs: OrderedDict[str, Bucket] = OrderedDict()
        self._reached: OrderedDict[str, float] = OrderedDict()
        self._calls: deque[float] = deque()

    def count(self, key: str) -> None:
        """
        Count a message to someone.

        :raises Refusal: 130429 for the number, 131056 for the pair
        """
        mps, now = self._switches.limit_mps, self._clock.now()
        if mps:
            self._number = self._number or Bucket(mps, now)
            if not self._number.take(mps, mps, now):
                raise Refusal(130429, "Message failed to send: too many messages.")
        if self._switches.limit_pair:
            self._count_pair(key, now)

    def reach(self, key: str) -> None:
        """
        Count someone who is written to outside of their window.

        :raises Refusal: 131064 if the business has reached enough people in 24 hours
        """
        now = self._clock.now()
        while self._reached and _first(self._reached) < now - limits.WINDOW_S:
            self._reached.popitem(last=False)
        most = self._switches.limit_portfolio
        if most and key not in self._reached and len(self._reached) >= most:
            raise Refusal(131064, f"{most} people were reached in 24 hours.")
        self._reached[key] = now
        self._reached.move_to_end(key)

    def call(self, *, is_management: bool) -> None:
        """
        Count a Graph call.

        :raises Refusal: 4 for the app, 80007 if the call was about the account
        """
        now = self._clock.now()
        self._calls.append(now)
        while self._calls[0] < now - limits.CALLS_PER_S or self._calls[0] > now:
            self._calls.popleft()
            if not self._calls:
                return
        most = self._switches.limit_calls
        if most and len(self._calls) > most:
            raise Refusal(80007 if is_management else 4)

    @property
    def usage(self) -> int:
        """How many percent of an hour's Graph calls are used up."""
        most = self._switches.limit_calls or limits.CALLS_IN_HOUR
        return round(100 * len(self._calls) / most)

    @property
    def regain_min(self) -> int:
        """Minutes until calls are taken again, 0 if they are now."""
        if self.usage <= 100 or not self._calls:  # noqa: PLR2004
            return 0
        left_s = self._calls[0] + limits.CALLS_PER_S - self._clock.now()
        return max(1, round(left_s / 60))

    def _count_pair(self, key: str, now: float) -> None:
        pair = self._pairs.setdefault(key, Bucket(limits.PAIR_BURST, now))
        if len(self._pairs) > PAIRS_KEPT:
            self._pairs.popitem(last=False)
        if not pair.take(limits.PAIR_BURST, 1 / limits.PAIR_EVERY_S, now):
            details = "Too many messages sent to this person in a short time."
            raise Refusal(131056, details)


def _first(reached: OrderedDict[str, float]) -> float:
    return next(iter(reached.values()))
