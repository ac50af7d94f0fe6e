"""
What each process of a test's desk runs: `python -m tests.desk.serve ingest 8123`.

It ends with the test run that started it, however that one ended: the standard input
is a pipe that nobody writes to, and its end is the end of the parent.
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import timedelta
from pathlib import Path


def ingest(port: str) -> None:
    """Serve the way in."""
    from loket.config import serve

    serve.ingest(int(port))


def worker() -> None:
    """Answer, send and do the chores."""
    from loket.config import serve

    serve.work()


def furnish() -> None:
    """Make the tables and the training agency, without any closed day."""
    import django

    django.setup()
    from django.core.management import call_command

    from loket.config.demo.seed import seed
    from loket.config.keys import keyring
    from loket.messaging.models import ChannelAccount
    from loket.offices.models import Closure

    call_command("migrate", verbosity=0)
    seed(keyring())
    # A test must run the same on the eve of a holiday.
    Closure.objects.all().delete()
    # Meta's rate after its upgrade; the first rate, 80, would only make tests wait.
    ChannelAccount.objects.update(per_second=1000)


def officer(talk: str, what: str, words: str = "") -> None:
    """Do what an officer does in a talk."""
    from tests.desk import officers

    officers.act(talk, what, words)


def loket(*words: str) -> None:
    """Run the `loket` command, as a unit of systemd does."""
    from loket.config import cli

    sys.argv = ["loket", *words]
    cli.main()


def _follow(file: Path) -> None:
    """Let our clock be wrong by as many seconds as a file says."""
    from loket.lib import clock

    true = clock.now
    clock.now = lambda: true() + timedelta(seconds=float(file.read_text()))


PROGRAMS = {
    "ingest": ingest,
    "worker": worker,
    "furnish": furnish,
    "officer": officer,
    "loket": loket,
}


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if os.environ.get("LOKET_TEST_CLOCK"):
        _follow(Path(os.environ["LOKET_TEST_CLOCK"]))
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
