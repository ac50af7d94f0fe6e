"""
The full loop: real booking talks through way in, worker and database, three receipts
for each answer; how many a second, how long the slowest wait, what each one costs.

pgbench takes turns with the rounds. The processes run through; their memory is looked
at over all rounds.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from bench import baseline, counted, load, place, stage
from bench.beside import Beside
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
    """As fast as it goes, with pgbench between; then half as fast."""
    place.clear(where.url())
    tps, full = [_pgbench(where, sizes)], list[Scene]()
    with stage.opened(where, "loket") as it:
        for _ in range(sizes.loop_rounds):
            port, warm_s = it.ingest_port, sizes.loop_warm_s
            full.append(it.play(Order(port, warm_s, sizes.loop_s, citizens=CITIZENS)))
            tps.append(_pgbench(where, sizes))
        rate = statistics.mean(scene.seen.per_second for scene in full) / 2
        half = it.play(Order(it.ingest_port, 2.0, sizes.half_s, rate=rate))
    yield from _speed(full, tps)
    yield _waiting(half, rate)
    yield from _cost(full, half)
    yield from _memory(full, sizes.loop_s)
    yield from counted.check(where.url(), [scene.seen for scene in (*full, half)])


def _pgbench(where: Place, sizes: Sizes) -> float:
    script = baseline.insert_of(len(load.delivery(1, "a" * 12, where.account)))
    place.rest(where.url(role="loket_admin"))
    tps = baseline.run(where, script, sizes.pgbench_s).tps
    place.rest(where.url(role="loket_admin"))
    return tps


def _speed(full: Sequence[Scene], tps: Sequence[float]) -> Iterator[Row]:
    rates = [scene.seen.per_second for scene in full]
    compared = Beside(rates, tps)
    others = max(scene.other_cores for scene in full)
    yield Row("loop_per_s", statistics.mean(rates), detail="answered messages a second")
    yield at_least(
        "loop_ratio",
        compared.ratio,
        TARGET,
        f"talk / pgbench tps, by round: {compared.words}; stretch {STRETCH}"
        f"{' reached' if compared.ratio >= STRETCH else ''}; {CITIZENS} people at "
        f"once, others used up to {others:.1f} cores",
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


def _cost(full: Sequence[Scene], half: Scene) -> Iterator[Row]:
    for name in half.cost_us:
        cost = statistics.mean(scene.cost_us[name] for scene in full)
        whose = " (generator, not ours)" if name == "world" else ""
        said = f"CPU us per answered message; {half.cost_us[name]:,.0f} at half rate"
        yield Row(f"{name}_us", cost, detail=said + whose)
    total = statistics.mean(scene.total_us for scene in full)
    yield Row(
        "loop_us",
        total,
        detail=f"all but the generator; {half.total_us:,.0f} at half rate",
    )


def _memory(full: Sequence[Scene], seconds: float) -> Iterator[Row]:
    for name in full[0].memory:
        samples = [sample for scene in full for sample in scene.memory[name]]
        own = [sample.own for sample in samples]
        shared = samples[-1].shared if samples else 0.0
        yield at_most(
            f"{name}_memory",
            round(stage.growth(own), 3),
            MEMORY_GROWTH,
            f"last fifth / second fifth of {len(full)} x {seconds:.0f} s; "
            f"{own[-1]:.0f} MiB of its own (PSS)"
            f"{f', {shared:.0f} MiB shared buffers' if shared else ''}",
        )
