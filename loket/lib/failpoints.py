"""
Named points at which a test can kill the process, to show that nothing is lost.

`LOKET_FAILPOINT=name` kills at the first pass of that point, as `kill -9` would.
Without the variable a point costs one comparison.
"""

from __future__ import annotations

import os
import signal

_ARMED = os.environ.get("LOKET_FAILPOINT", "")


def reach(name: str) -> None:
    """Die here, if this is the point."""
    if _ARMED and name == _ARMED:
        os.kill(os.getpid(), signal.SIGKILL)
