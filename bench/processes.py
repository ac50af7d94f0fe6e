"""The processes that are measured, each as it runs in production."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PATIENCE_S = 30.0
STOP_S = 15.0
# Nothing here may hang for ever: what still runs after this long is killed.
LONGEST_S = 900.0
POLL_S = 0.05
ROOT = Path(__file__).resolve().parents[1]

Process = subprocess.Popen[str]
Environment = Mapping[str, str]
Output = int | IO[bytes]


class NotReady(Exception):
    """A process did not come up."""


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def python(arguments: list[str], env: Environment, log: Path) -> Iterator[Process]:
    """Run a Python program that we talk with; what it complains about goes to a log."""
    with log.open("ab") as errors, _run(arguments, env, subprocess.PIPE, errors) as it:
        yield it


@contextmanager
def _run(
    arguments: list[str], env: Environment, output: Output, errors: Output
) -> Iterator[Process]:
    child = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=errors,
        cwd=ROOT,
        env={**os.environ, **env},
        text=True,
        bufsize=1,
    )
    watchdog = threading.Timer(LONGEST_S, child.kill)
    watchdog.start()
    try:
        yield child
    finally:
        watchdog.cancel()
        _end(child)


def _end(child: Process) -> None:
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
    try:
        child.wait(STOP_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    for stream in (child.stdin, child.stdout):
        if stream:
            stream.close()


def read_line(child: Process) -> str:
    """
    Return the next line that a process prints.

    :raises NotReady: if it ended instead
    """
    line = child.stdout.readline() if child.stdout else ""
    if not line:
        raise NotReady(f"{child.args!r} ended; its log is beside the database")
    return line


def tell(child: Process, line: str) -> None:
    """Hand a line to a process."""
    if child.stdin:
        child.stdin.write(line + "\n")
        child.stdin.flush()


@contextmanager
def ingest(env: Environment, log: Path) -> Iterator[tuple[Process, int]]:
    """Run the way in; yield it and its port. It is not ready yet."""
    port = free_port()
    code = f"from loket.config.serve import ingest; ingest({port})"
    with log.open("ab") as file, _run(["-c", code], env, file, file) as child:
        yield child, port


@contextmanager
def web(env: Environment, log: Path) -> Iterator[tuple[Process, int]]:
    """Run pages and API; yield the process and its port. It is not ready yet."""
    port = free_port()
    code = f"from loket.config.cli_serve import web; web({port})"
    with log.open("ab") as file, _run(["-c", code], env, file, file) as child:
        yield child, port


@contextmanager
def worker(env: Environment, log: Path) -> Iterator[tuple[Process, Path]]:
    """Run a worker; yield it and what it says. It is not ready yet."""
    code = "from loket.config.serve import work; work()"
    with tempfile.NamedTemporaryFile("ab", dir=log.parent, prefix="worker-") as file:
        with _run(["-c", code], env, file, file) as child:
            yield child, Path(file.name)
        with log.open("ab") as kept:
            kept.write(Path(file.name).read_bytes())


def wait_for_ingest(child: Process, port: int) -> None:
    """
    Return when the way in answers.

    :raises NotReady: if it does not within half a minute
    """

    _wait("the way in", child, lambda: _answers(port))


def wait_for_web(child: Process, port: int) -> None:
    """
    Return when the pages answer.

    :raises NotReady: if they do not within half a minute
    """
    _wait("the pages", child, lambda: _answers(port, "icons.svg"))


def _answers(port: int, path: str = "health") -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def wait_for_worker(child: Process, said: Path) -> None:
    """
    Return when the worker says that it is ready.

    :raises NotReady: if it does not within half a minute
    """
    _wait("the worker", child, lambda: "ready worker" in said.read_text())


def _wait(name: str, child: Process, is_ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and child.poll() is None:
        if is_ready():
            return
        time.sleep(POLL_S)
    raise NotReady(f"{name} does not come up; see the log, or a busy machine")
