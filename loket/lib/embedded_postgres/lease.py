"""
Who uses the server now: the last one out stops it.

Both are advisory locks on files, which the kernel lets go when a process dies, however
it dies. Nothing has to be counted, and nothing can be left behind.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loket.lib.embedded_postgres.account import Account


@contextmanager
def one_at_a_time(path: Path, account: Account) -> Iterator[None]:
    """Hold back everybody else who starts or stops this server."""
    handle = _open(path, account)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Lease:
    """One user's share in the server."""

    def __init__(self, path: Path, account: Account) -> None:
        self._handle = _open(path, account)
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def give_back(self) -> bool:
        """End our share; return True if nobody else holds one."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(self._handle)


def _open(path: Path, account: Account) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    if account.drop:
        os.fchown(handle, account.uid, account.gid)
    return handle
