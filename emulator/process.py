"""Runs an emulator as a process of its own, for tests and scripts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield Emulator(_address(process))
        finally:
            _stop(process)


def _address(process: subprocess.Popen[str]) -> str:
    heard = ""
    for line in process.stdout or ():
        if line.startswith("ready "):
            return line.split()[1]
        heard += line
    raise DidNotStart(heard)


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
