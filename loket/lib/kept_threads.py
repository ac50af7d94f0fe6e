"""
Threads that stay from request to request, each with its connection to the database.

Django under ASGI makes a thread for each request, and a connection belongs to its
thread. So each request began a process of the database, knew no prepared statement,
and left a connection behind until Python's collector came by.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from asgiref.sync import ThreadSensitiveContext
from django.db import connections


class KeptThreads:
    """Lends threads, as many as are asked for; at most `most` of them wait idly."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._idle: list[ThreadPoolExecutor] = []

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[None]:
        """Let Django's code run in a thread that nobody else has meanwhile."""
        thread = self._idle.pop() if self._idle else ThreadPoolExecutor(1)
        try:
            async with ThreadSensitiveContext(executor=thread):
                yield
        finally:
            # Whoever went away may have left something running: it comes back after it.
            thread.submit(self._take_back, thread)

    def _take_back(self, thread: ThreadPoolExecutor) -> None:
        if len(self._idle) < self._most:
            self._idle.append(thread)
            return
        connections.close_all()
        thread.shutdown(wait=False)
