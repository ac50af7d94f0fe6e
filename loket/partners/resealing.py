"""Boxes of this room."""

from __future__ import annotations

from loket.lib.resealing import Boxes, Column
from loket.partners import subscriptions


def boxes() -> list[Boxes]:
    """Return all kinds of boxes of this room."""
    return [
        Column(
            "secrets of webhooks",
            "partners_subscription",
            "secret_sealed",
            lambda id_, _: subscriptions.context(id_),
            id_type="bigint",
        )
    ]
