"""
What the processes write about themselves: one line an event, as `key=value`, and
nothing of citizens.

A traceback tells where something failed, never with which values: locals, and often
the words of an exception too, repeat what somebody wrote. The same holds for what
libraries say: of them only words that stand in their code are kept, and the place.

What happens to a message is told by `story`, each line under the id of the event that
began it (`trace`). It is written for many messages at once and by hand, because a
renderer for each would cost more than reading a delivery.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict

from loket.lib import clock

BY_LIBRARY = "said by a library"
_state = {"tells": False}


def configure(*quiet: str) -> None:
    """Set up the logs of this process; the loggers named `quiet` say nothing."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _name_failure,
            structlog.processors.LogfmtRenderer(key_order=["at", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    logging.basicConfig(handlers=[_Libraries()], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
    for name in quiet:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    sys.excepthook = _ended
    threading.excepthook = _thread_ended
    _state["tells"] = True


def story(event: str, lines: Iterable[str]) -> None:
    """
    Write one line for each of many things that happened at once.

    :param lines: `key=value` pairs of ids, numbers and words of ours; never words that
        came from outside
    """
    if not _state["tells"]:
        return
    now = clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    head = f"at={now} level=info event={event} "
    text = "".join([f"{head}{line}\n" for line in lines])
    if text:
        sys.stdout.write(text)
        sys.stdout.flush()


def place_of(failure: BaseException) -> str:
    """Return the type of a failure and the last place it came through."""
    places = traceback.extract_tb(failure.__traceback__)
    where = f" at {places[-1].name}:{places[-1].lineno}" if places else ""
    return f"{_type_of(type(failure))}{where}"


def places_of(trace: TracebackType | None) -> str:
    """Return all places a failure came through, the last one last."""
    places = traceback.extract_tb(trace)
    return " > ".join(f"{it.filename}:{it.lineno}:{it.name}" for it in places)


def _type_of(kind: type[BaseException]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _name_failure(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Put the type of a failure and its places in the stead of its words."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    elif isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if found and found[0] is not None:
        event["failure"] = _type_of(found[0])
        event["places"] = places_of(found[2])
    return event


class _Libraries(logging.Handler):
    """Passes on what libraries say through Python's own logs, without its values."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the pattern of a record; words without gaps may have been filled in."""
        is_pattern = bool(record.args) and isinstance(record.msg, str)
        structlog.get_logger().log(
            record.levelno,
            record.msg if is_pattern else BY_LIBRARY,
            library=record.name,
            place=f"{record.module}:{record.lineno}:{record.funcName}",
            exc_info=record.exc_info,
        )


def _ended(
    kind: type[BaseException], failure: BaseException, _: TracebackType | None
) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        structlog.get_logger().critical("process ended", exc_info=failure)


def _thread_ended(end: threading.ExceptHookArgs) -> None:
    structlog.get_logger().critical(
        "thread ended",
        thread=end.thread.name if end.thread else "",
        exc_info=end.exc_value,
    )
