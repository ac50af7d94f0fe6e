"""Talks that go back to the machine by themselves, because no officer is there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db import connection, transaction

from loket.lib import sql
from loket.lib.live import changes
from loket.messaging.conversations import QUERIES, WINDOW, topic

# An officer who stays longer, or answers an alarm at night, is not interrupted.
ACTIVE_FOR = timedelta(minutes=30)


class Returned(msgspec.Struct, frozen=True):
    """A talk that the machine has again, and how it can be told so."""

    id: UUID
    account_id: int
    contact_id: UUID
    agency_id: int
    version: int
    language: str
    last_inbound_at: datetime


def forgotten(now: datetime) -> int:
    """
    Give talks back in which neither side wrote for 24 hours; return how many. Those
    whose last words have no answer wait for a person again.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        values = {"before": now - WINDOW, "at": now}
        found = sql.fetch(cursor, QUERIES["forgotten"], values)
        changes.record(cursor, {topic(agency) for _, agency in found})
        changes.record(cursor, (f"conversation:{talk}" for talk, _ in found))
    return len(found)


def agencies_with_staff() -> set[int]:
    """Return the agencies in which officers have talks now."""
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["agencies_with_staff"])
    return {agency for (agency,) in found}


def after_hours(agencies: Collection[int], now: datetime) -> list[Returned]:
    """
    Give back the talks of agencies whose officers have gone home, in the transaction
    of the caller. Those whose last words have no answer wait for a person again.
    """
    values = {"agencies": list(agencies), "active": now - ACTIVE_FOR, "at": now}
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["after_hours"], values)
        talks = [Returned(*row) for row in found]
        changes.record(cursor, {topic(talk.agency_id) for talk in talks})
        changes.record(cursor, (f"conversation:{talk.id}" for talk in talks))
    return talks
