"""Requests about data: two people, three days, and what they are shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.contacts import requests
from loket.contacts.models import DataRequest, RequestKind
from loket.contacts.subjects import Subject
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.models import Alarm
from loket.subjects import deadlines, erasing, preview
from tests.subjects.conftest import BUDI, DEWI, HEAD, NOW, RINA, SITI, propose


def request(number):
    return DataRequest.objects.get(id=number)


def test_nobody_approves_their_own(siti, office):
    number = propose(office, siti)

    with pytest.raises(requests.OwnRequest):
        erasing.approve(number, DEWI, NOW)
    erasing.approve(number, HEAD, NOW)
    with pytest.raises(requests.NotPossible):
        erasing.approve(number, HEAD, NOW)


def test_a_copy_that_nobody_took_is_approved_in_vain(siti, office):
    number = propose(office, siti, kind=RequestKind.EXPORT)
    requests.approve(number, HEAD, NOW)

    assert requests.give_back_lapsed(NOW + timedelta(hours=23)) == 0
    assert requests.give_back_lapsed(NOW + timedelta(hours=24)) == 1
    assert (request(number).state, request(number).approved_by) == ("proposed", None)


def test_three_days_without_an_answer_raise_an_alarm(siti, office):
    propose(office, siti)
    deadlines.watch(NOW + timedelta(hours=71))
    assert not Alarm.objects.exists()

    deadlines.watch(NOW + timedelta(hours=72))
    assert Alarm.objects.get(settled_at=None).kind == AlarmKind.DATA_REQUEST
    DataRequest.objects.update(settled_at=NOW, state="refused")
    deadlines.watch(NOW + timedelta(hours=73))
    assert not Alarm.objects.filter(settled_at=None).exists()


def test_the_preview_names_what_goes_and_what_must_end(
    siti, budi, book, office, keyring
):
    book(siti, SITI, service="past", days=-3)
    coming = book(siti, SITI, RINA)
    book(budi, BUDI, SITI, service="lain")
    subject = Subject(siti, office.agency_id)

    made = preview.of(subject, [], {office.id}, keyring, NOW)

    assert dict(made.goes)["bookings"] == 2
    assert [row["code"] for row in made.coming] == [coming.code]
    named = {one.name: (len(one.ids), one.elsewhere) for one in made.booked}
    assert named == {"Siti Aminah": (2, 1), "Rina Wati": (1, 0)}
    assert not preview.of(subject, [], set(), keyring, NOW).booked
