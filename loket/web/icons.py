"""
The icons of the pages, as one file of symbols made from the package's drawings.

Only those named here travel; a test compares the list with the templates. The
address carries a digest, so that browsers may keep the file for ever.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

USED = (
    "activity-heartbeat", "adjustments", "alert-circle", "alert-triangle",
    "arrow-back-up", "arrow-right", "arrows-split-2", "building", "cake",
    "calendar-event", "calendar-off", "check", "checks", "chevron-left",
    "chevron-right", "clock", "cloud-download", "coffee",
    "database", "door", "flask", "hand-stop", "hourglass", "inbox", "info-circle",
    "keyboard", "list-check", "lock", "login-2", "logout", "map-pin-check", "menu-2",
    "message-2", "messages", "mood-puzzled", "mood-smile", "moon", "phone", "phone-off",
    "plug-connected-x", "receipt", "refresh", "robot", "search", "send-2", "sun-high",
    "ticket", "trash", "user-check", "user-off", "users", "webhook", "wifi-off", "x",
)  # fmt: skip

FOLDER = (
    Path(__file__).resolve().parents[2] / "node_modules/@tabler/icons/icons/outline"
)
_PATHS = re.compile(r"<(?:path|circle|rect|line|polyline)\b[^>]*/>")
_BACKGROUND = 'stroke="none" d="M0 0h24v24H0z"'


@cache
def sprite() -> str:
    """
    Return all symbols as one SVG.

    :raises OSError: if the npm packages are missing
    """
    symbols = "".join(_symbol(name) for name in USED)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


@cache
def version() -> str:
    """Return a word that changes when the icons do."""
    return hashlib.blake2b(sprite().encode(), digest_size=6).hexdigest()


def _symbol(name: str) -> str:
    drawing = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    lines = [line for line in _PATHS.findall(drawing) if _BACKGROUND not in line]
    return f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(lines)}</symbol>'
