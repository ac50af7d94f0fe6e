"""Reading what people want of us."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from loket.lib import sql

QUERIES = sql.beside(__file__, "consent")


def stopped(contact_ids: Collection[UUID]) -> set[UUID]:
    """Return those who want to hear nothing that an office starts by itself."""
    if not contact_ids:
        return set()
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["stopped"], [list(contact_ids)])
    return {contact for (contact,) in found}
