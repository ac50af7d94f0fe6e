"""The database: version, durability, clock, tables, partitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg

from loket.config import database, migrations
from loket.config.doctor import walls
from loket.config.doctor.findings import Finding, bad, good, poor
from loket.lib import clock
from loket.messaging import partitions

CONNECT_TIMEOUT_S = 5
OLDEST, NEWEST = 15, 18
# Provider timestamps are whole seconds; a minute off moves turns to another hour.
POOR_SKEW_S, BAD_SKEW_S = 2.0, 30.0
PARTITIONS_AHEAD = 3
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


def look() -> Iterator[Finding]:
    """Look at the database; end after the first finding if it cannot be reached."""
    try:
        connection = psycopg.connect(database.url(), connect_timeout=CONNECT_TIMEOUT_S)
    except psycopg.OperationalError as error:
        said = str(error).strip().splitlines()[0]
        yield bad("database", said, "Start it, or mend LOKET_DATABASE_URL.")
        return
    with connection:
        yield _version(connection)
        yield _durability(connection)
        yield _clock(connection)
        yield _tables()
        yield walls.look()
        yield _partitions(connection)


def _version(connection: psycopg.Connection) -> Finding:
    major = connection.info.server_version // 10_000
    said = f"PostgreSQL {major} answers."
    if OLDEST <= major <= NEWEST:
        return good("database", said)
    return bad("database", said, f"Use a version from {OLDEST} to {NEWEST}.")


def _durability(connection: psycopg.Connection) -> Finding:
    values = {name: _ask(connection, f"show {name}") for name in DURABLE}
    off = [name for name, value in values.items() if value == "off"]
    if off:
        return bad(
            "durability",
            f"{', '.join(off)} off: confirmed bookings can be lost.",
            "Set all three to on in postgresql.conf and restart PostgreSQL.",
        )
    return good("durability", "What is confirmed is on the disk.")


def _clock(connection: psycopg.Connection) -> Finding:
    theirs = datetime.fromisoformat(_ask(connection, "select clock_timestamp()::text"))
    skew_s = abs((theirs.astimezone(UTC) - clock.now()).total_seconds())
    said = f"{skew_s:.1f} s between this machine and the database."
    remedy = "Let both machines follow the same time server (chrony, timesyncd)."
    if skew_s > BAD_SKEW_S:
        return bad("clock", said, remedy)
    if skew_s > POOR_SKEW_S:
        return poor("clock", said, remedy)
    return good("clock", said)


def _tables() -> Finding:
    missing = migrations.missing()
    if missing:
        said = f"{len(missing)} migrations wait, the first is {missing[0]}."
        return bad("tables", said, "Run `loket migrate`.")
    return good("tables", "As this version wants them.")


def _partitions(connection: psycopg.Connection) -> Finding:
    remedy = "Run `loket worker`: it makes them, once a day."
    try:
        with connection.cursor() as cursor:
            ahead = partitions.fewest_ahead(cursor, clock.now().date())
    except psycopg.errors.UndefinedTable:
        return bad("partitions", "Their tables are missing.", "Run `loket migrate`.")
    said = f"{ahead} stand ready ahead of time."
    if ahead < 1:
        return bad("partitions", said, remedy)
    if ahead < PARTITIONS_AHEAD:
        return poor("partitions", said, remedy)
    return good("partitions", said)


def _ask(connection: psycopg.Connection, query: str) -> str:
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""
