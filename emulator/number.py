"""What the platform keeps about the business number beside its talks."""

from __future__ import annotations

import re
from typing import Any

from emulator import seeds
from emulator.wire import Json

# What the number's node shows in a state of the account, instead of the usual.
# Source: Meta, phone number node, "status"; read November 2026.
STATUS = {
    "locked": "RESTRICTED",
    "banned": "BANNED",
    "restricted": "RATE_LIMITED",
    "unregistered": "DISCONNECTED",
}

PIN = re.compile(r"[0-9]{6}")

# The code with which an office shows that a number is its own. Nothing real is sent.
CODE = "123456"


class Number:
    """Profile, settings, people blocked, files half uploaded."""

    def __init__(self) -> None:
        self.profile: Json = seeds.read("profile.json")
        self.settings: Json = seeds.read("settings.json")
        self.blocked: set[str] = set()
        self.uploads: dict[str, bytearray] = {}
        self.pin = ""
        self.quality = "GREEN"
        self.throughput = "STANDARD"
        self.is_subscribed = True
        self.events: list[dict[str, Any]] = seeds.read("events.json")
