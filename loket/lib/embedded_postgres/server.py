"""
Start, find again, and stop our own PostgreSQL.

Several processes may hold it at once; the last one to leave stops it. If all of them
were killed, it runs on, and the next start takes it over.
"""

from __future__ import annotations

import atexit
import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from loket.lib.embedded_postgres import (
    account,
    binaries,
    cluster,
    configuration,
    folders,
    postmaster,
    roles,
)
from loket.lib.embedded_postgres.errors import CannotStart
from loket.lib.embedded_postgres.lease import Lease, one_at_a_time

# Recovery after a crash replays the log since the last checkpoint, at most 2 GB.
PATIENCE_S = 120.0
# Sessions that are open hold a server's end up.
ENDING_S = 10.0
# The sessions of a killed server notice within seconds that they are orphans.
LEFTOVERS_S = 15.0
# PostgreSQL's log grows by so much at once. Source: its manual, chapter 28.
SEGMENT_BYTES = 16 * 1024 * 1024
LEFTOVERS = "pre-existing shared memory block"
LAST_WORDS = re.compile(r"(?:FATAL|PANIC):\s+(.*?)\s*$")

# Servers that this process began. One may outlive the object that began it.
_children: dict[int, subprocess.Popen[bytes]] = {}


class Server:
    """
    A PostgreSQL of our own, reached by a unix socket only.

    :param data_dir: folder for all that the server keeps; made if missing
    :param settings: settings of PostgreSQL that differ from ours
    :param binaries_dir: programs of another PostgreSQL than the pip package's
    :param sync: False makes a new cluster without fsync; for tests only
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        settings: Mapping[str, str] | None = None,
        binaries_dir: Path | None = None,
        sync: bool = True,
    ) -> None:
        self._folders = folders.Folders(data_dir.resolve())
        self._settings = dict(settings or {})
        self._binaries_dir = binaries_dir
        self._sync = sync
        self._lease: Lease | None = None

    @property
    def url(self) -> str:
        """Address for libpq and psycopg, whether the server runs or not."""
        return self._url(configuration.ROLE)

    @property
    def owner(self) -> account.Account:
        """The operating system's user under whom the server runs, or would run."""
        return folders.owner(self._folders)

    @property
    def log_dir(self) -> Path:
        """Folder of the server's log, one file a weekday."""
        return self._folders.log

    @property
    def pid(self) -> int | None:
        """Process number of the running server."""
        found = postmaster.find(self._folders.data)
        return found.pid if found else None

    def is_running(self) -> bool:
        """Test if a server works on our data folder and serves logins."""
        found = postmaster.find(self._folders.data)
        return found is not None and found.is_ready

    def start(self) -> str:
        """
        Start the server, or join the one that runs already; return its address.

        :raises PostgresError: if it cannot be had; the message says what to do
        """
        owner = folders.claim(self._folders)
        with one_at_a_time(self._folders.home / "lock", owner):
            folders.furnish(self._folders, owner)
            if self._lease is None:
                self._lease = Lease(self._folders.home / "lease", owner)
                atexit.register(self.stop)
            try:
                self._bring_up(owner)
            except BaseException as error:
                self._leave()
                if isinstance(error, OSError):
                    raise folders.unusable(error) from error
                raise
        return self.url

    def stop(self, *, fast: bool = True) -> None:
        """
        Leave the server; if nobody else uses it, stop it.

        :param fast: cut off sessions that are open, instead of waiting for them
        """
        if self._lease is None:
            return
        owner = folders.owner(self._folders)
        with one_at_a_time(self._folders.home / "lock", owner):
            found = postmaster.find(self._folders.data)
            if self._leave() and found:
                postmaster.stop(found.pid, self._folders.data, fast=fast)
                _reap(found.pid)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _url(self, role: str) -> str:
        host = quote(str(self._folders.socket), safe="/")
        name, port = configuration.DATABASE, configuration.PORT
        return f"postgresql://{role}@/{name}?host={host}&port={port}"

    def _leave(self) -> bool:
        lease, self._lease = self._lease, None
        atexit.unregister(self.stop)
        return lease.give_back() if lease else False

    def _bring_up(self, owner: account.Account) -> None:
        data = self._folders.data
        found = postmaster.find(data)
        if found and found.is_stopping:
            self._wait_until_gone(found.pid)
            found = None
        if found is None:
            self._launch(self._prepare_cluster(owner), owner)
            roles.ensure(self._url(configuration.ADMIN))
        elif not found.is_ready:
            self._wait_until_ready(found.pid)

    def _prepare_cluster(self, owner: account.Account) -> binaries.Binaries:
        data = self._folders.data
        found = binaries.find(self._binaries_dir, cluster.major_of(data))
        programs = binaries.within_reach(found, owner, self._folders.binaries)
        if data.exists():
            cluster.check(data, owner)
            cluster.check_version(data, programs)
            postmaster.forget_stale_notes(data, self._folders.socket)
        else:
            cluster.create(data, programs, owner, sync=self._sync)
        own = {
            "unix_socket_directories": str(self._folders.socket),
            "log_directory": str(self._folders.log),
        }
        users = [owner.name, account.invoking_name()]
        configuration.write(data, {**own, **self._settings}, users, owner)
        return programs

    def _launch(self, programs: binaries.Binaries, owner: account.Account) -> None:
        deadline = time.monotonic() + LEFTOVERS_S
        while True:
            try:
                self._spawn(programs, owner)
            except CannotStart as error:
                if LEFTOVERS not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                return

    def _spawn(self, programs: binaries.Binaries, owner: account.Account) -> None:
        with (self._folders.log / "start.log").open("wb") as log:
            # A session of its own: Ctrl-C at the terminal must reach us alone, so that
            # the programs that use the database end before it does.
            child = subprocess.Popen(
                [programs["postgres"], "-D", str(self._folders.data)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                umask=0o077,
                env=binaries.ENVIRONMENT,
                start_new_session=True,
                **owner.drop,
            )
        _children[child.pid] = child
        self._wait_until_ready(child.pid)

    def _wait_until_ready(self, pid: int) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if self.is_running():
                return
            if self._has_ended(pid):
                raise CannotStart(f"PostgreSQL did not start: {self._last_words()}")
            time.sleep(postmaster.POLL_S)
        raise CannotStart(
            f"PostgreSQL is not ready after {PATIENCE_S:.0f} seconds; "
            f"look into {self._folders.log}."
        )

    def _wait_until_gone(self, pid: int) -> None:
        # It lets nobody in any more; those still inside would keep it so for ever.
        if not postmaster.wait_until_gone(pid, self._folders.data, ENDING_S):
            postmaster.stop(pid, self._folders.data, fast=True)
        _reap(pid)

    def _has_ended(self, pid: int) -> bool:
        # A program that is just being loaded has no command line yet: our own child
        # is asked, not looked up.
        child = _children.get(pid)
        if child:
            return child.poll() is not None
        return postmaster.wait_until_gone(pid, self._folders.data, 0)

    def _last_words(self) -> str:
        # Without room the log cannot say so.
        if shutil.disk_usage(self._folders.home).free < SEGMENT_BYTES:
            return f"the disk of {self._folders.home} is full; free some room."
        logs = sorted(
            self._folders.log.glob("*.log"), key=lambda it: it.stat().st_mtime
        )
        for path in reversed(logs):
            for line in reversed(path.read_text(errors="replace").splitlines()):
                if found := LAST_WORDS.search(line):
                    return f"{found[1]}."
        return f"look into {self._folders.log}."


def _reap(pid: int) -> None:
    child = _children.pop(pid, None)
    if child:
        child.wait()
