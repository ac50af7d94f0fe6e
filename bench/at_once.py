"""The same work over several connections at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from typing import TypeVar

T = TypeVar("T")
CONNECTIONS = 2

Opened = AbstractContextManager[Callable[[T], None]]


def seconds(pieces: Sequence[T], opened: Callable[[], Opened[T]]) -> float:
    """
    Return how long it takes to have all pieces done; each connection gets as many.

    :param opened: opens one, and yields what does a piece over it; not measured
    """
    shares = [pieces[n::CONNECTIONS] for n in range(CONNECTIONS)]
    with ExitStack() as stack:
        doers = [stack.enter_context(opened()) for _ in shares]
        pool = stack.enter_context(ThreadPoolExecutor(CONNECTIONS))
        began = time.perf_counter()
        list(pool.map(_work, doers, shares))
        return time.perf_counter() - began


def _work(do: Callable[[T], None], share: Sequence[T]) -> None:
    for piece in share:
        do(piece)
