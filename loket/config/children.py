"""
One process of ours: how it is run, how we see that it works, how often it may fail.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_PATIENCE_S = 10.0
MOST_CRASHES = 5
CRASH_WINDOW_S = 60.0
LONGEST_PAUSE_S = 8.0
LOG_BYTES = 20_000_000
LAST_LINES = 15
PR_SET_PDEATHSIG = 1  # Source: prctl(2).
SERVER_ERROR = 500

Probe = Callable[[str], bool]


class ProcessTrouble(Exception):
    """A process cannot be kept up; the message says where to look."""


def says(line: str) -> Probe:
    """Ready once the process wrote a line that begins so."""
    return lambda written: any(it.startswith(line) for it in written.splitlines())


def ends(_written: str) -> bool:
    """Never ready: an errand is done when it ends."""
    return False


def answers(url: str) -> Probe:
    """Ready once an address answers without a server error."""

    def probe(_written: str) -> bool:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 our own address
                return True
        except urllib.error.HTTPError as error:
            with error:
                return error.code < SERVER_ERROR
        except OSError:
            return False

    return probe


@dataclass(frozen=True)
class Program:
    """What to run, and how to see that it is ready."""

    name: str
    command: Sequence[str]
    is_ready: Probe
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Crashes:
    """Counts the ends that nobody asked for."""

    what: str
    times: deque[float] = field(default_factory=deque)

    def pause_s(self, now: float) -> float:
        """
        Note one more; return the pause before the next start in seconds.

        :raises ProcessTrouble: if there were too many within a minute
        """
        self.times.append(now)
        while self.times[0] < now - CRASH_WINDOW_S:
            self.times.popleft()
        if len(self.times) > MOST_CRASHES:
            raise ProcessTrouble(
                f"{self.what} ended {len(self.times)} times within a minute."
            )
        return min(0.25 * 2.0 ** (len(self.times) - 1), LONGEST_PAUSE_S)


class Child:
    """One running program. What it writes goes to its log."""

    def __init__(self, program: Program, log_dir: Path) -> None:
        self.program = program
        self.log = log_dir / f"{program.name}.log"
        self.crashes = Crashes(program.name)
        self.next_start_at: float | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._log_begin = 0

    def start(self) -> None:
        """Run it, in a session of its own: Ctrl-C must reach the supervisor alone."""
        self.next_start_at = None
        self.shorten_log()
        with self.log.open("ab") as log:
            self._log_begin = log.tell()
            self._process = subprocess.Popen(
                self.program.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **self.program.env, "PYTHONUNBUFFERED": "1"},
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    def has_ended(self) -> bool:
        """Test if it ended."""
        return self._process is not None and self._process.poll() is not None

    def exit_status(self) -> int | None:
        """Return how it ended, None while it runs."""
        return self._process.poll() if self._process else None

    def is_ready(self) -> bool:
        """Test if it does its work."""
        return self.program.is_ready(self.written())

    def written(self) -> str:
        """Return what it wrote since it was started."""
        with self.log.open("rb") as log:
            log.seek(self._log_begin)
            return log.read().decode(errors="replace")

    def last_words(self) -> str:
        """Return the last lines it wrote."""
        return "\n".join(self.written().splitlines()[-LAST_LINES:])

    def stop(self) -> None:
        """Ask it to end; make it end after ten seconds."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def shorten_log(self) -> None:
        """Keep one old log of at most 20 MB beside the new one."""
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.with_suffix(".log.1").write_bytes(self.log.read_bytes())
            os.truncate(self.log, 0)
            self._log_begin = 0


def _end_with_parent() -> None:
    # A supervisor that is killed must not leave processes behind that hold the ports.
    # The supervisor has one thread, so the signal comes only with its own end.
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    except (OSError, AttributeError):
        return
