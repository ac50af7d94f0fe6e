"""What we are told of our templates: state, quality, category, and why."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from loket.messaging.models import Template
from tests.channels.whatsapp.payloads import AT, BUSINESS
from tests.worker.test_account_news import about_us, open_alarms


def template(**value):
    named = {
        "message_template_id": 77,
        "message_template_name": "reminder",
        "message_template_language": "id",
    }
    return {**named, **value}


@pytest.fixture
def reminder(account):
    return Template.objects.create(
        business_id=BUSINESS,
        external_id="77",
        name="reminder",
        language="id",
        status="APPROVED",
        category="UTILITY",
        changed_at=datetime(2026, 11, 1, tzinfo=UTC),
    )


def test_a_template_that_is_paused_says_why_and_raises_an_alarm(told, reminder):
    told(
        about_us(
            "message_template_status_update",
            **template(
                event="PAUSED",
                reason="NONE",
                other_info={"title": "FIRST_PAUSE", "description": "low quality"},
            ),
        )
    )

    reminder.refresh_from_db()
    assert (reminder.status, reminder.reason) == ("PAUSED", "low quality")
    ((kind, subject, _),) = open_alarms()
    assert (kind, subject) == ("template", f"template:{BUSINESS}:reminder:id")


def test_a_template_that_is_approved_again_settles_it(told, reminder):
    told(about_us("message_template_status_update", **template(event="PAUSED")))
    told(
        about_us(
            "message_template_status_update",
            int(AT) + 9,
            **template(event="REINSTATED"),
        )
    )

    reminder.refresh_from_db()
    assert reminder.status == "APPROVED"
    assert open_alarms() == []


def test_quality_and_category_of_a_template_are_kept(told, reminder):
    told(
        about_us(
            "message_template_quality_update",
            **template(previous_quality_score="GREEN", new_quality_score="YELLOW"),
        ),
        about_us("template_category_update", **template(new_category="MARKETING")),
    )

    reminder.refresh_from_db()
    assert (reminder.quality, reminder.category) == ("YELLOW", "MARKETING")
    assert reminder.status == "APPROVED"
    assert [kind for kind, _, _ in open_alarms()] == ["category"]


def test_a_flagged_template_may_still_be_sent(told, reminder):
    told(about_us("message_template_status_update", **template(event="FLAGGED")))

    reminder.refresh_from_db()
    assert reminder.status == "APPROVED"


def test_what_was_told_last_counts_whatever_came_first(told, reminder):
    told(
        about_us(
            "message_template_status_update", int(AT) + 9, **template(event="PAUSED")
        ),
        about_us("message_template_status_update", **template(event="APPROVED")),
    )

    reminder.refresh_from_db()
    assert reminder.status == "PAUSED"
