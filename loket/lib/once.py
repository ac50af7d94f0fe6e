"""
Reading once, in one batch of work, what several of its steps want to know.

Offices, services and release rules are asked for by many commands of one batch of
turns. Each of these statements is cheap, but the thread that waits for it gets its turn
again only milliseconds later; measured, that was a seventh of a busy worker's time.
What was read is forgotten with the batch, so nobody sees it later than this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_kept: ContextVar[dict[Any, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def in_batch() -> Iterator[None]:
    """Let what is read inside be read once."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def read(query: Callable[P, R]) -> Callable[P, R]:
    """
    Mark a query that a batch asks once for each set of arguments; outside of a batch
    it is asked each time. Its result is shared, so nobody may change it.
    """

    @wraps(query)
    def ask(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return query(*args, **kwargs)
        key = (query, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = query(*args, **kwargs)
        found: R = kept[key]
        return found

    return ask
