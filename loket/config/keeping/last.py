"""When this desk was backed up last, noted in the data folder for the doctor."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from loket.config.env import settings
from loket.lib import clock

FILE = "last-backup.json"


class Last(msgspec.Struct):
    """The last backup that was whole."""

    made_at: datetime
    path: str
    size_bytes: int


def note(path: Path, size_bytes: int) -> None:
    """Note a backup that is whole."""
    made = Last(clock.now(), str(path.resolve()), size_bytes)
    fresh = settings().data_dir / f".{FILE}"
    fresh.write_bytes(msgspec.json.encode(made))
    fresh.replace(settings().data_dir / FILE)


def known() -> Last | None:
    """Return the last backup, None if there was none."""
    try:
        noted = (settings().data_dir / FILE).read_bytes()
        return msgspec.json.decode(noted, type=Last)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
