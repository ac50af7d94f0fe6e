"""
When the data was last copied away, as the copying itself left it written.

Who copies writes one small JSON file into the data folder; another way of copying may
write the same. A file that is missing or cannot be read says that nobody knows.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

FILE = "last-backup.json"


class Backup(NamedTuple):
    """When it was, whether it went well, and its size; 0 bytes if nobody knows."""

    at: datetime
    is_good: bool
    size_bytes: int

    def age(self, now: datetime) -> timedelta:
        """Return how long ago it was."""
        return now - self.at


def last(folder: Path) -> Backup | None:
    """Return what is known of the last backup, None if nothing is."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(said["at"])
        size = int(said.get("bytes", 0))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Backup(at, bool(said.get("ok", True)), size) if at.tzinfo else None
