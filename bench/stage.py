"""
The full loop on its stage: world, way in and worker started in the right order, and
what each of them costs while the world talks.
"""

from __future__ import annotations

import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec

from bench import cpu, processes
from bench.orders import Order, Seen
from bench.place import Place
from bench.processes import Process

SAMPLE_S = 0.5
NAMES = ("ingest", "worker", "postgres")


@dataclass
class Scene:
    """
    One order carried out: what was seen, the processor microseconds of each process
    for one answered message, its memory in MiB over time.
    """

    seen: Seen
    cost_us: dict[str, float]
    other_cores: float
    memory: dict[str, list[cpu.Memory]]

    @property
    def total_us(self) -> float:
        """What one answered message costs, without the generator."""
        return sum(self.cost_us[name] for name in NAMES)


@dataclass
class Stage:
    """The processes of the loop, all running."""

    where: Place
    world: Process
    ingest: Process
    worker: Process
    ingest_port: int
    _samples: dict[str, list[cpu.Memory]] = field(default_factory=dict)

    def play(self, order: Order) -> Scene:
        """Carry out one order."""
        self._samples = {name: [] for name in NAMES}
        processes.tell(self.world, msgspec.json.encode(order).decode())
        processes.read_line(self.world)
        before = self._seconds()
        done = threading.Event()
        sampler = threading.Thread(target=self._sample, args=(done,))
        sampler.start()
        processes.read_line(self.world)
        after = self._seconds()
        done.set()
        sampler.join()
        line = processes.read_line(self.world)
        seen = msgspec.json.decode(line, type=Seen)
        used = {name: after[name] - before[name] for name in before}
        answers = max(1.0, seen.per_second * order.seconds)
        ours = sum(used[name] for name in (*NAMES, "world"))
        return Scene(
            seen=seen,
            cost_us={name: used[name] / answers * 1e6 for name in (*NAMES, "world")},
            other_cores=(used["machine"] - ours) / order.seconds,
            memory=self._samples,
        )

    def _seconds(self) -> dict[str, float]:
        return {
            "ingest": cpu.seconds(self.ingest.pid),
            "worker": cpu.seconds(self.worker.pid),
            "postgres": cpu.tree_seconds(self.where.postmaster),
            "world": cpu.seconds(self.world.pid),
            "machine": cpu.machine_seconds(),
        }

    def _sample(self, done: threading.Event) -> None:
        while not done.wait(SAMPLE_S):
            postmaster = self.where.postmaster
            pids: dict[str, Sequence[int]] = {
                "ingest": [self.ingest.pid],
                "worker": [self.worker.pid],
                "postgres": [postmaster, *cpu.children(postmaster)],
            }
            for name, some in pids.items():
                self._samples[name].append(cpu.memory(some))


@contextmanager
def opened(where: Place, database: str) -> Iterator[Stage]:
    """Start world, worker and way in on a database."""
    env, log = {"LOKET_DATABASE_URL": where.url(database)}, where.log
    world = ["-m", "bench.world", where.account]
    with processes.python(world, env, log) as people:
        graph = f"http://127.0.0.1:{processes.read_line(people).strip()}"
        env["LOKET_GRAPH_URL"] = graph
        with (
            processes.worker(env, log) as (worker, said),
            processes.ingest(env, log) as (ingest, port),
        ):
            processes.wait_for_ingest(ingest, port)
            processes.wait_for_worker(worker, said)
            yield Stage(where, people, ingest, worker, port)


def growth(samples: Sequence[float]) -> float:
    """
    Return the last fifth of a series over its second fifth; 1 for a short one.

    The middle sample of each fifth counts, because processes come and go: PostgreSQL's
    cleaners hold 25 MB for a second.
    """
    fifth = len(samples) // 5
    if not fifth:
        return 1.0
    early = statistics.median(samples[fifth : 2 * fifth])
    return statistics.median(samples[-fifth:]) / early if early else 1.0
