"""
The operating system's user under which PostgreSQL runs: never root.

PostgreSQL refuses root, rightly. A normal user runs it as itself; root hands it to a
system user that owns nothing else.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from typing import TypedDict

PREFERRED = ("loket", "postgres")
LAST_RESORT = "nobody"


class Drop(TypedDict, total=False):
    """The arguments of `subprocess` that give root up."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user of this machine."""

    name: str
    uid: int
    gid: int

    @property
    def drop(self) -> Drop:
        """Arguments for `subprocess`: none if we are this user already."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def of_uid(uid: int) -> Account | None:
    """Return the user with this number, or None if nobody has it."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def invoking_name() -> str:
    """Return the name of the user who runs this process."""
    account = of_uid(os.geteuid())
    return account.name if account else str(os.geteuid())


def choose() -> Account:
    """Return who shall run the server; as root a system user, made if missing."""
    if os.geteuid() != 0:
        return Account(invoking_name(), os.geteuid(), os.getegid())
    found = [account for name in PREFERRED if (account := _of_name(name))]
    if not found:
        _make(PREFERRED[0])
        found = [account for name in PREFERRED if (account := _of_name(name))]
    return found[0] if found else _nobody()


def _of_name(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make(name: str) -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        return
    home = ["--no-create-home", "--home-dir", "/nonexistent"]
    shell = ["--shell", "/usr/sbin/nologin"]
    subprocess.run(
        [useradd, "--system", "--user-group", *home, *shell, name],
        check=False,
        capture_output=True,
    )


def _nobody() -> Account:
    return _of_name(LAST_RESORT) or Account(LAST_RESORT, 65534, 65534)
