"""
Starts the processes of one machine, watches them, and ends them in order.

A process that ends is started again after a growing pause; one that cannot stay up
stops everything, because half a desk that looks like a whole one helps nobody.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from loket.config.children import Child, ProcessTrouble, Program

POLL_S = 0.05
WATCH_S = 0.25
START_PATIENCE_S = 90.0


class Stop:
    """
    Whether we were told to end.

    No `threading.Event`: a signal's handler runs in the thread that waits, and would
    wait for ever for the lock that this thread holds (seen).
    """

    def __init__(self) -> None:
        self._is_set = False

    def set(self) -> None:
        """Tell to end."""
        self._is_set = True

    def is_set(self) -> bool:
        """Test if we were told."""
        return self._is_set

    def wait(self, pause_s: float) -> bool:
        """Pause, then test if we were told."""
        if not self._is_set:
            time.sleep(pause_s)
        return self._is_set


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
        self.stopping = Stop()
        self._tell = tell
        self.tend = tend
        self._children: list[Child] = []
        self._errands: list[Child] = []

    def listen_to_signals(self) -> None:
        """End on Ctrl-C, on SIGTERM, and when the terminal is closed."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def start(
        self, programs: Sequence[Program], errands: Sequence[Program] = ()
    ) -> None:
        """
        Start all side by side; return when they are ready, or we are stopped.

        :param errands: programs that end by themselves, and must end well
        :raises ProcessTrouble: if one ends badly, or is not ready in time
        """
        running = [self._begin(program) for program in programs]
        self._children += running
        self._errands = [self._begin(program) for program in errands]
        deadline = time.monotonic() + START_PATIENCE_S
        while running or self._errands:
            if self.stopping.wait(POLL_S):
                return
            for child in running:
                self._check_start(child, deadline)
            running = [child for child in running if not child.is_ready()]
            self._errands = [child for child in self._errands if self._goes_on(child)]

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
        for child in [*self._errands, *reversed(self._children)]:
            child.stop()
        self._children, self._errands = [], []

    def _begin(self, program: Program) -> Child:
        child = Child(program, self.log_dir)
        child.start()
        return child

    def _goes_on(self, child: Child) -> bool:
        if not child.has_ended():
            return True
        if child.exit_status():
            raise self._trouble(child)
        return False

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
