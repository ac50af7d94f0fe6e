"""
What a citizen's page shows: only what concerns the offices of the one who looks.

The talk is the agency's and shown to all who may answer in it; bookings and notices of
another office are left out without a word, since their number would already tell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import translation

from loket.bookings import of_person as bookings
from loket.contacts import of_person as contacts
from loket.contacts import requests
from loket.contacts.subjects import Facts, Subject, Table
from loket.lib import audit
from loket.lib.audit import Entry
from loket.lib.clock import HOME_ZONE
from loket.lib.crypto import Keyring
from loket.messaging import of_person as messaging
from loket.messaging import unreachable
from loket.messaging.models import Conversation
from loket.offices import queries as offices
from loket.offices.models import Office
from loket.web.people import words

LAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A stop, or leave to go on: the words, when, and what was said in spite of it."""

    is_stopped: bool
    at: datetime
    words: str
    until: datetime
    said_since: int


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking with its people, in the words of the page."""

    row: Facts
    office: str
    zone: str
    service: str
    state: str
    people: Sequence[Facts]
    markings: Sequence[Mapping[str, Any]]
    is_coming: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Everything on the page."""

    subject: Subject
    name: str
    username: str
    first_seen_at: datetime | None
    identities: Table
    consents: Sequence[Word]
    talks: Table
    said: Table
    coming: Sequence[Booked]
    past: Sequence[Booked]
    notices: Sequence[Facts]
    files: Table
    requests: Sequence[Facts]
    doubles: int
    is_unreachable: bool
    zone: str


def of(subject: Subject, at: Collection[Office], now: datetime) -> Person:
    """Return what is known of a citizen at these offices."""
    keyring: Keyring = settings.LOKET_KEYRING()
    here = {office.id: office for office in at}
    profile = next(iter(contacts.profile(subject)), {})
    booked = _booked(subject, here, keyring, now)
    first = next(iter(here.values()), None)
    return Person(
        subject=subject,
        name=profile.get("name") or _first_name(booked),
        username=profile.get("username", ""),
        first_seen_at=profile.get("first_seen_at"),
        identities=_identities(subject),
        consents=_consents(subject),
        talks=messaging.talks(subject, keyring),
        said=messaging.messages(subject, LAST_WORDS)[::-1],
        coming=[one for one in booked if one.is_coming][::-1],
        past=[one for one in booked if not one.is_coming],
        notices=_notices(subject, here),
        files=messaging.files(subject),
        requests=_requests(subject),
        doubles=len(contacts.doubles(subject)),
        is_unreachable=_is_unreachable(subject),
        zone=first.zone if first else HOME_ZONE,
    )


def record(subject: Subject, at: Collection[Office]) -> None:
    """Note that somebody looked."""
    seen = {"offices": sorted(office.id for office in at)}
    entry = Entry("person.seen", str(subject.id), subject.agency_id, details=seen)
    with connection.cursor() as cursor:
        audit.record(cursor, [entry])


def _first_name(booked: Sequence[Booked]) -> str:
    return next((str(one["name"]) for it in booked for one in it.people), "")


def _identities(subject: Subject) -> Table:
    return [
        {**row, "kind_words": words.IDENTITIES[row["kind"]]}
        for row in contacts.identities(subject)
    ]


def _consents(subject: Subject) -> list[Word]:
    rows = contacts.consents(subject)
    said = messaging.words_at(subject, [row["said_at"] for row in rows])
    return [
        Word(
            is_stopped=row["is_stopped"],
            at=row["said_at"],
            words=said.get(row["said_at"], ""),
            until=row["said_at"] + requests.DUE,
            said_since=messaging.said_since(subject, row["said_at"])
            if row["is_stopped"] and not place
            else 0,
        )
        for place, row in enumerate(rows)
    ]


def _booked(
    subject: Subject, here: Mapping[int, Office], keyring: Keyring, now: datetime
) -> list[Booked]:
    language = translation.get_language() or "id"
    services = offices.services()
    people = bookings.booked_people(subject, keyring)
    markings = bookings.markings(subject)
    return [
        Booked(
            row=row,
            office=here[row["office_id"]].name,
            zone=here[row["office_id"]].zone,
            service=services[row["service_id"]].names.get(language, ""),
            state=str(words.BOOKINGS[row["state"]]),
            people=[it for it in people if it["booking_id"] == row["id"]],
            markings=[
                {**it, "words": words.BOOKINGS[it["after"]]}
                for it in markings
                if it["booking_id"] == row["id"]
            ],
            is_coming=row["starts_at"] > now - timedelta(hours=1)
            and row["state"] in ("held", "booked", "arrived"),
        )
        for row in bookings.bookings(subject)
        if row["office_id"] in here
    ]


def _notices(subject: Subject, here: Collection[int]) -> list[Facts]:
    return [
        {
            **row,
            "kind_words": words.NOTICE_KINDS.get(row["kind"], row["kind"]),
            "state_words": words.NOTICES[row["state"]],
            "message_words": words.MESSAGES.get(row["message"], ""),
        }
        for row in messaging.notices(subject)
        if row["office_id"] in here
    ]


def _requests(subject: Subject) -> list[Facts]:
    return [
        {
            **row,
            "kind_words": words.KINDS[row["kind"]],
            "state_words": words.STATES[row["state"]],
            "due_at": row["asked_at"] + requests.DUE,
        }
        for row in contacts.requests(subject)
    ]


def _is_unreachable(subject: Subject) -> bool:
    talks = Conversation.objects.filter(contact_id=subject.id)
    return bool(unreachable.among(list(talks.values_list("id", flat=True))))
