"""What we are told of our numbers: facts, alarms, numbers that stop."""

from __future__ import annotations

import pytest

from loket.messaging import outbox
from loket.messaging.models import Alarm, ChannelAccount, Event
from loket.messaging.states import EventState
from tests.channels.whatsapp.payloads import AT, BUSINESS, wrap


def about_us(field, at=int(AT), **value):
    return wrap(value, field, time=at)


def open_alarms():
    return sorted(
        Alarm.objects.filter(settled_at=None).values_list("kind", "subject", "detail")
    )


def ban(state, at=int(AT)):
    info = {"waba_ban_state": state, "waba_ban_date": "April 17, 2025"}
    return about_us("account_update", at, event="DISABLED_UPDATE", ban_info=info)


def test_a_banned_business_stops_its_numbers_until_it_is_reinstated(told, account):
    told(ban("DISABLE"))

    account.refresh_from_db()
    assert (account.stop_code, account.stopped_at is None) == (131031, False)
    assert open_alarms() == [("locked", f"account:{account.id}", "disable")]

    told(ban("REINSTATE", int(AT) + 9))

    account.refresh_from_db()
    assert (account.stop_code, account.stopped_at) == (0, None)
    assert open_alarms() == []
    assert account.facts.get(name="ban").value == "REINSTATE"


def test_a_reinstated_business_does_not_revive_a_bad_token(told, account):
    outbox.stop_account(account.id, 190, "token expired")

    told(ban("REINSTATE"))

    account.refresh_from_db()
    assert account.stop_code == 190


def test_an_announced_ban_stops_nothing_yet(told, account):
    told(ban("SCHEDULE_FOR_DISABLE"))

    account.refresh_from_db()
    assert account.stopped_at is None
    assert [kind for kind, _, _ in open_alarms()] == ["locked"]


@pytest.mark.parametrize(
    ("field", "value", "kind", "detail"),
    [
        (
            "account_update",
            {
                "event": "ACCOUNT_RESTRICTION",
                "restriction_info": [
                    {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING"}
                ],
            },
            "restricted",
            "account_restriction, restricted_biz_initiated_messaging",
        ),
        (
            "account_update",
            {
                "event": "ACCOUNT_VIOLATION",
                "violation_info": {"violation_type": "SPAM"},
            },
            "restricted",
            "account_violation, spam",
        ),
        ("account_update", {"event": "ACCOUNT_DELETED"}, "locked", "account_deleted"),
        (
            "account_update",
            {
                "event": "PARTNER_REMOVED",
                "disconnection_info": {"reason": "PRIMARY_INACTIVITY"},
            },
            "permission",
            "partner_removed, primary_inactivity",
        ),
        (
            "account_review_update",
            {"decision": "REJECTED"},
            "restricted",
            "review rejected",
        ),
        (
            "account_alerts",
            {
                "entity_type": "BUSINESS",
                "alert_info": {
                    "alert_severity": "CRITICAL",
                    "alert_type": "OBA_REJECTED",
                    "alert_description": "too few sources",
                },
            },
            "restricted",
            "oba_rejected, too few sources",
        ),
        (
            "phone_number_quality_update",
            {"event": "FLAGGED", "current_limit": "TIER_1K"},
            "quality",
            "flagged, tier_1k",
        ),
        (
            "phone_number_quality_update",
            {"event": "DOWNGRADE", "current_limit": "TIER_250"},
            "limit",
            "downgrade, tier_250",
        ),
        (
            "phone_number_name_update",
            {
                "decision": "REJECTED",
                "requested_verified_name": "Kantor",
                "rejection_reason": "NAME_MISMATCH",
            },
            "number",
            "name rejected, NAME_MISMATCH",
        ),
        ("security", {"event": "PIN_CHANGED"}, "security", "pin_changed"),
    ],
)
def test_what_an_office_must_know_raises_an_alarm(
    told, account, field, value, kind, detail
):
    told(about_us(field, **value))

    assert open_alarms() == [(kind, f"account:{account.id}", detail)]


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (
            ("phone_number_quality_update", {"event": "FLAGGED"}),
            ("phone_number_quality_update", {"event": "UNFLAGGED"}),
        ),
        (
            ("phone_number_quality_update", {"event": "DOWNGRADE"}),
            ("phone_number_quality_update", {"event": "UPGRADE"}),
        ),
        (
            ("account_review_update", {"decision": "REJECTED"}),
            ("account_review_update", {"decision": "APPROVED"}),
        ),
        (
            ("account_update", {"event": "PARTNER_APP_UNINSTALLED"}),
            ("account_update", {"event": "PARTNER_APP_INSTALLED"}),
        ),
        (
            ("phone_number_name_update", {"decision": "REJECTED"}),
            ("phone_number_name_update", {"decision": "APPROVED"}),
        ),
    ],
)
def test_an_alarm_ends_when_all_is_well_again(told, account, bad, good):
    told(about_us(bad[0], **bad[1]))
    assert len(open_alarms()) == 1

    told(about_us(good[0], int(AT) + 9, **good[1]))

    assert open_alarms() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("account_update", {"event": "AD_ACCOUNT_LINKED"}),
        ("account_update", {}),
        ("account_update", {"event": ["?"], "ban_info": "?"}),
        ("account_alerts", {"alert_info": {"alert_severity": "INFORMATIONAL"}}),
        ("phone_number_quality_update", {"event": "ONBOARDING"}),
        ("message_template_status_update", {"event": {"a": 1}}),
        ("message_template_status_update", {}),
        ("history", {"phase": 1}),
    ],
)
def test_news_that_asks_for_nothing_or_makes_no_sense_is_only_kept(
    told, account, field, value
):
    told(about_us(field, **value))

    assert open_alarms() == []
    assert Event.objects.get().state == EventState.DONE


def test_a_faster_number_sends_faster(told, account):
    told(
        about_us(
            "phone_number_quality_update",
            event="THROUGHPUT_UPGRADE",
            current_limit="TIER_UNLIMITED",
        )
    )

    account.refresh_from_db()
    assert account.per_second == 1_000
    assert account.facts.get(name="limit").value == "TIER_UNLIMITED"


def test_news_about_one_number_is_not_about_its_neighbour(told, account):
    other = ChannelAccount.objects.create(
        agency=account.agency,
        kind="whatsapp",
        external_id="200",
        business_id=BUSINESS,
        display="+62 811-0000-200",
        token=b"",
    )

    told(
        about_us(
            "phone_number_quality_update",
            event="FLAGGED",
            display_phone_number="628110000200",
        )
    )

    assert [subject for _, subject, _ in open_alarms()] == [f"account:{other.id}"]


def test_news_of_a_business_that_is_not_ours_changes_nothing(told, account):
    ChannelAccount.objects.update(business_id="1")

    told(ban("DISABLE"))

    account.refresh_from_db()
    assert account.stopped_at is None
    assert open_alarms() == []
    assert Event.objects.get().state == EventState.DONE


def test_a_fact_that_was_told_late_changes_nothing(told, account):
    told(about_us("account_review_update", int(AT) + 9, decision="APPROVED"))
    told(about_us("account_review_update", decision="PENDING"))

    assert account.facts.get(name="review").value == "APPROVED"
