"""Processes of the house that a test starts, kills and starts again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
START_S = 30.0
STOP_S = 15.0
POLL_S = 0.02
LINES_SHOWN = 60


class NotReady(AssertionError):
    """A process did not come up, or did not end; shows what it wrote."""


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Process:
    """
    One program of `tests.desk.serve`, with its output in a file.

    :param is_ready: tells from what it wrote since its start if it does its work
    """

    def __init__(
        self,
        words: list[str],
        log: Path,
        env: Mapping[str, str],
        is_ready: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self.name = words[0]
        self.log = log
        self._words = words
        self._env = env
        self._ready = is_ready
        self._begin = 0
        self._running: subprocess.Popen[bytes] | None = None

    def begin(self, **more: str) -> Self:
        """Start it with more environment, without waiting for it."""
        with self.log.open("ab") as log:
            self._begin = log.tell()
            self._running = subprocess.Popen(
                [sys.executable, "-m", "tests.desk.serve", *self._words],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **self._env, **more, "PYTHONUNBUFFERED": "1"},
                cwd=ROOT,
                start_new_session=True,
            )
        return self

    def start(self, **more: str) -> Self:
        """Start it with more environment and wait until it works."""
        self.begin(**more)
        self._wait("ready", self.is_ready, START_S)
        return self

    def is_ready(self) -> bool:
        """Test if it works; a process that ended is not waited for."""
        if not self.is_alive():
            raise NotReady(f"{self.name} ended:\n{self.last_words()}")
        return self._ready(self.written())

    def is_alive(self) -> bool:
        """Test if it runs."""
        return self._running is not None and self._running.poll() is None

    @property
    def pid(self) -> int:
        """Its number; 0 if it does not run."""
        return self._running.pid if self._running is not None else 0

    def run(self, within_s: float) -> None:
        """Start it and wait for its good end."""
        self.begin()
        status = self.wait_for_end(within_s)
        if status:
            raise NotReady(f"{self.name} ended with {status}:\n{self.last_words()}")

    def wait_for_end(self, within_s: float) -> int:
        """Wait until it ends by itself; its status, negative for a signal."""
        self._wait("over", lambda: not self.is_alive(), within_s)
        return self._reap()

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._running is not None:
            self._running.send_signal(signal.SIGKILL)
            self._reap()

    def stop(self) -> None:
        """Ask it to end; insist after a while."""
        if self._running is None:
            return
        self._running.terminate()
        try:
            self._running.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._running.kill()
        self._reap()

    def written(self) -> str:
        """What it wrote since its last start."""
        with self.log.open("rb") as log:
            log.seek(self._begin)
            return log.read().decode(errors="replace")

    def last_words(self) -> str:
        """The last lines of all it wrote."""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-LINES_SHOWN:])

    def _reap(self) -> int:
        running, self._running = self._running, None
        if running is None:
            return 0
        if running.stdin:
            running.stdin.close()
        return running.wait()

    def _wait(self, what: str, done: Callable[[], bool], within_s: float) -> None:
        deadline = time.monotonic() + within_s
        while not done():
            if time.monotonic() > deadline:
                raise NotReady(
                    f"{self.name} is not {what} after {within_s} s:\n"
                    f"{self.last_words()}"
                )
            time.sleep(POLL_S)
