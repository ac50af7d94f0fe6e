"""
The full loop: real booking talks through way in, worker and database, three receipts
for each answer; how many a second, how long the slowest wait, what each one costs.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from bench import baseline, counted, load, place, stage
from bench.orders import Order
from bench.place import Place
from bench.report import Row, at_least, at_most
from bench.sizes import Sizes
from bench.stage import Scene

CITIZENS = 1_000
TARGET = 0.06
STRETCH = 0.12
SLOWEST_S = 1.0
MEMORY_GROWTH = 1.1


def measure(where: Place, sizes: Sizes) -> Iterator[Row]:
    """As fast as it goes, then half as fast; pgbench before and after."""
    script = baseline.insert_of(len(load.delivery(1, "a" * 12, where.account)))
    place.clear(where.url())
    place.rest(where.url(role="loket_admin"))
    tps = [baseline.run(where, script, sizes.pgbench_s).tps]
    with stage.opened(where, "loket") as it:
        full = it.play(
            Order(it.ingest_port, sizes.loop_warm_s, sizes.loop_s, citizens=CITIZENS)
        )
        rate = full.seen.per_second / 2
        half = it.play(Order(it.ingest_port, 2.0, sizes.half_s, rate=rate))
    tps.append(baseline.run(where, script, sizes.pgbench_s).tps)
    yield from _speed(full, statistics.mean(tps), tps)
    yield _waiting(half, rate)
    yield from _cost(full, half)
    yield from _memory(full, sizes.loop_s)
    yield from counted.check(where.url(), [full.seen, half.seen])


def _speed(full: Scene, mean_tps: float, tps: list[float]) -> Iterator[Row]:
    ratio = full.seen.per_second / mean_tps
    before, after = tps
    yield Row("loop_per_s", full.seen.per_second, detail="answered messages a second")
    yield at_least(
        "loop_ratio",
        ratio,
        TARGET,
        f"/ pgbench tps ({before:,.0f} before, {after:,.0f} after); stretch "
        f"{STRETCH}{' reached' if ratio >= STRETCH else ''}; {CITIZENS} people at "
        f"once, others used {full.other_cores:.1f} cores",
    )


def _waiting(half: Scene, rate: float) -> Row:
    seen = half.seen
    return at_most(
        "loop_p99_s",
        seen.p99_s,
        SLOWEST_S,
        f"at {rate:.0f}/s, from the closing of the turn; p50 {seen.p50_s:.3f} s, "
        f"acknowledged p99 {seen.ack_p99_s:.3f} s, generator's longest pause "
        f"{seen.longest_pause_s:.2f} s, others used {half.other_cores:.1f} cores",
    )


def _cost(full: Scene, half: Scene) -> Iterator[Row]:
    for name, cost in full.cost_us.items():
        whose = " (generator, not ours)" if name == "world" else ""
        said = f"CPU us per answered message; {half.cost_us[name]:,.0f} at half rate"
        yield Row(f"{name}_us", cost, detail=said + whose)
    yield Row("loop_us", full.total_us, detail="all but the generator")


def _memory(full: Scene, seconds: float) -> Iterator[Row]:
    for name, samples in full.memory.items():
        own = [sample.own for sample in samples]
        shared = samples[-1].shared if samples else 0.0
        yield at_most(
            f"{name}_memory",
            round(stage.growth(own), 3),
            MEMORY_GROWTH,
            f"last fifth / second fifth of {seconds:.0f} s; {own[-1]:.0f} MiB of its "
            f"own (PSS){f', {shared:.0f} MiB shared buffers' if shared else ''}",
        )
