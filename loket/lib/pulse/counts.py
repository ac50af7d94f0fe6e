"""
What a process counts about its own work: plain numbers in memory, nothing else.

Who counts pays for one addition. What has come together since last time is taken away
by `beat` and added up in the database, so that a total outlives its process, and two
processes of one kind need no shared memory.
"""

from __future__ import annotations

import json
import time
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

PREFIX = "loket_"
INFINITE = "+Inf"
# Seconds; a citizen waits for the silence that closes a turn, 0.7 s, in any case.
WAITS = (0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
# Seconds; a page is quick below 0.2.
ANSWERS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

Record = Mapping[str, Any]


class Counter:
    """A number that only grows. `value += 1` is all that it costs."""

    __slots__ = ("_about", "_labels", "_name", "_told", "value")

    def __init__(self, name: str, about: str, labels: Mapping[str, str]) -> None:
        self._name = f"{PREFIX}{name}_total"
        self._about = about
        self._labels = labels
        self._told = -1.0
        self.value = 0.0

    def take(self) -> list[Record]:
        """Return what was added since last time; the first time also a nought."""
        told, now = max(self._told, 0.0), self.value
        if now == self._told:
            return []
        self._told = now
        return [_record(self._name, self._about, self._labels, now - told)]


class Histogram:
    """How many were at most so large, and their sum."""

    __slots__ = ("_about", "_bounds", "_counts", "_is_told", "_labels", "_name", "_sum")

    def __init__(
        self, name: str, about: str, bounds: Sequence[float], labels: Mapping[str, str]
    ) -> None:
        self._name = PREFIX + name
        self._about = about
        self._bounds = bounds
        self._labels = labels
        self._counts = [0] * (len(bounds) + 1)
        self._is_told = False
        self._sum = 0.0

    def note(self, value: float) -> None:
        """Sort one value in."""
        self._counts[bisect_left(self._bounds, value)] += 1
        self._sum += value

    def take(self) -> list[Record]:
        """
        Return what was sorted in since last time, with every bucket if with any: who
        reads them compares buckets of the same bounds.
        """
        counts, self._counts = self._counts, [0] * len(self._counts)
        total, self._sum = self._sum, 0.0
        if self._is_told and not any(counts):
            return []
        self._is_told = True
        bounds = [*map(str, self._bounds), INFINITE]
        records = [
            _record(f"{self._name}_bucket", self._about, {**self._labels, "le": b}, n)
            for b, n in zip(bounds, counts, strict=True)
        ]
        return [
            *records,
            _record(self._name + "_sum", self._about, self._labels, total),
        ]


_all: list[Counter | Histogram] = []
_rounds: dict[str, float] = {}


def counter(name: str, about: str, **labels: str) -> Counter:
    """Return a new counter of this process; its name lacks "loket_" and "_total"."""
    made = Counter(name, about, labels)
    _all.append(made)
    return made


def histogram(
    name: str, about: str, bounds: Sequence[float], **labels: str
) -> Histogram:
    """Return a new histogram of this process; `bounds` are upper ones, growing."""
    made = Histogram(name, about, bounds, labels)
    _all.append(made)
    return made


def take() -> list[Record]:
    """Return what was counted since last time: name, labels as JSON, about, value."""
    return [record for one in list(_all) for record in one.take()]


def went_round(part: str) -> None:
    """Note that a part of this process has just done a round."""
    _rounds[part] = time.monotonic()


def quiet_s() -> dict[str, float]:
    """Return for how many seconds each part has done no round."""
    now = time.monotonic()
    return {part: round(now - at, 1) for part, at in list(_rounds.items())}


def _record(name: str, about: str, labels: Mapping[str, str], value: float) -> Record:
    packed = json.dumps(labels, sort_keys=True, separators=(",", ":"))
    return {"name": name, "labels": packed, "about": about, "value": value}
