"""How much room is left where the data lies."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

# PostgreSQL stops when it cannot write its log; the first bound is a day of a busy
# desk (measured: 1.6 KB of log and 1.5 KB of row a message, 300,000 messages).
LEAST_FREE_BYTES = 1_000_000_000
COMFORTABLE_FREE_BYTES = 5_000_000_000


class Room(NamedTuple):
    """The folder that was looked at, and the bytes of its disk."""

    folder: Path
    free_bytes: int
    size_bytes: int


def room(folder: Path) -> Room:
    """Return the room at a folder, or where it will be made."""
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    usage = shutil.disk_usage(existing)
    return Room(existing, usage.free, usage.total)
