"""
Writes a backup while the desk runs.

The rows are those of one moment: all tables are read in one snapshot. Files come
after it and never change; one that was deleted meanwhile had reached its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec
import psycopg
from psycopg import Connection, IsolationLevel

from loket.config import database, migrations
from loket.config.env import settings
from loket.config.keeping import last, recipients
from loket.lib import clock, failpoints
from loket.lib.backup import BackupTrouble, archive, sealing, tables
from loket.lib.backup.archive import Packer
from loket.lib.backup.manifest import Check, Manifest, Tally
from loket.messaging import file_store

ENDING = ".tar.age"
# Written anew by the migrations themselves.
NOT_KEPT = frozenset({"django_migrations"})

Advance = Callable[[int], None]


class Made(NamedTuple):
    """A backup that is whole and on the disk."""

    path: Path
    size_bytes: int
    rows: int
    files: int


def destination(target: Path) -> Path:
    """Return the file to write: the target, or a new name if it is a folder."""
    if target.is_dir() or not target.name.endswith(ENDING):
        return target / f"loket-{clock.now():%Y%m%dT%H%M%SZ}{ENDING}"
    return target


def make(target: Path, advance: Advance) -> Made:
    """
    Write a backup.

    :param target: a folder, or a file whose name ends in .tar.age
    :param advance: told how many rows and files were written since last time
    :raises BackupTrouble: if it cannot be made; nothing is left behind then
    """
    readers = recipients.known()
    path = destination(target)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sealing.sweep(path.parent)
        with sealing.writing(path, readers) as out:
            check = _pack(Packer(out), advance)
        size = path.stat().st_size
    except OSError as error:
        raise BackupTrouble(
            f"{path} cannot be written ({error.strerror}); no backup was made."
        ) from error
    last.note(path, size)
    rows = sum(one.count for one in check.tables.values())
    return Made(path, size, rows, check.files.count)


def expected() -> int:
    """Return about how many rows and files there are."""
    with psycopg.connect(database.url()) as connection:
        row = connection.execute(
            "select coalesce(sum(greatest(reltuples, 0)), 0)::bigint from pg_class "
            "where relkind = 'r' and relnamespace = current_schema()::regnamespace"
        ).fetchone()
    return (row[0] if row else 0) + sum(1 for _ in file_store.names(_files()))


def _pack(packer: Packer, advance: Advance) -> Check:
    with psycopg.connect(database.url()) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        tables.speak_plainly(connection)
        manifest = _manifest(connection)
        check = Check({}, Tally(), tables.sequences(connection))
        packer.add("manifest.json", msgspec.json.encode(manifest))
        packer.add("desk/keys.json", settings().keys_path.read_bytes())
        packer.add(f"desk/{recipients.FILE}", recipients.path().read_bytes())
        for table in manifest.tables:
            tally = check.tables[table.name] = Tally()
            rows = tables.rows(connection, table)
            for n, (count, piece) in enumerate(archive.pieces(rows, tally)):
                packer.add(f"tables/{table.name}/{n:06}.gz", piece)
                advance(count)
    failpoints.reach("backup.rows")
    for name, path in file_store.names(_files()):
        if _add_file(packer, name, path, check.files):
            advance(1)
    packer.add("check.json", msgspec.json.encode(check))
    packer.close()
    return check


def _add_file(packer: Packer, name: str, path: Path, tally: Tally) -> bool:
    try:
        digest = archive.digest(path)
        packer.add_file(f"files/{name}", path)
    except FileNotFoundError:
        return False
    tally.add(name.encode() + digest)
    return True


def _manifest(connection: Connection) -> Manifest:
    found = tables.found(connection)
    if not found:
        raise BackupTrouble("The database is empty: there is nothing to keep yet.")
    return Manifest(
        loket=version("loket"),
        made_at=clock.now(),
        postgres=connection.info.server_version,
        migrations=tuple(sorted(migrations.in_database(connection))),
        tables=tuple(it for it in found if it.name not in NOT_KEPT),
    )


def _files() -> Path:
    return settings().data_dir / file_store.FOLDER


def backups(folder: Path) -> Iterator[Path]:
    """Yield the backups in a folder, the newest first."""
    yield from sorted(folder.glob(f"loket-*{ENDING}"), reverse=True)


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups of a folder; return what was deleted."""
    old = list(backups(folder))[keep:]
    for path in old:
        path.unlink()
    return old
