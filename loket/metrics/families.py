"""
From what the rooms know to figures as Prometheus takes them.

Labels are names of ours and numbers: no address, no id of a person, no words.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.metrics_core import Metric

from loket.bookings import health as places
from loket.lib.pulse import reads
from loket.lib.pulse.counts import INFINITE, PREFIX
from loket.lib.pulse.reads import Life
from loket.lib.sql import Cursor
from loket.messaging import health
from loket.messaging.states import OutboxState

Row = tuple[str, str, str, float]
_BUCKET, _SUM, _TOTAL = "_bucket", "_sum", "_total"


def path(cursor: Cursor, now: datetime) -> Iterator[Metric]:
    """Yield the figures of the path of messages."""
    lanes = health.lanes(cursor)
    yield _gauge(
        "events_waiting", "Events that wait to be read, by kind of lane.", "lanes",
        ((it.kind, it.waiting) for it in lanes),
    )  # fmt: skip
    yield _gauge(
        "ingest_lag_seconds", "For how long the oldest event waits.", "lanes",
        ((it.kind, it.oldest_s) for it in lanes),
    )  # fmt: skip
    queues = health.outbox(cursor)
    yield _gauge(
        "outbox_messages", "Messages that have to be sent, by state.", "state",
        ((it.state.name.lower(), it.waiting) for it in queues),
    )  # fmt: skip
    (ready,) = (it.due_s for it in queues if it.state is OutboxState.READY)
    yield _gauge("outbox_lag_seconds", "How long ago the oldest message was due.", "",
                 [("", ready)])  # fmt: skip
    yield _gauge("events_to_decide", "Events that wait for a person.", "",
                 [("", health.parked(cursor))])  # fmt: skip
    yield _gauge("numbers_stopped", "Numbers through which nothing is sent.", "",
                 [("", health.stopped(cursor))])  # fmt: skip
    heard = health.receipts(cursor, now)
    yield _gauge(
        "messages_sent_lately", "Sent an hour to five minutes ago; has it a receipt?",
        "heard", [("yes", heard.sent - heard.unheard), ("no", heard.unheard)],
    )  # fmt: skip
    yield _gauge(
        "messages_failed_in_an_hour", "Messages refused, by the platform's code.",
        "code",
        ((str(it.code), it.in_an_hour) for it in health.failures(cursor, now)),
    )  # fmt: skip


def offices(cursor: Cursor, now: datetime) -> Iterator[Metric]:
    """Yield the places of the offices, today and in the six days after it."""
    found = places.free(cursor, now)
    yield _gauge("places_free", "Free places of the next seven days.", "office",
                 ((it.code, it.free) for it in found))  # fmt: skip
    yield _gauge("places", "All places of the next seven days.", "office",
                 ((it.code, it.places) for it in found))  # fmt: skip


def machine(cursor: Cursor) -> Iterator[Metric]:
    """Yield the processes and the database."""
    alive = [it for it in reads.processes(cursor) if it.is_seen]
    for name, about, of in (
        ("processes", "Processes that were heard of within 30 s.", lambda _: 1),
        ("memory_bytes", "Memory in use.", lambda it: it.memory_bytes),
        ("processes_hanging", "Processes of which a part hangs.",
         lambda it: int(bool(it.hanging))),
    ):  # fmt: skip
        sums = {"ingest": 0.0, "web": 0.0, "worker": 0.0}
        for it in alive:
            sums[it.kind] = sums.get(it.kind, 0.0) + of(it)
        yield _gauge(name, about, "kind", sums.items())
    yield from _cpu(alive)
    state = reads.database(cursor)
    yield _gauge(
        "database_bytes", "Size of the database.", "", [("", state.size_bytes)]
    )
    yield _gauge(
        "database_connections", "Connections to the database's server.", "which",
        [("open", state.connections), ("most", state.most_connections)],
    )  # fmt: skip
    yield _gauge("database_oldest_transaction_seconds", "Age of the oldest.", "",
                 [("", state.oldest_transaction_s)])  # fmt: skip


def _cpu(alive: Sequence[Life]) -> Iterator[Metric]:
    """By process, because the sum would fall when one ends."""
    labels = ["kind", "host", "pid"]
    family = CounterMetricFamily(
        PREFIX + "cpu_seconds", "Processor time used.", labels=labels
    )
    for it in alive:
        family.add_metric([it.kind, it.host, str(it.pid)], it.cpu_s)
    yield family


def counted(rows: Iterable[Row]) -> Iterator[Metric]:
    """Yield what all processes counted, as counters and histograms."""
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_name[row[0]].append(row)
    for name, found in by_name.items():
        if name.endswith(_TOTAL):
            yield _counter(name.removesuffix(_TOTAL), found)
        elif name.endswith(_BUCKET):
            base = name.removesuffix(_BUCKET)
            yield _histogram(base, found, by_name.get(base + _SUM, []))


def _counter(name: str, rows: Sequence[Row]) -> Metric:
    names = sorted(json.loads(rows[0][1]))
    family = CounterMetricFamily(name, rows[0][2], labels=names)
    for _, labels, _, value in rows:
        known = json.loads(labels)
        family.add_metric([known[it] for it in names], value)
    return family


def _histogram(name: str, rows: Sequence[Row], sums: Sequence[Row]) -> Metric:
    """Buckets are kept apart and become cumulative here."""
    totals = {labels: value for _, labels, _, value in sums}
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for _, labels, _, value in rows:
        known = json.loads(labels)
        bound = known.pop("le")
        found[json.dumps(known, sort_keys=True, separators=(",", ":"))][bound] = value
    names = sorted(json.loads(next(iter(found))))
    family = HistogramMetricFamily(name, rows[0][2], labels=names)
    for packed, counts in found.items():
        known = json.loads(packed)
        family.add_metric(
            [known[it] for it in names], _cumulative(counts), totals.get(packed, 0.0)
        )
    return family


def _cumulative(counts: dict[str, float]) -> list[tuple[str, float]]:
    total, made = 0.0, []
    for bound in sorted(counts, key=float):
        total += counts[bound]
        made.append((bound, total))
    return made if INFINITE in counts else [*made, (INFINITE, total)]


def _gauge(
    name: str, about: str, label: str, values: Iterable[tuple[str, float]]
) -> Metric:
    labels = [label] if label else []
    family = GaugeMetricFamily(PREFIX + name, about, labels=labels)
    for value, figure in values:
        family.add_metric([value] if label else [], figure)
    return family
