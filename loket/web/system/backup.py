"""
When the data was last copied away, as `loket backup` leaves it written.

It is one small JSON file in the data folder; another way of copying may write the
same. A file that is missing or cannot be read says that nobody knows.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

FILE = "last-backup.json"


class Backup(msgspec.Struct, frozen=True):
    """The last backup that was whole; 0 bytes if nobody knows its size."""

    made_at: datetime
    size_bytes: int = 0

    def age(self, now: datetime) -> timedelta:
        """Return how long ago it was made."""
        return now - self.made_at


def last(folder: Path) -> Backup | None:
    """Return what is known of the last backup, None if nothing is."""
    try:
        noted = (folder / FILE).read_bytes()
        found = msgspec.json.decode(noted, type=Backup)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.made_at.tzinfo else None
