"""Reading what people want of us."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from loket.contacts.models_consent import Topic
from loket.lib import sql

QUERIES = sql.beside(__file__, "consent")


@dataclass(frozen=True, slots=True)
class Stop:
    """Somebody's stop that holds."""

    contact_id: UUID
    topic: Topic
    said_at: datetime


def stopped(contact_ids: Collection[UUID], topic: Topic = Topic.NOTICES) -> set[UUID]:
    """
    Return those who want to hear nothing of a topic that an office starts by itself.
    A stop of all notices ends marketing, too; one of marketing ends nothing else.
    """
    return stopped_just(contact_ids, {Topic.NOTICES, topic})


def stopped_just(contact_ids: Collection[UUID], topics: Collection[Topic]) -> set[UUID]:
    """Return those whose last word on one of these topics, and no other, was stop."""
    if not contact_ids:
        return set()
    values = {"ids": list(contact_ids), "topics": [topic.value for topic in topics]}
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["stopped"], values)
    return {contact for (contact,) in found}


def stops(agency_id: int, limit: int) -> list[Stop]:
    """Return the stops that hold in an agency, the newest first."""
    values = {"agency": agency_id, "limit": limit}
    with connection.cursor() as cursor:
        found = sql.fetch(cursor, QUERIES["stopped_of_agency"], values)
    return [Stop(contact, Topic(topic), at) for contact, topic, at in found]
