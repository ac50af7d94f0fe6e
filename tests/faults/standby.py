"""
A standby without which nothing counts as committed, as on a desk of two machines.

Both servers are the embedded one; the copy is made and followed by PostgreSQL's own
means. While the standby is away, every commit waits; a test may cancel the waits.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from loket.lib.embedded_postgres import Server, binaries, folders, temporary
from loket.lib.embedded_postgres.configuration import ADMIN, PORT

NAME = "standby"
PATIENCE_S = 20.0
POLL_S = 0.02
WAITING = "from pg_stat_activity where wait_event = 'SyncRep' and query like %s"


class Pair:
    """A primary, and the standby whose word it waits for."""

    def __init__(self, primary: Server, standby: Server) -> None:
        self.primary = primary
        self.standby = standby

    def cut_wait(self, statement: str, how: str = "pg_cancel_backend") -> None:
        """Let a statement with these words wait for the standby, and end its wait."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.cut_waits(statement, how):
            assert time.monotonic() < deadline, "nobody waits for the standby"
            time.sleep(POLL_S)

    def cut_waits(self, statement: str = "", how: str = "pg_cancel_backend") -> int:
        """End all waits that there are now; return how many."""
        query = f"select count({how}(pid)) {WAITING}"
        with as_admin(self.primary) as connection:
            row = connection.execute(query.encode(), [f"%{statement}%"]).fetchone()
            return int(row[0]) if row else 0

    def on_standby(self, name: str, query: str) -> object:
        """What a query finds in a database of the standby."""
        url = urlunsplit(urlsplit(self.standby.url)._replace(path=f"/{name}"))
        with psycopg.connect(url) as connection:
            row = connection.execute(query.encode()).fetchone()
            return row[0] if row else None


@contextmanager
def pair(place: Path) -> Iterator[Pair]:
    """Run a primary and its standby below a folder."""
    with temporary.temporary_server(place) as primary, temporary.place(place) as other:
        standby = _copied(primary, other)
        with standby:
            _wait_for(primary, NAME)
            yield Pair(primary, standby)
            _wait_for(primary, "")


def as_admin(server: Server) -> psycopg.Connection:
    """A session that may do everything and waits for no standby."""
    parts = urlsplit(server.url)
    url = urlunsplit(parts._replace(netloc=f"{ADMIN}@"))
    return psycopg.connect(url, autocommit=True, options="-c synchronous_commit=local")


def _copied(primary: Server, place: Path) -> Server:
    """A server on a copy of another one's data that follows it from then on."""
    _let_in(primary)
    mine = folders.Folders(place / "postgres")
    owner = folders.claim(mine)
    programs = binaries.within_reach(
        binaries.find(temporary.binaries_dir()), owner, mine.binaries
    )
    socket = primary.log_dir.parent / "run"
    source = f"host={socket} port={PORT} user={ADMIN} application_name={NAME}"
    subprocess.run(
        [programs["pg_basebackup"], "-d", source, "-D", mine.data, "-R", "-c", "fast"],
        check=True,
        cwd="/",
        umask=0o077,
        env=binaries.ENVIRONMENT,
        **owner.drop,
    )
    return Server(
        mine.home,
        settings=temporary.QUICK,
        binaries_dir=temporary.binaries_dir(),
        sync=False,
    )


def _let_in(primary: Server) -> None:
    rules = primary.log_dir.parent / "data/pg_hba.conf"
    with rules.open("a") as file:
        file.write(f"local replication {ADMIN} peer map=loket\n")
    with as_admin(primary) as connection:
        connection.execute("select pg_reload_conf()")


def _wait_for(primary: Server, names: str) -> None:
    """Let commits wait for these standbys, and for nobody if there are none."""
    with as_admin(primary) as connection:
        connection.execute(f"alter system set synchronous_standby_names = '{names}'")
        connection.execute("select pg_reload_conf()")
