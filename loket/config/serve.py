"""
Puts the processes together: the only place where settings, keys and rooms meet.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import uvloop

from loket.channels.registry import CHANNELS
from loket.config import database
from loket.config.env import settings
from loket.config.keys import keyring
from loket.lib import logs
from loket.lib.pulse.beat import Beat
from loket.webhooks import serve
from loket.webhooks.door import Door
from loket.webhooks.store import Store


def door() -> Door:
    """Return the way in, to be served alone or mounted under the pages."""
    env, keys = settings(), keyring()
    return Door(
        channels=CHANNELS,
        secrets={"whatsapp": env.app_secrets},
        verify_token=env.whatsapp_verify_token.get_secret_value(),
        store=Store(database.url(), keys.seal),
        seal=keys.seal,
    )


def ingest(port: int) -> None:
    """Serve the way in until told to stop."""
    logs.configure()
    with _beating("ingest"):
        uvloop.run(serve.serve(door(), settings().listen, port))


def figures(port: int) -> None:
    """Give figures to Prometheus until told to stop."""
    logs.configure()
    from loket.metrics import serve as metrics

    with _beating("metrics"):
        metrics.serve(database.url(), settings().listen, port)


def work() -> None:
    """Answer, send and do the chores until told to stop."""
    logs.configure()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    import django

    django.setup()
    from loket.worker import main
    from loket.worker.rounds import Pace

    env = settings()
    options = main.Options(
        url=database.url(),
        keyring=keyring(),
        graph=(env.graph_url, env.graph_version),
        pace=Pace(env.turn_silence_s, env.turn_longest_s),
        times=(env.send_timeout_s, env.send_lease_s),
    )
    with _beating("worker"):
        main.run(options)


@contextmanager
def _beating(kind: str) -> Iterator[None]:
    """Tell meanwhile that this process lives."""
    beat = Beat(database.url(), kind)
    beat.start()
    try:
        yield
    finally:
        beat.stop()
