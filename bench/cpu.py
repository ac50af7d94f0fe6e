"""
What processes cost: processor time and memory, as Linux counts them.

Source: proc(5), `/proc/PID/stat`, `/proc/PID/smaps_rollup`, `/proc/stat`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")
# Fields of /proc/PID/stat after the name, counted from zero.
_PARENT, _USER, _SYSTEM, _CHILDREN_USER, _CHILDREN_SYSTEM = 1, 11, 12, 13, 14
# Fields of the first line of /proc/stat in which nobody worked: idle, iowait.
_IDLE = (3, 4)
_STEAL = 7


def _stat(pid: int) -> list[str]:
    text = (PROC / str(pid) / "stat").read_text()
    return text.rpartition(")")[2].split()


def seconds(pid: int) -> float:
    """Return the processor seconds of a process, all its threads together."""
    fields = _stat(pid)
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / TICKS_A_SECOND


def tree_seconds(pid: int) -> float:
    """Return the processor seconds of a process and of its children, dead or alive."""
    fields = _stat(pid)
    dead = int(fields[_CHILDREN_USER]) + int(fields[_CHILDREN_SYSTEM])
    living = sum(_seconds_or_none(child) for child in children(pid))
    return seconds(pid) + dead / TICKS_A_SECOND + living


def _seconds_or_none(pid: int) -> float:
    try:
        return seconds(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # gone meanwhile: the parent counts it from now on


def children(pid: int) -> list[int]:
    """Return the processes that a process began and that still live."""
    found = []
    for path in PROC.iterdir():
        if path.name.isdecimal():
            try:
                if int(_stat(int(path.name))[_PARENT]) == pid:
                    found.append(int(path.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found


def title(pid: int) -> str:
    """Return how a process calls itself, "" if it is gone."""
    try:
        text = (PROC / str(pid) / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return text.replace(b"\0", b" ").decode(errors="replace").strip()


def machine_seconds() -> float:
    """Return how many processor seconds anybody on this machine has used."""
    first = (PROC / "stat").read_text().partition("\n")[0].split()[1:]
    return (
        sum(
            int(ticks)
            for n, ticks in enumerate(first[: _STEAL + 1])
            if n not in _IDLE and n != _STEAL
        )
        / TICKS_A_SECOND
    )


@dataclass(frozen=True)
class Memory:
    """MiB of some processes together; what they share is counted once."""

    own: float
    shared: float


def memory(pids: Iterable[int]) -> Memory:
    """Return what processes hold: their own, and segments shared between them."""
    own = shared = 0.0
    for pid in pids:
        try:
            text = (PROC / str(pid) / "smaps_rollup").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        sizes = _sizes(text)
        own += sizes.get("Pss_Anon", 0) + sizes.get("Pss_File", 0)
        shared += sizes.get("Pss_Shmem", 0)
    return Memory(own / 1024, shared / 1024)


def _sizes(text: str) -> Mapping[str, int]:
    """Read lines such as `Pss_Anon:   1234 kB`."""
    lines = (line.partition(":") for line in text.splitlines()[1:])
    return {name: int(value.split()[0]) for name, _, value in lines if value.strip()}
