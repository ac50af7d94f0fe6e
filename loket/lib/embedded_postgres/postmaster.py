"""
The server's own note about itself: `postmaster.pid` in its data folder.

Its eighth line says "ready" once logins are served, and "stopping" when the end has
begun. The number alone proves nothing: after a restart of the machine it may belong to
any other program. Source of the words: PostgreSQL's miscadmin.h.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

POLL_S = 0.02
STATUS_LINE = 7


@dataclass(frozen=True)
class Postmaster:
    """A running server: its process, and whether it serves logins or is ending."""

    pid: int
    is_ready: bool
    is_stopping: bool = False


def find(data: Path) -> Postmaster | None:
    """Return the server that runs on this data folder now, or None."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None
    if not _is_server_of(pid, data):
        return None
    status = lines[STATUS_LINE].strip() if len(lines) > STATUS_LINE else ""
    return Postmaster(pid, status == "ready", status == "stopping")


def forget_stale_notes(data: Path, socket: Path) -> None:
    """
    Remove what a dead server left: its note, and the lock of its socket.

    PostgreSQL would refuse to start if the number now belongs to another program or to
    a zombie. Sessions that outlived their server it finds by their shared memory.
    """
    if find(data) is None:
        for note in (data / "postmaster.pid", *socket.glob(".s.PGSQL.*.lock")):
            note.unlink(missing_ok=True)


def stop(pid: int, data: Path, *, fast: bool, patience_s: float = 30.0) -> None:
    """Ask the server to end (`fast` cuts its sessions off); insist after a while."""
    for number in (signal.SIGINT if fast else signal.SIGTERM, signal.SIGQUIT):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        if wait_until_gone(pid, data, patience_s):
            return


def wait_until_gone(pid: int, data: Path, patience_s: float) -> bool:
    """Wait for the end of a server; return False if it outlives our patience."""
    deadline = time.monotonic() + patience_s
    while _is_server_of(pid, data):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_S)
    return True


def _is_server_of(pid: int, data: Path) -> bool:
    # The command line may be read by everybody, and is empty for a zombie; the working
    # folder of another user's process may not, even by root inside a container.
    if not Path("/proc/self/cmdline").exists():
        return _exists(pid)
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return os.fsencode(data) in words


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
