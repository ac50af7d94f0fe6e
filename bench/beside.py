"""
What takes turns with its measure: the machine's speed drifts, so each round is compared
with the mean of the two measures beside it, and the mean of the rounds counts.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Beside:
    """Rates of some rounds, and of the measure: before each, and at the end."""

    rates: Sequence[float]
    measures: Sequence[float]

    @property
    def ratio(self) -> float:
        """The mean of the ratios of all rounds."""
        return statistics.mean(rate / base for rate, base in self._pairs)

    @property
    def words(self) -> str:
        """Rate and measure of each round."""
        return ", ".join(f"{rate:,.0f}/{base:,.0f}" for rate, base in self._pairs)

    @property
    def _pairs(self) -> list[tuple[float, float]]:
        means = [statistics.mean(pair) for pair in pairwise(self.measures)]
        return list(zip(self.rates, means, strict=True))
