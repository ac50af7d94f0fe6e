"""Where and when a run took place: without this a figure says nothing."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from bench import cpu
from bench.place import Place

BLOCK = b"\0" * 8192
WRITES = 100
ROOT = Path(__file__).resolve().parents[1]
# Settings that decide how much a commit and a row cost.
SHOWN = (
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "shared_buffers",
    "max_wal_size",
    "wal_compression",
)
BUSY_SHARE = 0.05


def before(where: Place) -> dict[str, Any]:
    """Return what stood before anything was measured."""
    median_ms, worst_ms = _fsync_ms(where.home)
    version, settings = _postgres(where.url())
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "cores": os.cpu_count() or 0,
        "processor": _processor(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "postgresql": version,
        "settings": ", ".join(f"{k}={v}" for k, v in settings.items()),
        "disk": _disk(where.home),
        "fdatasync of 8 KiB": f"median {median_ms:.2f} ms, worst {worst_ms:.1f} ms",
        "load average before": " ".join(f"{n:.2f}" for n in os.getloadavg()),
        "others before": "; ".join(_others(1.0)) or "nobody above 5 % of a core",
    }


def after(began: float) -> dict[str, Any]:
    """Return what can be said at the end."""
    return {
        "load average after": " ".join(f"{n:.2f}" for n in os.getloadavg()),
        "seconds in all": round(time.monotonic() - began),
        "on the same cores": "database, way in, worker, generator and stub, pgbench",
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _commit() -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], check=False, capture_output=True, text=True, cwd=ROOT
        )
        return done.stdout.strip()

    changed = " with changes" if git("status", "--porcelain", "loket") else ""
    return (git("rev-parse", "--short", "HEAD") or "unknown") + changed


def _postgres(url: str) -> tuple[str, dict[str, str]]:
    with psycopg.connect(url) as connection:
        version = connection.execute("show server_version").fetchone()
        found = connection.execute(
            "select name, current_setting(name) from pg_settings where name = any(%s)",
            [list(SHOWN)],
        ).fetchall()
    return str(version[0]) if version else "", dict(found)


def _disk(folder: Path) -> str:
    """Return the kind of file system that holds a folder."""
    mounts = [
        line.split()[1:3]
        for line in Path("/proc/mounts").read_text().split("\n")
        if line
    ]
    holding = [(at, kind) for at, kind in mounts if folder.is_relative_to(at)]
    return max(holding, key=lambda it: len(it[0]))[1] if holding else "unknown"


def _fsync_ms(folder: Path) -> tuple[float, float]:
    """Return how long a block takes to reach the disk: median and worst, in ms."""
    taken = []
    path = folder / "fsync"
    with path.open("wb", buffering=0) as file:
        for _ in range(WRITES):
            file.write(BLOCK)
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - began) * 1e3)
    path.unlink()
    return statistics.median(taken), max(taken)


def _others(seconds: float) -> Iterator[str]:
    """Yield who else works on this machine, by looking twice."""
    first = _seconds_by_process()
    time.sleep(seconds)
    second = _seconds_by_process()
    for pid, (name, used) in second.items():
        share = (used - first.get(pid, (name, used))[1]) / seconds
        if share >= BUSY_SHARE and pid != os.getpid():
            yield f"{name} {share:.0%}"


def _seconds_by_process() -> dict[int, tuple[str, float]]:
    found = {}
    for path in cpu.PROC.iterdir():
        if path.name.isdecimal():
            try:
                name = (path / "comm").read_text().strip()
                found[int(path.name)] = name, cpu.seconds(int(path.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found
