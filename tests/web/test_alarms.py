"""Alarms stand on every page of staff; leading staff see what to do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from loket.messaging import alarms
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.models import Alarm
from loket.offices.models import Agency, Duty

TITLE = "WhatsApp tidak menerima token kita"


@pytest.fixture
def token_alarm(office):
    alarms.raise_alarm(AlarmKind.TOKEN, "account:1", "190: expired", office.agency_id)
    return Alarm.objects.get()


def read(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_the_bar_stands_on_a_page_of_staff(budi, office, token_alarm):
    page = read(budi, "agenda", office.code)

    assert TITLE in page
    assert "loket channel add" in page
    assert reverse("alarms") in page


def test_without_alarms_there_is_no_bar(budi, office):
    assert "Apa yang harus dilakukan" not in read(budi, "agenda", office.code)
    assert "lk-note" not in read(budi, "alarm-bar")


def test_an_officer_sees_the_bar_but_not_the_page(
    client, make_staff, office, token_alarm
):
    client.force_login(make_staff("Ani", Duty.OFFICER, office))
    officer = client

    assert TITLE in read(officer, "alarm-bar")
    assert "Apa yang harus dilakukan" not in read(officer, "alarm-bar")
    assert officer.get(reverse("alarms")).status_code == 404


def test_the_page_says_cause_remedy_and_whose_task_it_is(budi, token_alarm):
    page = read(budi, "alarms")

    assert "190: expired" in page
    assert "Masa berlakunya habis" in page
    assert "Buat token baru" in page
    assert "administrator" in page


def test_the_grave_alarm_comes_first(budi, office, token_alarm):
    alarms.raise_alarm(AlarmKind.BUDGET, "budget:1:0", "", office.agency_id)

    page = read(budi, "alarm-bar")

    assert TITLE in page
    assert "2 peringatan" in page


def test_an_alarm_is_noted_as_mended(budi, token_alarm):
    address = reverse("alarm-settlement", args=[token_alarm.id])

    page = budi.post(address, follow=True).content.decode()
    assert "Dicatat sudah diperbaiki" in page
    assert alarms.open_alarms(token_alarm.agency_id) == []

    again = budi.post(address, follow=True).content.decode()
    assert "sudah ditutup" in again


def test_another_agencys_alarm_is_neither_seen_nor_settled(budi, office):
    other = Agency.objects.create(slug="b", name="B")
    alarms.raise_alarm(AlarmKind.TOKEN, "account:9", "", other.id)
    alarm = Alarm.objects.get()

    assert TITLE not in read(budi, "alarms")
    answer = budi.post(reverse("alarm-settlement", args=[alarm.id]))
    assert answer.status_code == 404
    assert alarms.open_alarms(other.id) == [alarm]
