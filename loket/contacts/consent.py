"""
What people want of us, noted: silence, or words again.

STOP ends only what an office starts by itself; questions are still answered (Meta,
WhatsApp Business Messaging Policy: every opt-out is honoured; read 23 November 2026).
The switch in the app itself, and code 131050, are about marketing alone; notices of
somebody's own booking go on (Meta, "user_preferences webhook reference", 21 May 2026).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from loket.contacts.models_consent import Topic
from loket.contacts.queries import QUERIES, stopped_just
from loket.lib import sql


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody's stop, or their leave to go on."""

    contact_id: UUID
    account_id: int
    is_stopped: bool
    said_at: datetime
    topic: Topic = Topic.NOTICES


def say(said: Sequence[Word]) -> set[UUID]:
    """
    Note stops and starts, in the order in which they were said; return the contacts
    for whom that was news.
    """
    people = {one.contact_id for one in said}
    topics = {one.topic for one in said}
    before = {
        (contact, topic)
        for topic in topics
        for contact in stopped_just(people, {topic})
    }
    records = sql.rows(
        {
            "contact_id": one.contact_id,
            "account_id": one.account_id,
            "topic": one.topic.value,
            "is_stopped": one.is_stopped,
            "said_at": one.said_at,
        }
        for one in said
    )
    with connection.cursor() as cursor:
        cursor.execute(QUERIES["say"], [records])
    return {
        one.contact_id
        for one in said
        if one.is_stopped != ((one.contact_id, one.topic) in before)
    }
