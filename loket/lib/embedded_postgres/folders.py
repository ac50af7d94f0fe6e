"""
The folders of our server, and who may enter them.

    <data folder>/postgres/   data, log, run (socket), binaries, lock, lease

All belong to the server's user, mode 0700. Nothing above Loket's data folder is ever
changed. The data folder itself gives the server's group the right to pass, if it is
root's own, private, and holds nothing but Loket's things.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from loket.lib.embedded_postgres import account as accounts
from loket.lib.embedded_postgres.account import Account
from loket.lib.embedded_postgres.configuration import PORT
from loket.lib.embedded_postgres.errors import CannotStart, DamagedDataFolder

# Linux keeps 108 bytes for a socket's path, the last one a zero. Source: unix(7).
LONGEST_SOCKET_PATH = 107
OURS = frozenset({"postgres", "keys.json", "log", "first-run-code"})


@dataclass(frozen=True)
class Folders:
    """Where one server keeps its things."""

    home: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def binaries(self) -> Path:
        return self.home / "binaries"

    @property
    def socket(self) -> Path:
        """The socket's folder; a short one elsewhere if our own path is too long."""
        own = self.home / "run"
        if len(os.fsencode(own / f".s.PGSQL.{PORT}")) < LONGEST_SOCKET_PATH:
            return own
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return _runtime_dir() / f"loket-{name}"


def owner(folders: Folders) -> Account:
    """
    Return who runs this server: the owner of its folder, or who it shall be.

    :raises DamagedDataFolder: if the folder belongs to root or to a stranger
    """
    if not folders.home.exists():
        return accounts.choose()
    uid = folders.home.stat().st_uid
    known = accounts.of_uid(uid)
    if os.geteuid() == 0 and uid != 0 and known:
        return known
    if os.geteuid() == uid and uid != 0:
        return accounts.choose()
    if folders.home.stat().st_uid == 0 and os.geteuid() == 0:
        wanted = accounts.choose().name
        remedy = f"run `chown -R {wanted} {folders.home}`"
    else:
        remedy = "run Loket as that user, or choose another with LOKET_DATA_DIR"
    name = known.name if known else f"number {uid}"
    raise DamagedDataFolder(
        f"The database folder {folders.home} belongs to user {name}; {remedy}."
    )


def claim(folders: Folders) -> Account:
    """
    Make the server's own folder if it is missing; return the server's user.

    :raises CannotStart: if we may not write there, or that user may not enter
    :raises DamagedDataFolder: if the folder belongs to somebody else
    """
    try:
        account = owner(folders)
        _make_data_folder(folders.home.parent, account)
        if not folders.home.exists():
            _make_whole(folders.home, account)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise unusable(error) from error
    _check_passage(folders.home, account)
    return account


def furnish(folders: Folders, account: Account) -> None:
    """
    Make what is missing inside, for the server's user alone.

    :raises CannotStart: if a stranger was there first
    """
    try:
        for folder in (folders.log, folders.binaries, folders.socket):
            _make_private(folder, account)
    except (PermissionError, FileExistsError) as error:
        raise unusable(error) from error


def unusable(error: OSError) -> CannotStart:
    """What to tell of a folder that the system does not let us use."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    remedy = "free some room" if is_full else "choose another with LOKET_DATA_DIR"
    return CannotStart(
        f"The folder {error.filename or 'of the database'} cannot be used "
        f"({error.strerror}); {remedy}."
    )


def _make_whole(folder: Path, account: Account) -> None:
    # Two starters at once: neither may see a folder that still belongs to root.
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    if account.drop:
        os.chown(fresh, account.uid, account.gid)
    try:
        fresh.rename(folder)
    except OSError:
        fresh.rmdir()
        if not folder.is_dir():
            raise


def _make_data_folder(folder: Path, account: Account) -> None:
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o700)
    names = {path.name for path in folder.iterdir()}
    is_ours = {name for name in names if not name.startswith(".")} <= OURS
    may_be_changed = os.geteuid() == 0 and folder.stat().st_uid == 0 and is_ours
    if may_be_changed and stat.S_IMODE(folder.stat().st_mode) == stat.S_IRWXU:
        os.chown(folder, -1, account.gid)
        folder.chmod(0o710)


def _make_private(folder: Path, account: Account) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        # In a shared temporary folder a stranger might have been first.
        if folder.is_symlink() or folder.stat().st_uid != account.uid:
            raise
        return
    if account.drop:
        os.chown(folder, account.uid, account.gid)


def _check_passage(folder: Path, account: Account) -> None:
    if not account.drop:
        return
    for step in [*reversed(folder.parents), folder]:
        tested = subprocess.run(
            ["/usr/bin/env", "test", "-x", step], check=False, cwd="/", **account.drop
        )
        if tested.returncode:
            raise CannotStart(
                f"The database runs as user {account.name}, who may not enter {step}; "
                "choose a folder such as /var/lib/loket with LOKET_DATA_DIR."
            )


def _runtime_dir() -> Path:
    if os.geteuid() == 0:
        return Path("/run")
    return Path(os.environ.get("XDG_RUNTIME_DIR") or "/tmp")  # noqa: S108
