"""
Starts the processes of one machine, watches them, and ends them in order.

A process that ends is started again after a growing pause; one that cannot stay up
stops everything, because half a desk that looks like a whole one helps nobody.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from loket.config.children import Child, ProcessTrouble, Program

POLL_S = 0.05
WATCH_S = 0.25
START_PATIENCE_S = 90.0


class Supervisor:
    """
    Keeps programs up until it is told to stop.

    :param tell: shows one line to who started us
    :param tend: called at each look; restores what is not a program of ours
    """

    def __init__(
        self,
        log_dir: Path,
        tell: Callable[[str], None],
        tend: Callable[[], None] = lambda: None,
    ) -> None:
        log_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.log_dir = log_dir
        self.stopping = threading.Event()
        self._tell = tell
        self.tend = tend
        self._children: list[Child] = []

    def listen_to_signals(self) -> None:
        """End on Ctrl-C, on SIGTERM, and when the terminal is closed."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def run_once(self, program: Program) -> None:
        """
        Run a program to its end.

        :raises ProcessTrouble: if it fails
        """
        child = Child(program, self.log_dir)
        child.start()
        try:
            self._finish(child)
        finally:
            child.stop()

    def start(self, programs: Sequence[Program]) -> None:
        """
        Start programs side by side; return when all are ready, or we are stopped.

        :raises ProcessTrouble: if one ends at once, or is not ready in time
        """
        begun = [Child(program, self.log_dir) for program in programs]
        for child in begun:
            child.start()
            self._children.append(child)
        deadline = time.monotonic() + START_PATIENCE_S
        waiting = begun
        while waiting and not self.stopping.wait(POLL_S):
            for child in waiting:
                self._check_start(child, deadline)
            waiting = [child for child in waiting if not child.is_ready()]

    def watch(self) -> None:
        """
        Keep all up until we are stopped.

        :raises ProcessTrouble: if one cannot be kept up
        """
        while not self.stopping.wait(WATCH_S):
            self.tend()
            for child in self._children:
                self._look_after(child, time.monotonic())

    def stop(self) -> None:
        """End all, the last one begun first."""
        self.stopping.set()
        while self._children:
            self._children.pop().stop()

    def _finish(self, child: Child) -> None:
        while not child.has_ended():
            if self.stopping.wait(POLL_S):
                return
        if child.exit_status():
            raise self._trouble(child)

    def _check_start(self, child: Child, deadline: float) -> None:
        if child.has_ended():
            raise self._trouble(child)
        if time.monotonic() > deadline:
            raise ProcessTrouble(
                f"{child.program.name} is not ready after {START_PATIENCE_S:.0f} "
                f"seconds; look into {child.log}."
            )

    def _look_after(self, child: Child, now: float) -> None:
        if child.next_start_at is not None:
            if now >= child.next_start_at:
                child.start()
        elif child.has_ended():
            self._tell(child.last_words())
            status = child.exit_status()
            pause_s = child.crashes.pause_s(now)
            self._tell(
                f"{child.program.name} ended with status {status}; it starts again in "
                f"{pause_s:g} s. Its log: {child.log}"
            )
            child.next_start_at = now + pause_s
        else:
            child.shorten_log()

    def _trouble(self, child: Child) -> ProcessTrouble:
        self._tell(child.last_words())
        return ProcessTrouble(
            f"{child.program.name} ended with status {child.exit_status()}; "
            f"its log is {child.log}."
        )
