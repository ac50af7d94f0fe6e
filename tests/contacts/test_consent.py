"""STOP and its end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from loket.contacts import consent, queries
from loket.contacts.consent import Word
from loket.contacts.models import Consent, Contact
from loket.contacts.models_consent import Topic
from loket.lib import ids

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    contacts = [
        Contact.objects.create(id=ids.new(), agency_id=1, first_seen_at=NOW)
        for _ in range(3)
    ]
    return [contact.id for contact in contacts]


def stop(contact):
    return Word(contact, 1, True, NOW)


def start(contact):
    return Word(contact, 1, False, NOW)


def test_nobody_has_stopped_at_first(people):
    assert queries.stopped(people) == set()
    assert queries.stopped([]) == set()


def test_the_last_word_counts_and_all_are_kept(people):
    siti, budi, rina = people
    assert consent.say([stop(siti), stop(budi)]) == {siti, budi}
    assert consent.say([start(siti), stop(budi)]) == {siti}
    consent.say([stop(siti), start(siti)])

    assert queries.stopped([siti, budi, rina]) == {budi}
    assert Consent.objects.count() == 6


def test_marketing_and_notices_are_stopped_apart(people):
    siti, budi, _ = people
    consent.say([stop(siti), Word(budi, 1, True, NOW, Topic.MARKETING)])

    assert queries.stopped(people) == {siti}
    assert queries.stopped(people, Topic.MARKETING) == {siti, budi}
    assert {(s.contact_id, s.topic) for s in queries.stops(1, 10)} == {
        (siti, Topic.NOTICES),
        (budi, Topic.MARKETING),
    }
    # "Resume" in the app is no leave to remind of bookings again.
    consent.say([Word(siti, 1, False, NOW, Topic.MARKETING)])
    assert queries.stopped(people) == {siti}
