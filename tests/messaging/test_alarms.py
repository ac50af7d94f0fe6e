"""Alarms are open once, counted, and settled when all is well."""

import pytest
from django.utils import translation

from loket.messaging import alarms
from loket.messaging.alarm_kinds import KINDS, AlarmKind
from loket.messaging.alarms import Raised
from loket.messaging.models import Alarm
from loket.offices.models import Agency, Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(db):
    return Agency.objects.create(slug="a", name="A")


def test_an_alarm_is_raised_once_and_counted(agency):
    assert alarms.raise_alarm(AlarmKind.TOKEN, "account:1", "190 old", agency.id)
    assert not alarms.raise_alarm(AlarmKind.TOKEN, "account:1", "190 new", agency.id)

    (alarm,) = alarms.open_alarms(agency.id)
    assert (alarm.times, alarm.detail) == (2, "190 new")


def test_a_settled_alarm_can_be_raised_anew(agency):
    alarms.raise_alarm(AlarmKind.TOKEN, "account:1", "", agency.id)
    assert alarms.settle(AlarmKind.TOKEN, "account:1")
    assert not alarms.settle(AlarmKind.TOKEN, "account:1")
    assert alarms.open_alarms(agency.id) == []

    assert alarms.raise_alarm(AlarmKind.TOKEN, "account:1", "", agency.id)
    assert Alarm.objects.count() == 2


def test_an_agency_sees_its_own_alarms_and_those_of_the_whole_desk(agency):
    other = Agency.objects.create(slug="b", name="B")
    alarms.raise_alarm(AlarmKind.LAG, "desk")
    alarms.raise_alarm(AlarmKind.TOKEN, "account:1", "", other.id)

    assert [one.kind for one in alarms.open_alarms(agency.id)] == [AlarmKind.LAG]


def test_one_subject_raised_twice_at_once_is_one_alarm(agency):
    twice = [Raised(AlarmKind.SPAM, "account:1", "", agency.id)] * 2

    assert alarms.raise_alarms(twice) == 1
    assert alarms.raise_alarms([]) == 0


@pytest.mark.parametrize("kind", AlarmKind)
def test_every_alarm_says_cause_and_remedy_in_both_languages(kind):
    words = KINDS[kind][:3]

    with translation.override("en"):
        english = [str(it) for it in words]
    with translation.override("id"):
        indonesian = [str(it) for it in words]

    assert all(english)
    assert not set(english) & set(indonesian)


@pytest.mark.parametrize("kind", AlarmKind)
def test_every_alarm_has_somebody_whose_work_it_is(kind):
    assert KINDS[kind].owner in (Duty.ADMINISTRATOR, Duty.HEAD)
