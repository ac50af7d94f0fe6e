"""
How our server is set up: its settings, who may log in, where its socket lies.

All three files are looked at anew at each start, so that an upgrade of Loket reaches
clusters that were made long ago. They are replaced whole: a full disk must not leave
half a list of who may log in.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from loket.lib.embedded_postgres.account import Account

ROLE = "loket"
ADMIN = "loket_admin"
PAGES = "loket_pages"
DATABASE = "loket"
PORT = 5432

# Source of each value: PostgreSQL's manual, chapters 19 and 28, and our measurements.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    # Durability is what a 200 to the provider promises: all three stay on.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "max_connections": "100",
    "wal_compression": "on",
    # Small hot tables (outbox, lanes) bloat within seconds without it.
    "autovacuum_naptime": "5s",
    # Our statements are short; compiling them costs more than running them.
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A log of one week, one file a day, overwritten a week later.
    "logging_collector": "on",
    "log_filename": "postgres-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_file_mode": "0600",
    # Rows and statements may hold personal data; neither belongs in a log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}


def write(
    data: Path, settings: Mapping[str, str], users: Iterable[str], owner: Account
) -> None:
    """
    Write settings and access rules into a cluster's folder.

    :param settings: what differs from ours, such as the folders of socket and log
    :param users: operating system users who may log in, as ourselves or as admin
    """
    merged = {**SETTINGS, **settings}
    files = {
        "loket.conf": [f"{name} = {_quote(value)}" for name, value in merged.items()],
        "pg_ident.conf": [
            f'loket "{user}" {role}'
            for user in sorted(set(users))
            for role in (ROLE, ADMIN)
        ],
        # Nothing else: what is not named here is refused.
        "pg_hba.conf": [f"local all {role} peer map=loket" for role in (ROLE, ADMIN)],
    }
    for name, lines in files.items():
        _replace(data / name, "\n".join(lines) + "\n", owner)


def _replace(path: Path, text: str, owner: Account) -> None:
    if path.exists() and path.read_text() == text:
        return
    # Beside the cluster, in which nothing may lie that is not the server's own.
    fresh = path.parent.with_name(path.name)
    fresh.unlink(missing_ok=True)
    fresh.write_text(text)
    if owner.drop:
        os.chown(fresh, owner.uid, owner.gid)
    fresh.rename(path)


def _quote(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
