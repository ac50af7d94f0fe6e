"""
People whom nothing of ours reaches, as far as refusals tell.

The codes are the provider's own (Meta, WhatsApp Cloud API, "Error codes", read
23 November 2026). It does not tell who has blocked a number: they are among those to
whom nothing can be delivered. What arrives, or is written by them, takes it back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import connection

from loket.lib import sql

QUERIES = sql.beside(__file__, "unreachable")

UNDELIVERABLE = 131026
NEEDED: Mapping[int, int] = {UNDELIVERABLE: 2, 130497: 1, 131030: 1}
"""Code -> after how many refusals it counts. One that cannot be delivered may be the
provider's own trouble; a country or a test number is not."""


class Unreachable(msgspec.Struct, frozen=True):
    """Somebody whom nothing reaches: by which code, how often and when last."""

    talk: UUID
    contact_id: UUID
    code: int
    times: int
    last_at: datetime


def of_agency(agency_id: int, limit: int) -> list[Unreachable]:
    """Return whom an agency cannot reach, those noticed last first."""
    values = {"agency": agency_id, "codes": list(NEEDED), "limit": limit}
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["refused_talks"], values)
    return among([talk for (talk,) in found])


def among(talks: Collection[UUID]) -> list[Unreachable]:
    """Return those of these talks whose person cannot be reached."""
    if not talks:
        return []
    values = {"talks": list(talks), "codes": list(NEEDED)}
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["refused_since"], values)
    rows = [Unreachable(*row) for row in found]
    return [one for one in rows if one.times >= NEEDED[one.code]]
