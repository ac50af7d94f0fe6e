"""Listens for providers until told to stop."""

from __future__ import annotations

import asyncio
import signal

from loket.webhooks.door import Door
from loket.webhooks.http import Connection

BACKLOG = 2048
# Longer than the door takes to answer what it has (`group.ANSWER_WITHIN_S`).
LAST_ANSWERS_S = 3.0
_LOOK_EVERY_S = 0.02


async def serve(door: Door, host: str, port: int) -> None:
    """
    Serve until SIGTERM or SIGINT; then answer what has come, and end.

    :raises OSError: if the port cannot be had
    """
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    for word in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(word, told.set)
    connections: set[Connection] = set()
    door.start()
    server = await loop.create_server(
        lambda: Connection(door, connections), host, port, backlog=BACKLOG
    )
    try:
        await told.wait()
    finally:
        server.close()
        await _end(connections)
        await door.stop()


async def _end(connections: set[Connection]) -> None:
    for connection in list(connections):
        connection.end()
    deadline = asyncio.get_running_loop().time() + LAST_ANSWERS_S
    while connections and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(_LOOK_EVERY_S)
