"""What we know of templates follows the provider; a lost one raises an alarm."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.channels.outgoing import KnownTemplate
from loket.messaging import alarms, templates
from loket.messaging.alarm_kinds import AlarmKind
from loket.messaging.models import Template
from loket.messaging.templates import Change

BUSINESS = "900"
REMINDER = KnownTemplate("1", "reminder", "id", "UTILITY", "APPROVED")
ENGLISH = KnownTemplate("2", "reminder", "en", "UTILITY", "PENDING")


@pytest.fixture
def account(account):
    account.business_id = BUSINESS
    account.save()
    return account


def kinds(account):
    return [one.kind for one in alarms.open_alarms(account.agency_id)]


def test_only_approved_templates_of_the_account_are_usable(account):
    templates.sync(BUSINESS, [REMINDER, ENGLISH])
    templates.sync("901", [KnownTemplate("9", "other", "id", status="APPROVED")])
    asked = [(account.id, *it) for it in (("reminder", "id"), ("reminder", "en"))]

    found = templates.usable([*asked, (account.id, "other", "id")])

    assert list(found) == [(account.id, "reminder", "id")]


def test_a_first_sync_raises_no_alarm(account):
    templates.sync(BUSINESS, [KnownTemplate("3", "old", "id", status="PAUSED")])

    assert kinds(account) == []


def test_a_template_that_is_gone_is_forgotten_and_raises_an_alarm(account):
    templates.sync(BUSINESS, [REMINDER, ENGLISH])
    templates.sync(BUSINESS, [ENGLISH])

    assert [t.language for t in Template.objects.all()] == ["en"]
    assert kinds(account) == [AlarmKind.TEMPLATE]


def test_an_event_pauses_a_template_and_another_brings_it_back(account):
    templates.sync(BUSINESS, [REMINDER])
    paused = Change(BUSINESS, "1", status="PAUSED", reason="low quality")

    assert templates.change([paused]) == 1
    (alarm,) = alarms.open_alarms(account.agency_id)
    assert alarm.detail == "reminder (id), paused, low quality"
    assert templates.usable([(account.id, "reminder", "id")]) == {}

    templates.change([Change(BUSINESS, "1", status="APPROVED")])
    assert kinds(account) == []
    assert Template.objects.get().reason == ""


def test_an_event_without_an_id_finds_the_template_by_name_and_language(account):
    templates.sync(BUSINESS, [REMINDER, ENGLISH])

    templates.change([Change(BUSINESS, "", "reminder", "id", quality="RED")])

    found = Template.objects.values_list("language", "quality", "status")
    assert {lang: q for lang, q, _ in found} == {"id": "RED", "en": ""}
    assert Template.objects.get(language="id").status == "APPROVED"


def test_an_event_of_an_unknown_template_changes_nothing(account):
    assert templates.change([Change(BUSINESS, "77", status="PAUSED")]) == 0
    assert kinds(account) == []


def test_a_changed_category_raises_an_alarm_because_prices_differ(account):
    templates.sync(BUSINESS, [REMINDER])

    templates.change([Change(BUSINESS, "1", category="MARKETING")])

    assert kinds(account) == [AlarmKind.CATEGORY]


def test_many_templates_are_asked_for_in_one_statement(account):
    templates.sync(BUSINESS, [REMINDER])
    asked = [(account.id, f"t{n}", "id") for n in range(50)]

    with CaptureQueriesContext(
        connection,
    ) as done:
        templates.usable(asked)

    assert len(done) == 1
