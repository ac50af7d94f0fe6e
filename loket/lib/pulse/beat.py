"""Telling the database every ten seconds that this process lives, and its counts."""

from __future__ import annotations

import json
import os
import platform
import resource
import threading
import time
from pathlib import Path
from typing import Any

import psycopg
import structlog

from loket.lib import ids, sql
from loket.lib.pulse import counts
from loket.lib.pulse.counts import Record

log = structlog.get_logger(__name__)

QUERIES = sql.beside(__file__, "pulse")
EVERY_S = 10.0
CONNECT_TIMEOUT_S = 3
# Numbers that wait for a database that is away; more would be a leak.
MOST_OWED = 50_000
STATEMENT_TIMEOUT = "-c statement_timeout=3000 -c synchronous_commit=off"


class Beat:
    """
    Beats in a thread of its own, on a connection that is open only meanwhile.

    :param kind: what the process is: "ingest", "web", "worker", "metrics"
    """

    def __init__(self, url: str, kind: str) -> None:
        self._url = url
        self._kind = kind
        self._id = ids.new()
        self._began = time.monotonic()
        self._stop = threading.Event()
        self._owed: list[Record] = []
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def start(self) -> None:
        """Begin to beat."""
        self._thread.start()

    def stop(self) -> None:
        """Tell what is left, and leave."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(2 * CONNECT_TIMEOUT_S)

    def _run(self) -> None:
        while not self._stop.is_set():
            self.once()
            self._stop.wait(EVERY_S)
        self.once(is_last=True)

    def once(self, *, is_last: bool = False) -> None:
        """Beat once; what cannot be told is owed."""
        self._owed = (self._owed + counts.take())[-MOST_OWED:]
        try:
            with psycopg.connect(
                self._url,
                connect_timeout=CONNECT_TIMEOUT_S,
                application_name=f"loket pulse {self._kind}",
                options=STATEMENT_TIMEOUT,
            ) as connection:
                self._tell(connection, is_last=is_last)
        except (psycopg.Error, OSError) as failure:
            log.warning("no pulse told", reason=type(failure).__name__)
        else:
            self._owed = []

    def _tell(self, connection: psycopg.Connection, *, is_last: bool) -> None:
        if self._owed:
            connection.execute(QUERIES["add"], {"rows": sql.rows(_sums(self._owed))})
        if is_last:
            connection.execute(QUERIES["leave"], {"id": self._id})
        else:
            connection.execute(QUERIES["tell"], self._life())

    def _life(self) -> dict[str, Any]:
        used = resource.getrusage(resource.RUSAGE_SELF)
        return {
            "id": self._id,
            "kind": self._kind,
            "host": platform.node()[:100],
            "pid": os.getpid(),
            "age_s": time.monotonic() - self._began,
            "memory_bytes": _memory_bytes(used.ru_maxrss),
            "cpu_s": used.ru_utime + used.ru_stime,
            "quiet_s": json.dumps(counts.quiet_s()),
        }


def _sums(owed: list[Record]) -> list[Record]:
    """One record for each name and labels; a statement may not name a row twice."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in owed:
        record = found.setdefault((one["name"], one["labels"]), {**one, "value": 0.0})
        record["value"] += one["value"]
    return list(found.values())


def _memory_bytes(highest_kb: int) -> int:
    """Memory in use now; where the system does not say it, the most there was."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return highest_kb * 1024
    return pages * resource.getpagesize()
