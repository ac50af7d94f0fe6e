"""
Named points at which a test can kill the process, to show that nothing is lost.

`LOKET_FAILPOINT=name` kills at the first pass of that point, as `kill -9` would.
`LOKET_POISON=word` makes the work on every event with that word fail, and
`LOKET_FATAL=word` makes it kill the process. Without the variables a point costs one
comparison.
"""

from __future__ import annotations

import os
import signal

_ARMED = os.environ.get("LOKET_FAILPOINT", "")
_POISON = os.environ.get("LOKET_POISON", "")
_FATAL = os.environ.get("LOKET_FATAL", "")


class Poisoned(Exception):
    """The failure that a test ordered."""


def reach(name: str) -> None:
    """Die here, if this is the point."""
    if _ARMED and name == _ARMED:
        _die()


def taste(words: str) -> None:
    """
    Fail or die over these words, if they are the ones.

    :raises Poisoned: if a test ordered it
    """
    if _POISON and _POISON in words:
        raise Poisoned
    if _FATAL and _FATAL in words:
        _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
