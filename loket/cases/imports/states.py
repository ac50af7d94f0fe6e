"""The life of an uploaded table, all moves in one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ImportState(StrEnum):
    """Where an uploaded table stands."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


MOVES: Mapping[ImportState, frozenset[ImportState]] = {
    ImportState.UPLOADED: frozenset({ImportState.CHECKING, ImportState.FAILED}),
    ImportState.CHECKING: frozenset({ImportState.CHECKED, ImportState.FAILED}),
    ImportState.CHECKED: frozenset({ImportState.CHECKING, ImportState.RUNNING}),
    ImportState.RUNNING: frozenset({ImportState.DONE, ImportState.FAILED}),
    ImportState.DONE: frozenset({ImportState.UNDOING}),
    ImportState.UNDOING: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
    ImportState.FAILED: frozenset({ImportState.UNDOING}),
}

AT_WORK = frozenset({ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING})
