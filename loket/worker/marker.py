"""
Shows people that they were read: after our answer, or when an officer takes the talk.

A mark is a courtesy. It waits until no message does, and when there are too many the
oldest are forgotten.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping

import aiohttp

from loket.channels.registry import CHANNELS
from loket.channels.types import Account
from loket.messaging.marks import Mark
from loket.messaging.outbox import SendingAccount

MOST_WAITING = 500
AT_ONCE = 16
# Ids that we made ourselves mean nothing to a provider.
OUR_OWN = "derived:"


class Marker:
    """The marks that wait. Belongs to one loop."""

    def __init__(self, base_url: str, version: str) -> None:
        self._base_url = base_url
        self._version = version
        self._waiting: deque[Mark] = deque(maxlen=MOST_WAITING)
        self._task: asyncio.Task[int] | None = None

    def add(self, mark: Mark) -> None:
        """Remember to show a message as read."""
        if mark.message_id and not mark.message_id.startswith(OUR_OWN):
            self._waiting.append(mark)

    def poke(
        self, http: aiohttp.ClientSession, accounts: Mapping[int, SendingAccount]
    ) -> None:
        """Begin to show what waits, unless that is under way; return at once."""
        if self._waiting and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self.show(http, accounts))

    def stop(self) -> None:
        """Forget what is under way."""
        if self._task is not None:
            self._task.cancel()

    async def show(
        self, http: aiohttp.ClientSession, accounts: Mapping[int, SendingAccount]
    ) -> int:
        """Show a few as read, the newest first; return how many were tried."""
        count = min(AT_ONCE, len(self._waiting))
        marks = [self._waiting.pop() for _ in range(count)]
        known = [mark for mark in marks if mark.account_id in accounts]
        await asyncio.gather(
            *(self._show(http, accounts[mark.account_id], mark) for mark in known)
        )
        return count

    async def _show(
        self, http: aiohttp.ClientSession, account: SendingAccount, mark: Mark
    ) -> None:
        through = Account(
            account.external_id, account.token, self._base_url, self._version
        )
        await CHANNELS[account.kind].mark_read(
            http, through, mark.message_id, is_typing=mark.is_typing
        )
