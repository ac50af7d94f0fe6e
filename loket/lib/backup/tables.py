"""
Rows out of tables and into them, by PostgreSQL's own `copy`.

Not by `pg_dump`: what it writes can be read by the same or a newer server only, its
scripts end where an older one does not know a setting, and rows are committed before
they can be counted. Rows as text go from every version to every other, and the tables
themselves come from our migrations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from psycopg import Connection, Cursor
from psycopg.sql import SQL, Composed, Identifier

from loket.lib import sql
from loket.lib.backup.manifest import Partition, Table

QUERIES = sql.beside(__file__, "tables")
# Rows must read the same everywhere, whatever a server is set to.
PLAIN = (
    "set timezone = 'UTC'",
    "set datestyle = 'ISO, YMD'",
    "set intervalstyle = 'postgres'",
    "set extra_float_digits = 1",
    "set bytea_output = 'hex'",
    "set client_encoding = 'UTF8'",
    "set statement_timeout = 0",
)


def speak_plainly(connection: Connection) -> None:
    """Set the session so that rows are written the same on every server."""
    for statement in PLAIN:
        connection.execute(statement.encode())


def found(connection: Connection) -> list[Table]:
    """Return the tables of the schema by name, partitions with those they belong to."""
    columns = connection.execute(QUERIES["columns"].encode()).fetchall()
    parts = connection.execute(QUERIES["partitions"].encode()).fetchall()
    return [
        Table(
            name,
            tuple(column for _, column in rows),
            tuple(Partition(*rest) for parent, *rest in parts if parent == name),
        )
        for name, rows in groupby(columns, itemgetter(0))
    ]


def sequences(connection: Connection) -> dict[str, int]:
    """Return the last value of each sequence that was used."""
    return dict(connection.execute(QUERIES["sequences"].encode()).fetchall())


def rows(connection: Connection, table: Table) -> Iterator[bytes]:
    """
    Yield the rows of a table as `copy` writes them, each with its end of line.

    The server sends one row in each message (PostgreSQL 18, chapter 54.2.6).
    """
    with (
        connection.cursor() as cursor,
        cursor.copy(_copy(table, "copy (select {} from {}) to stdout")) as copy,
    ):
        for row in copy:
            yield bytes(row)


def fill(cursor: Cursor, table: Table, pieces: Iterable[bytes]) -> None:
    """Write rows, as `rows` yields them, into a table."""
    with cursor.copy(_copy(table, "copy {1} ({0}) from stdin")) as copy:
        for piece in pieces:
            copy.write(piece)


def cut(connection: Connection, table: Table) -> None:
    """Give an empty table the partitions it had, in place of those it has."""
    if not table.partitions:
        return
    here = {one.name: one for one in found(connection)}.get(table.name)
    for part in here.partitions if here else ():
        connection.execute(SQL("drop table {}").format(Identifier(part.name)))
    for part in table.partitions:
        made = SQL("create table {} partition of {} ").format(
            Identifier(part.name), Identifier(table.name)
        )
        connection.execute(made + _literally(part.bounds, part.options))


def set_sequences(connection: Connection, values: dict[str, int]) -> None:
    """Let sequences go on where they were; one that is not here is left out."""
    for name, value in values.items():
        connection.execute(QUERIES["set_sequence"].encode(), [value, name])


def are_filled(connection: Connection, names: Sequence[str]) -> list[str]:
    """Return which of these tables hold a row."""
    return [name for name in names if _holds_a_row(connection, name)]


def drop_all(connection: Connection) -> None:
    """Drop whatever is in the schema, but what belongs to extensions."""
    connection.execute(QUERIES["drop_all"].encode())


def _holds_a_row(connection: Connection, name: str) -> bool:
    query = SQL("select exists (select from {})").format(Identifier(name))
    row = connection.execute(query).fetchone()
    return bool(row and row[0])


def _copy(table: Table, statement: str) -> Composed:
    columns = SQL(", ").join(map(Identifier, table.columns))
    return _literally(statement).format(columns, Identifier(table.name))


def _literally(*words: str) -> SQL:
    return SQL(" ".join(words))
