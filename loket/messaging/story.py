"""
The story of a message in the log: each line carries the id of the event that began it.

`grep ID` finds what was received, answered, sent and delivered. What an office says by
itself begins with the message, so its own id stands there. There are ids, numbers and
words of ours in a line, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from loket.lib import logs

Outcome = tuple[UUID, UUID, UUID | None]
"""The talk of a message, the message, and the event that it answers."""


def of_event(id_: UUID) -> str:
    """Name an event."""
    return f"trace={id_}"


def of_message(id_: UUID, cause: UUID | None = None) -> str:
    """Name a message of ours, and what it answers."""
    return f"trace={cause or id_} message={id_}"


def later(event: str, lines: Callable[[], Iterable[str]]) -> None:
    """Tell once the transaction has been committed; not at all if it is not."""
    transaction.on_commit(partial(_tell, event, lines))


def _tell(event: str, lines: Callable[[], Iterable[str]]) -> None:
    logs.story(event, lines())


def outcomes(event: str, found: Sequence[Outcome], more: str = "") -> None:
    """Tell what became of messages, after the commit."""
    later(event, lambda: [f"{of_message(m, c)}{more}" for _, m, c in found])


def written(messages: Iterable[tuple[UUID, UUID]]) -> None:
    """Tell after the commit what the office says by itself: (message, talk)."""
    kept = list(messages)
    later("written", lambda: [f"{of_message(m)} talk={talk}" for m, talk in kept])


def unclear(messages: Sequence[UUID], causes: dict[Any, Any]) -> None:
    """Tell of messages of which nobody knows whether they were sent."""
    logs.story("unclear", [of_message(id_, causes.get(id_)) for id_ in messages])
