"""
What `pgbench` does on the same server in the same minute: the measure of all ratios.

Its scripts are the plainest way to do the same: one row, one transaction.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench import cpu
from bench.place import Place

CLIENTS = 32
THREADS = 2
_TPS = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)

# As large as a delivery, found again by a unique key, as an inbox must be.
INSERT_TABLE = """
create table if not exists bench_inbox (
  id bigint generated always as identity primary key,
  external_key uuid not null unique,
  received_at timestamptz not null default now(),
  body text not null);
truncate bench_inbox;
"""
INSERT = """
insert into bench_inbox (external_key, body)
values (gen_random_uuid(), '{body}');
"""

# The conditional update of one slot out of eight, then the booking (speed notes, 4 ii).
SLOTS_TABLE = """
create table if not exists bench_slot (
  id integer primary key, capacity integer not null, taken integer not null default 0,
  check (taken <= capacity)) with (fillfactor = 50);
create table if not exists bench_booking (
  id bigint generated always as identity primary key, service integer not null,
  slot_id integer not null, person uuid not null,
  created_at timestamptz not null default now(), unique (service, person));
truncate bench_slot, bench_booking;
insert into bench_slot select n, 1000000000 from generate_series(1, 8) n;
"""
UPDATE = """
\\set slot random(1, 8)
with u as (
  update bench_slot set taken = taken + 1 where id = :slot and taken < capacity
  returning id)
insert into bench_booking (service, slot_id, person)
select 1, id, gen_random_uuid() from u;
"""


@dataclass(frozen=True)
class Script:
    """Tables to begin with, and the transaction that is repeated."""

    name: str
    tables: str
    transaction: str


def insert_of(body_bytes: int) -> Script:
    """Return the insert of one row about as large as a delivery."""
    return Script("insert", INSERT_TABLE, INSERT.format(body="x" * body_bytes))


def booking() -> Script:
    """Return the booking of one place in one of eight slots."""
    return Script("booking", SLOTS_TABLE, UPDATE)


@dataclass(frozen=True)
class Rate:
    """Transactions a second, and the server's processor microseconds for each."""

    tps: float
    postgres_us: float


def run(place: Place, script: Script, seconds: float) -> Rate:
    """
    Return what 32 clients get done.

    :raises subprocess.CalledProcessError: if pgbench fails
    """
    with psycopg.connect(place.url(), autocommit=True) as connection:
        connection.execute(script.tables)
    path = place.home / "log" / f"{script.name}.sql"
    path.write_text(script.transaction)
    before = cpu.tree_seconds(place.postmaster)
    tps = _pgbench(place, path, seconds)
    used = cpu.tree_seconds(place.postmaster) - before
    return Rate(tps, used / max(1.0, tps * seconds) * 1e6)


def _pgbench(place: Place, path: Path, seconds: float) -> float:
    options = ["--no-vacuum", "--protocol=prepared", f"--time={seconds:.0f}"]
    load = [f"--client={CLIENTS}", f"--jobs={THREADS}", f"--file={path}"]
    said = subprocess.run(
        [place.program("pgbench"), *options, *load, place.url()],
        check=True,
        capture_output=True,
        text=True,
        timeout=seconds + 60,
    ).stdout
    found = _TPS.search(said)
    return float(found[1]) if found else 0.0
