"""
What the processes write about themselves: one line an event, and nothing of citizens.

A traceback tells where something failed, never with which values: locals, and often
the words of an exception too, repeat what somebody wrote.
"""

from __future__ import annotations

import traceback
from typing import TextIO

import structlog
from structlog.typing import ExcInfo


def configure() -> None:
    """Set up the logs of this process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_where),
        ],
    )


def place_of(failure: BaseException) -> str:
    """Return the type of a failure and the last place it came through."""
    places = traceback.extract_tb(failure.__traceback__)
    where = f" at {places[-1].name}:{places[-1].lineno}" if places else ""
    return f"{type(failure).__module__}.{type(failure).__qualname__}{where}"


def _where(out: TextIO, exc_info: ExcInfo) -> None:
    """Write the places a failure came through and its type."""
    kind, _, trace = exc_info
    places = traceback.extract_tb(trace)
    lines = [f"  {place.filename}:{place.lineno} {place.name}" for place in places]
    out.write("\n" + "\n".join([*lines, f"  {kind.__module__}.{kind.__qualname__}"]))
