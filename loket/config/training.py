"""
What a training desk set up for itself, kept so that commands in another terminal speak
with the same emulator. It holds words of training only.
"""

from __future__ import annotations

import json
import os

from loket.config.env import settings

FILE = "training.json"
MODE = 0o600
NAMES = (
    "LOKET_DEMO", "LOKET_GRAPH_URL", "LOKET_EMULATOR_URL",
    "LOKET_WHATSAPP_APP_SECRET", "LOKET_WHATSAPP_VERIFY_TOKEN",
)  # fmt: skip


def remember() -> None:
    """Keep the variables of this training desk in its data folder."""
    words = {name: os.environ[name] for name in NAMES}
    path = settings().data_dir / FILE
    path.touch(MODE)
    path.write_text(json.dumps(words), encoding="utf-8")


def recall() -> None:
    """Take the variables of a training desk that are not set; else do nothing."""
    try:
        kept = json.loads((settings().data_dir / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    for name in NAMES:
        os.environ.setdefault(name, str(kept.get(name, "")))
    settings.cache_clear()
