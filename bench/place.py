"""
A desk of its own for one run: database with production settings, keys, agency.

It lives in a temporary folder (`TMPDIR` chooses another disk) and is gone afterwards.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from loket.lib.embedded_postgres import Server, binaries

SECRET = "bench-app-secret"
# The largest that PositiveSmallIntegerField takes: neither the number's rate nor the
# places shall be what limits the talks.
MOST = 32_767
CAPACITY = 30_000
GROWING = (
    "messaging_event, messaging_message, messaging_body, messaging_seen, "
    "messaging_outbox, messaging_attempt, live_change"
)


@dataclass(frozen=True)
class Place:
    """Where a run takes place."""

    home: Path
    server: Server
    account: str

    @property
    def log(self) -> Path:
        """The file that takes what the processes complain about."""
        return self.home / "log" / "bench.log"

    @property
    def postmaster(self) -> int:
        """The database's first process."""
        return self.server.pid or 0

    def program(self, name: str) -> str:
        """Return the path of one of PostgreSQL's programs."""
        return binaries.find()[name]

    def url(self, database: str = "loket", role: str = "loket") -> str:
        """Return the address of a database of our server."""
        return self.server.url.replace("//loket@/loket", f"//{role}@/{database}")

    def env(self, **more: str) -> Mapping[str, str]:
        """Return the settings of the processes, with some of their own."""
        return {name.upper(): value for name, value in more.items()}


@contextmanager
def opened() -> Iterator[Place]:
    """Make the place; end and remove it afterwards."""
    for name in [name for name in os.environ if name.startswith("LOKET_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        home = Path(folder)
        (home / "log").mkdir()
        server = Server(home / "postgres")
        with server:
            _set_up(home, server.url)
            yield Place(home, server, _furnish())


def _set_up(home: Path, url: str) -> None:
    os.environ.update(
        LOKET_DEMO="1",
        LOKET_DATA_DIR=str(home),
        LOKET_DATABASE_URL=url,
        LOKET_WHATSAPP_APP_SECRET=SECRET,
        LOKET_WHATSAPP_VERIFY_TOKEN="bench",
        DJANGO_SETTINGS_MODULE="loket.config.settings",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def _furnish() -> str:
    """Seed the training agency, widen what would limit it; return its number's id."""
    from django.db import connection

    from loket.bookings.models import Schedule, Slot
    from loket.config.demo import seed
    from loket.config.keys import keyring
    from loket.lib import clock
    from loket.messaging import partitions
    from loket.messaging.models import ChannelAccount

    seed.seed(keyring())
    ChannelAccount.objects.update(per_second=MOST)
    Schedule.objects.update(capacity=CAPACITY)
    Slot.objects.update(capacity=CAPACITY)
    with connection.cursor() as cursor:
        partitions.keep_up(cursor, clock.now().date())
    account: str = ChannelAccount.objects.get().external_id
    connection.close()
    return account


def clear(url: str) -> None:
    """Empty the tables that grow, and let the disk come to rest."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"truncate {GROWING}")


def rest(admin_url: str) -> None:
    """Write everything out, so that the next measurement begins with a quiet disk."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute("checkpoint")
