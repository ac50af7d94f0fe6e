"""What was delivered and what was asked of us, for tests and curious people."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from emulator.payloads import Update
from emulator.wire import Json

ATTEMPTS_KEPT = 20
ITEMS_SHOWN = 50
LARGEST_BODY_KEPT = 16 * 1024
HTTP_OK = 200


@dataclass(slots=True)
class Attempt:
    """One try to hand over a delivery. `status` is 0 if there was no answer."""

    at: float = field(default_factory=time.time)
    status: int = 0
    ms: float = 0.0
    error: str = ""

    def ended(self, status: int = 0, error: str = "") -> Attempt:
        """Note how it ended, and how long that took."""
        self.status, self.error = status, error
        self.ms = round((time.time() - self.at) * 1000, 2)
        return self


class Delivery:
    """One POST to the webhook, with all its attempts."""

    def __init__(self, number: int, updates: Sequence[Update], body: bytes) -> None:
        self.number = number
        self.at = time.time()
        self.items = [
            {"id": update.body.get("id", ""), "kind": update.kind, "key": update.key}
            for update in updates[:ITEMS_SHOWN]
        ]
        self.count = len(updates)
        self.size = len(body)
        self.body = body if len(body) <= LARGEST_BODY_KEPT else b""
        self.attempts: deque[Attempt] = deque(maxlen=ATTEMPTS_KEPT)
        self.tries = 0
        self.is_delivered = False
        self.is_given_up = False

    @property
    def state(self) -> str:
        """Where it stands: waiting, delivered, or given up."""
        if self.is_given_up:
            return "given_up"
        return "delivered" if self.is_delivered else "waiting"

    def add(self, attempt: Attempt) -> None:
        """Note an attempt. Only 200 counts as success."""
        self.attempts.append(attempt)
        self.tries += 1
        self.is_delivered = attempt.status == HTTP_OK

    def shown(self, *, with_body: bool) -> Json:
        """Return the delivery for the control API."""
        entry: Json = {
            "id": self.number,
            "at": self.at,
            "state": self.state,
            "items": self.items,
            "count": self.count,
            "size": self.size,
            "tries": self.tries,
            "attempts": [asdict(attempt) for attempt in self.attempts],
        }
        if with_body:
            entry["body"] = self.body.decode("ascii")
        return entry


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the Graph endpoints. `status` is 0 if we did not answer."""

    at: float
    method: str
    path: str
    status: int
    ms: float
    code: int = 0
    fault: str = ""
