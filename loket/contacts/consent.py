"""
What people want of us, noted: silence, words again, or to be forgotten.

STOP ends only what an office starts by itself; questions are still answered (Meta,
WhatsApp Business Messaging Policy: every opt-out is honoured; read 23 November 2026).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from loket.contacts.queries import QUERIES, stopped
from loket.lib import audit, sql
from loket.lib.audit import Entry


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody's stop, or their leave to go on."""

    contact_id: UUID
    account_id: int
    is_stopped: bool
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Erasure:
    """Somebody who wants their data erased."""

    agency_id: int
    contact_id: UUID
    asked_at: datetime


def say(said: Sequence[Word]) -> set[UUID]:
    """
    Note stops and starts, in the order in which they were said; return the contacts
    for whom that was news.
    """
    before = stopped({one.contact_id for one in said})
    records = sql.rows(
        {
            "contact_id": one.contact_id,
            "account_id": one.account_id,
            "is_stopped": one.is_stopped,
            "said_at": one.said_at,
        }
        for one in said
    )
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["say"], [records])
    return {
        one.contact_id for one in said if one.is_stopped != (one.contact_id in before)
    }


def ask_erasure(asked: Sequence[Erasure]) -> set[UUID]:
    """Note requests for erasure; return the contacts that had none open before."""
    records = sql.rows(
        {
            "agency_id": one.agency_id,
            "contact_id": one.contact_id,
            "asked_at": one.asked_at,
        }
        for one in asked
    )
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["ask_erasure"], [records])
    return {contact for (contact,) in found}


def settle_erasure(contact_id: UUID, now: datetime) -> bool:
    """Note that a request was dealt with; False if none is open."""
    values = {"contact": contact_id, "at": now}
    with transaction.atomic(), connection.cursor() as cursor:
        settled = sql.fetch(cursor, QUERIES["settle_erasure"], values)
        who = str(contact_id)
        audit.record(
            cursor, (Entry("erasure.settled", who, agency) for (agency,) in settled)
        )
    return bool(settled)
