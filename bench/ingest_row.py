"""
`ingest_ratio`: deliveries of one event each, stored and answered by the way in,
against single-row inserts of the same size by pgbench.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import psycopg

from bench import baseline, cpu, load, place, processes
from bench.place import Place
from bench.report import Row, at_least
from bench.sizes import Sizes

# A platform has many connections open at once; the second figure shows half as many.
CONNECTIONS = 128
FEWER = 64
MOST_A_SECOND = 12_000
TARGET = 0.8


class Lost(Exception):
    """Something that was acknowledged is not in the database."""


@dataclass(frozen=True)
class Round:
    """pgbench's rate and ours, and what one delivery cost us in microseconds."""

    pgbench: baseline.Rate
    per_second: float
    ingest_us: float
    postgres_us: float
    p99_ms: float

    @property
    def ratio(self) -> float:
        """Return our rate as a share of pgbench's."""
        return self.per_second / self.pgbench.tps


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """Alternate between pgbench and the way in; the middle ratio counts."""
    size = len(load.delivery(1, "a" * 12, where.account))
    script = baseline.insert_of(size)
    rounds = [_round(where, script, sizes, CONNECTIONS) for _ in range(sizes.rounds)]
    ratios = [r.ratio for r in rounds]
    rates = ", ".join(f"{r.per_second:,.0f}/{r.pgbench.tps:,.0f}" for r in rounds)
    yield at_least(
        "ingest_ratio",
        statistics.median(ratios),
        TARGET,
        f"deliveries/s / pgbench tps, by round: {rates}; {size} B, "
        f"{CONNECTIONS} connections, p99 {max(r.p99_ms for r in rounds):.0f} ms",
    )
    fewer = _round(where, script, sizes, FEWER)
    detail = f"the same with {FEWER} connections, one round; p99 {fewer.p99_ms:.0f} ms"
    yield Row("ingest_ratio_fewer", fewer.ratio, detail=detail)
    for name in ("ingest", "postgres"):
        cost = statistics.median(getattr(r, f"{name}_us") for r in rounds)
        yield Row(f"ingest_{name}_us", cost, detail="CPU us per delivery")
    cost = statistics.median(r.pgbench.postgres_us for r in rounds)
    yield Row("pgbench_postgres_us", cost, detail="CPU us per insert, server only")


def _round(
    where: Place, script: baseline.Script, sizes: Sizes, connections: int
) -> Round:
    place.rest(where.url(role="loket_admin"))
    pgbench = baseline.run(where, script, sizes.pgbench_s)
    place.clear(where.url())
    place.rest(where.url(role="loket_admin"))
    with (
        processes.ingest(where.env(), where.log) as (child, port),
        processes.python(["-m", "bench.load"], where.env(), where.log) as generator,
    ):
        order = load.Order(
            port,
            where.account,
            sizes.ingest_s,
            connections,
            int(sizes.ingest_s * MOST_A_SECOND),
        )
        processes.wait_for_ingest(child, port)
        processes.tell(generator, msgspec.json.encode(order).decode())
        processes.read_line(generator)
        before = cpu.seconds(child.pid), cpu.tree_seconds(where.postmaster)
        processes.tell(generator, "go")
        result = msgspec.json.decode(processes.read_line(generator), type=load.Result)
        after = cpu.seconds(child.pid), cpu.tree_seconds(where.postmaster)
    _check(where, result)
    ingest_us, postgres_us = (
        (late - early) / result.stored * 1e6
        for early, late in zip(before, after, strict=True)
    )
    rate = result.stored / result.seconds
    return Round(pgbench, rate, ingest_us, postgres_us, result.p99_ms)


def _check(where: Place, result: load.Result) -> None:
    with psycopg.connect(where.url()) as connection:
        found = connection.execute("select count(*) from messaging_event").fetchone()
    if found is None or found[0] != result.stored or result.refused:
        raise Lost(f"{result} but {found} in the table")
    place.clear(where.url())
