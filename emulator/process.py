"""Runs an emulator as a process of its own, for tests and scripts."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from emulator.client import Emulator

STOP_S = 5.0


class DidNotStart(Exception):
    """The emulator ended before it listened; says what it said."""


@contextmanager
def running(**options: Any) -> Iterator[Emulator]:
    """
    Yield a client of a new emulator on a free port, and stop it afterwards.

    `options` are those of the command: `running(webhook=url, app_secret="...")`.

    :raises DidNotStart: with what it wrote
    """
    command = [sys.executable, "-m", "emulator", "--port", "0"]
    for name, value in options.items():
        command += [f"--{name.replace('_', '-')}", str(value)]
    # Complaints go to a file: nobody reads a pipe while the emulator runs, and a full
    # one would stop it.
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, text=True
        ) as process,
    ):
        try:
            yield Emulator(_address(process, complaints))
        finally:
            _stop(process)


def _address(process: subprocess.Popen[str], complaints: IO[str]) -> str:
    line = process.stdout.readline() if process.stdout else ""
    if line.startswith("ready "):
        return line.split()[1]
    process.wait(STOP_S)
    complaints.seek(0)
    raise DidNotStart(complaints.read())


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
