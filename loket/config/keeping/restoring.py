"""
Brings a desk back from a backup, all or nothing.

The tables are made by our own migrations as far as the backup had them, filled, and
counted, in one transaction; then they are brought to this version. So a backup of an
older Loket, or of another PostgreSQL, is no special case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import IO

import psycopg
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from loket.config import migrations
from loket.config.env import settings
from loket.config.keeping import placing, reading
from loket.config.keeping.backing_up import NOT_KEPT
from loket.config.keeping.reading import KEYS, Members, Seen
from loket.lib import clock, failpoints
from loket.lib import partitions as cuts
from loket.lib.backup import BackupTrouble, archive, tables
from loket.lib.backup.manifest import Tally
from loket.lib.backup.sealing import Identity
from loket.messaging import partitions

Advance = Callable[[int], None]
# Filled by migrations and by looking at pages; they make no desk.
NOBODYS = NOT_KEPT | {
    *("django_content_type", "auth_permission", "django_session"),
    *("web_knock", "live_change"),
}


@contextmanager
def keys_at_hand(seen: Seen) -> Iterator[None]:
    """Give a machine without keys those of the backup; take them away if it fails."""
    path = settings().keys_path
    if path.exists():
        yield
        return
    placing.write_small(path, seen.desk[KEYS])
    with ExitStack() as undo:
        undo.callback(path.unlink, missing_ok=True)
        yield
        undo.pop_all()


def check_place(seen: Seen, *, may_replace: bool) -> None:
    """
    Test that a backup may be restored here.

    :raises BackupTrouble: if something would be lost, if the desk runs, or if the
        backup is of a newer Loket
    """
    if set(seen.manifest.migrations) - set(migrations.on_disk()):
        raise BackupTrouble(reading.too_new(seen.manifest.loket))
    raw = _raw()
    others = raw.execute(
        "select count(*) from pg_stat_activity where datname = current_database() "
        "and usename = current_user and backend_type = 'client backend' "
        "and pid <> pg_backend_pid()"
    ).fetchone()
    if others and others[0]:
        raise BackupTrouble(
            "Something still uses the database; stop Loket on every machine first."
        )
    names = [it.name for it in tables.found(raw) if it.name not in NOBODYS]
    if not may_replace and tables.are_filled(raw, names):
        raise BackupTrouble(
            "This desk is not empty; restore into an empty one, or say --replace to "
            "lose what is here."
        )


def restore(
    path: Path, identities: Sequence[Identity], seen: Seen, advance: Advance
) -> list[str]:
    """
    Fill the desk from a backup that was read to its end.

    :return: tables of the backup that no migration makes, and that were left out
    :raises BackupTrouble: if what was written is not what was read; nothing is changed
    """
    with placing.Placing() as place, transaction.atomic():
        raw = _raw()
        tables.speak_plainly(raw)
        left_out = _prepare(raw, seen)
        _fill(raw, reading.opened(path, identities), seen, (place.add, advance))
        tables.set_sequences(raw, seen.check.sequences)
        raw.execute("set constraints all immediate")
        _compare(raw, seen, left_out, place.tally())
        failpoints.reach("restore.filled")
        place.put(seen.desk)
        failpoints.reach("restore.put")
    return left_out


def bring_forward() -> None:
    """Bring restored tables to this version and this day, and count them anew."""
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        for table in partitions.TABLES:
            cuts.ensure(cursor, table, clock.now().date())
        cursor.execute("analyze")


def _prepare(raw: Connection, seen: Seen) -> list[str]:
    """Make the tables that the backup had, empty; return those we do not know."""
    tables.drop_all(raw)
    executor = MigrationExecutor(connection)
    executor.migrate(_last_of_each(executor, seen.manifest.migrations))
    here = {it.name for it in tables.found(raw)}
    known = [it for it in seen.manifest.tables if it.name in here]
    for name in tables.are_filled(raw, [it.name for it in known]):
        raw.execute(SQL("truncate {} cascade").format(Identifier(name)))
    for table in known:
        tables.cut(raw, table)
    raw.execute("set constraints all deferred")
    return [it.name for it in seen.manifest.tables if it.name not in here]


def _last_of_each(
    executor: MigrationExecutor, migrations: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the migrations after which an app had no other."""
    nodes = executor.loader.graph.node_map
    wanted = [nodes[app, name] for app, name in (it.split(".") for it in migrations)]
    followed = {
        parent.key
        for node in wanted
        for parent in node.parents
        if parent.key[0] == node.key[0]
    }
    return [node.key for node in wanted if node.key not in followed]


def _fill(
    raw: Connection,
    backup: AbstractContextManager[Members],
    seen: Seen,
    tell: tuple[Callable[[str, IO[bytes]], None], Advance],
) -> None:
    add_file, advance = tell
    known = {it.name for it in tables.found(raw)}
    wanted = {it.name: it for it in seen.manifest.tables if it.name in known}
    with backup as members, raw.cursor() as cursor:
        for name, content in members:
            if table := wanted.get(reading.rows_of(name)):
                tables.fill(cursor, table, archive.unpacked(content))
                advance(max(0, cursor.rowcount))
            elif file := reading.file_of(name):
                add_file(file, content)
                advance(1)


def _compare(raw: Connection, seen: Seen, left_out: list[str], files: Tally) -> None:
    wrong = [
        table.name
        for table in seen.manifest.tables
        if table.name not in left_out
        and archive.tally_of(tables.rows(raw, table)) != seen.check.tables[table.name]
    ]
    if files != seen.check.files:
        wrong.append("files")
    if wrong:
        raise BackupTrouble(
            f"What was written is not what was read ({', '.join(wrong)}); nothing was "
            "changed. Look for trouble with the disk."
        )


def _raw() -> psycopg.Connection:
    connection.ensure_connection()
    raw: psycopg.Connection = connection.connection
    return raw
