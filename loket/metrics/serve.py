"""
The exporter: one process that reads the database whenever it is asked.

Counting in shared files of all processes would know one machine only, and forget what
a process counted that has ended; see ADR 0022.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import psycopg
import structlog
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from loket.lib import clock
from loket.lib.pulse import reads
from loket.lib.pulse.counts import PREFIX
from loket.metrics import families

log = structlog.get_logger(__name__)

CONNECT_TIMEOUT_S = 3
# A scrape must not become a burden; what takes longer is left out of it.
STATEMENT_TIMEOUT_MS = 3_000


class Figures(Collector):
    """Reads everything anew for each scrape, on a connection that lives as long."""

    def __init__(self, url: str) -> None:
        self._url = url

    def collect(self) -> Iterator[Metric]:
        """Yield all figures; without the database only that it is away."""
        try:
            found = list(self._read())
        except (psycopg.Error, OSError) as failure:
            log.warning("no figures read", reason=type(failure).__name__)
            found = []
        about = "Whether the database answers."
        yield GaugeMetricFamily(PREFIX + "database_up", about, value=float(bool(found)))
        yield from found

    def _read(self) -> Iterator[Metric]:
        with psycopg.connect(
            self._url,
            autocommit=True,
            connect_timeout=CONNECT_TIMEOUT_S,
            application_name="loket metrics",
            options=f"-c statement_timeout={STATEMENT_TIMEOUT_MS}",
        ) as connection:
            cursor, now = connection.cursor(), clock.now()
            yield from families.path(cursor, now)
            yield from families.offices(cursor, now)
            yield from families.machine(cursor)
            yield from families.counted(reads.counts(cursor))


def serve(url: str, host: str, port: int) -> None:
    """
    Answer scrapes until SIGTERM or SIGINT.

    :raises OSError: if the port cannot be had
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(url))
    server, thread = start_http_server(port, host, registry)
    told = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: threading.Thread(target=told.set).start())
    print("ready metrics", flush=True)  # noqa: T201 the supervisor waits for this line
    told.wait()
    server.shutdown()
    thread.join()
