"""Everything invented that is there from the beginning, as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def read(name: str) -> Any:
    """Return what a file here holds, fresh: the reader may change it."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
