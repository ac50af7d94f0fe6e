"""
The pages' process: deliveries and live screens raw, everything else by Django.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Collection
from functools import cache
from typing import cast

from asgiref.sync import sync_to_async
from django.core.asgi import get_asgi_application
from django.db import Error, close_old_connections
from django.urls import get_resolver

from loket.config import database
from loket.lib import collector, logs
from loket.lib.kept_threads import KeptThreads
from loket.lib.live.asgi import App, Live, Message, Receive, Scope, Send
from loket.lib.live.hub import Hub
from loket.lib.live.listen import Listener
from loket.lib.pulse.beat import Beat
from loket.webhooks.asgi import Webhooks

# Django tells of each missing page and each failure; `Traces` does, by their routes.
logs.configure("django.request", "django.server")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
_django = cast(App, get_asgi_application())
# Each keeps a connection: with 100 at the database, a few processes of pages, workers
# and ways in have room.
_threads = KeptThreads(most=8)


async def allow(scope: Scope, topics: Collection[str]) -> bool:
    """Ask Django, in its own thread, if this browser may hear of these topics."""
    return await sync_to_async(_allow)(scope, topics)


def _allow(scope: Scope, topics: Collection[str]) -> bool:
    from loket.web import live

    close_old_connections()
    try:
        return live.allow(scope["headers"], topics)
    except Error:
        # Without the database nobody is let in; screens come back by themselves.
        return False
    finally:
        close_old_connections()


hub = Hub()
listener = Listener(database.url(), hub)
_live = Live(hub, allow)
_beat = Beat(database.url(), "web")


@cache
def _webhooks() -> Webhooks:
    from loket.config import serve

    return Webhooks(serve.door())


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Pass a request on to whom it belongs."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] != "http":
        return
    elif scope["path"].startswith("/webhooks/"):
        await _webhooks()(scope, receive, send)
    elif scope["path"] == "/live/":
        listener.start()
        await _live(scope, receive, send)
    else:
        async with _threads.lent():
            await _django(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message: Message = await receive()
        if message["type"] == "lifespan.startup":
            _settle()
            listener.start()
            _beat.start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await _stop()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _settle() -> None:
    """Import all pages now; the first request does not wait, and they are spared."""
    _ = get_resolver().url_patterns
    collector.spare()


async def _stop() -> None:
    await listener.stop()
    await asyncio.to_thread(_beat.stop)
    if _webhooks.cache_info().currsize:
        await _webhooks().stop()
