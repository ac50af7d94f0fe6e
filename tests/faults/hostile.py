"""
Bodies that nobody should send: real shapes with something broken in them, the same
for the same seed.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from tests.channels.whatsapp.payloads import (
    BUSINESS,
    MESSAGES,
    NUMBER,
    OTHERS,
    became,
    said,
    status,
)
from tests.channels.whatsapp.test_shapes_of_2026 import SHAPES
from tests.desk import deliveries

TREES: list[dict[str, Any]] = [
    *(said(item) for item, *_ in MESSAGES.values()),
    *(tree for tree, *_ in OTHERS.values()),
    *(tree for tree, _ in SHAPES.values()),
    *(became(status(word)) for word in ("sent", "delivered", "read", "failed")),
]
NASTY: list[Any] = [
    None, True, 0, -1, 1.5, 10**30, "", " ", "\0", "\ud800", "9" * 40, "x" * 70_000,
    [], {}, [[]], [{}], {"": ""}, [None] * 50, "wamid.1", "text", "'; drop table x; --",
    "<script>", "9901014112900042", "../../etc/passwd", "\u202e", "á" * 300,
]  # fmt: skip
MOST_CHANGES = 3


def bodies(count: int, seed: int) -> Iterator[bytes]:
    """Yield so many bodies, each for our number and with ids of its own."""
    chance = random.Random(seed)
    for number in range(count):
        tree = copy.deepcopy(chance.choice(TREES))
        for _ in range(chance.randint(0, MOST_CHANGES)):
            _change(tree, chance)
        yield _bytes(tree, number, chance)


def _bytes(tree: Any, number: int, chance: random.Random) -> bytes:
    text = json.dumps(tree).replace("wamid.", f"wamid.{number}.")
    text = text.replace(NUMBER, deliveries.NUMBER)
    raw = text.replace(BUSINESS, deliveries.BUSINESS).encode()
    if chance.random() < 0.9:
        return raw
    at = chance.randrange(len(raw))
    return raw[:at] + chance.randbytes(chance.randint(0, 4)) + raw[at + 1 :]


def _change(tree: Any, chance: random.Random) -> None:
    """Put something nasty in a random place, take it away, or double it."""
    holder = tree
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            return
        key = chance.choice(keys)
        inner = holder[key]
        if not isinstance(inner, dict | list) or chance.random() < 0.25:
            break
        holder = inner
    deed = chance.random()
    if deed < 0.7:
        holder[key] = copy.deepcopy(chance.choice(NASTY))
    elif deed < 0.85:
        del holder[key]
    elif isinstance(holder, list):
        holder.append(copy.deepcopy(inner))
