"""
Where a list goes on: after a moment and an id, so that reading on misses nothing and
costs the same on every page.
"""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from uuid import UUID

from loket.api.problems import Problem

FIRST = UUID(int=0)
BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def write(at: datetime, id_: UUID) -> str:
    """Return the place after a thing, as others keep it without reading it."""
    packed = f"{at.astimezone(UTC).isoformat()} {id_}"
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read(place: str | None) -> tuple[datetime, UUID] | None:
    """
    Return what `write` put in.

    :raises Problem: if it was not made by us
    """
    if place is None:
        return None
    try:
        packed = base64.urlsafe_b64decode(place + "=" * (-len(place) % 4)).decode()
        at, _, id_ = packed.partition(" ")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("zone")
        return moment, UUID(id_)
    except (ValueError, binascii.Error):
        raise Problem("not_found", reason="after") from None
