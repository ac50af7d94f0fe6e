"""A bar that shows how much of a long command is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from loket.config.cli_common import err


class Bar:
    """Shows how much is done."""

    def __init__(self, progress: Progress, what: str) -> None:
        self._progress = progress
        self._task = progress.add_task(what, total=None)

    def of(self, total: int) -> None:
        """Say how much there is to do."""
        self._progress.update(self._task, total=total)

    def advance(self, count: int) -> None:
        """Say how much was done since last time."""
        self._progress.advance(self._task, count)


@contextmanager
def bar(what: str) -> Iterator[Bar]:
    """Show a bar meanwhile, on the terminal's error stream."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        yield Bar(progress, what)
