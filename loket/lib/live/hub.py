"""
Telling every open screen that something it shows has changed.

What a screen has not fetched yet is a set of its own topics: it cannot grow beyond
them, however slow the browser is, and ten changes of one thing are one.

A page is drawn before its screen listens. What changes between is remembered for a
minute, and told to whoever says when the page was drawn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable
from typing import Self

from loket.lib import clock

REMEMBERED_S = 60.0
# Pages may be drawn by a machine whose clock is a little ahead of ours.
CLOCKS_APART_S = 0.5

# Sent when changes may have been missed: the screen fetches everything anew.
RESYNC = "resync"


class Subscription:
    """What one screen waits for. Use it as a context: leaving ends it."""

    def __init__(self, hub: Hub, topics: Collection[str]) -> None:
        self.topics = frozenset(topics)
        self._hub = hub
        self._pending: set[str] = set()
        self._woken = asyncio.Event()

    def __enter__(self) -> Self:
        self._hub.add(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._hub.remove(self)

    def note(self, topic: str) -> None:
        """Remember a change until `next`."""
        self._pending.add(topic)
        self._woken.set()

    async def next(self, wait_s: float) -> list[str]:
        """Return what changed since the last call; empty after `wait_s` of quiet."""
        try:
            await asyncio.wait_for(self._woken.wait(), wait_s)
        except TimeoutError:
            return []
        changed = sorted(self._pending)
        self._pending.clear()
        self._woken.clear()
        return changed


class Hub:
    """All open screens of this process, by what they show."""

    def __init__(self) -> None:
        self._by_topic: dict[str, set[Subscription]] = {}
        self._all: set[Subscription] = set()
        # When something changed last, the oldest first.
        self._changed_at: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._all)

    def subscribe(self, topics: Collection[str]) -> Subscription:
        """Return a subscription; it begins when its context is entered."""
        return Subscription(self, topics)

    def add(self, screen: Subscription) -> None:
        """Begin to tell a screen."""
        self._all.add(screen)
        for topic in screen.topics:
            self._by_topic.setdefault(topic, set()).add(screen)

    def remove(self, screen: Subscription) -> None:
        """Stop telling a screen."""
        self._all.discard(screen)
        for topic in screen.topics:
            others = self._by_topic.get(topic, set())
            others.discard(screen)
            if not others:
                self._by_topic.pop(topic, None)

    def missed(self, topics: Collection[str], since: float) -> Collection[str]:
        """
        Return what changed of these topics since a moment, in seconds since 1970;
        everything may have, if nobody remembers so long.
        """
        if since < clock.now().timestamp() - REMEMBERED_S:
            return [RESYNC]
        wanted = (*topics, RESYNC)
        after = since - CLOCKS_APART_S
        return [one for one in wanted if self._changed_at.get(one, 0.0) >= after]

    def publish(self, topics: Iterable[str]) -> None:
        """Tell the screens that show one of the topics."""
        for topic in topics:
            self._remember(topic)
            for screen in self._by_topic.get(topic, ()):
                screen.note(topic)

    def resync(self) -> None:
        """Tell every screen that it may have missed something."""
        self._remember(RESYNC)
        for screen in self._all:
            screen.note(RESYNC)

    def _remember(self, topic: str) -> None:
        now = clock.now().timestamp()
        self._changed_at.pop(topic, None)
        self._changed_at[topic] = now
        while (oldest := next(iter(self._changed_at))) != topic:
            if self._changed_at[oldest] > now - REMEMBERED_S:
                break
            del self._changed_at[oldest]
