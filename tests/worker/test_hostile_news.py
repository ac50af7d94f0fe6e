"""Whatever is told, every piece of news is worked off and none stops the lane."""

from __future__ import annotations

import copy

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.messaging.models import Alarm, Event, Template
from loket.messaging.states import EventState
from tests.channels.whatsapp.payloads import AT, BUSINESS, OTHERS, SITI, SITI_ID, wrap
from tests.channels.whatsapp.test_parse_hostile import JSON, places, put
from tests.worker.test_news import ECHO, MOVED, ROTATED, UPDATED, preference

TEMPLATE = {
    "message_template_id": 77,
    "message_template_name": "reminder",
    "message_template_language": "id",
}
ABOUT_US = {
    "account_alerts": {
        "alert_info": {
            "alert_severity": "CRITICAL",
            "alert_type": "OBA_REJECTED",
            "alert_description": "x",
        }
    },
    "account_review_update": {"decision": "REJECTED"},
    "account_update": {
        "event": "DISABLED_UPDATE",
        "ban_info": {"waba_ban_state": "DISABLE"},
        "restriction_info": [{"restriction_type": "X"}],
    },
    "business_capability_update": {"max_daily_conversations_per_business": 2000},
    "business_username_update": {"username": "loket"},
    "message_template_quality_update": {**TEMPLATE, "new_quality_score": "RED"},
    "message_template_status_update": {
        **TEMPLATE,
        "event": "PAUSED",
        "other_info": {"description": "low"},
    },
    "phone_number_name_update": {"decision": "REJECTED", "rejection_reason": "X"},
    "phone_number_quality_update": {"event": "FLAGGED", "current_limit": "TIER_1K"},
    "security": {"event": "PIN_CHANGED"},
    "template_category_update": {**TEMPLATE, "new_category": "MARKETING"},
}
SHAPES = [
    ECHO,
    MOVED,
    ROTATED,
    UPDATED,
    preference("stop"),
    *(wrap(value, field, time=int(AT)) for field, value in ABOUT_US.items()),
    *(tree for tree, kind, *_ in OTHERS.values() if kind in ("identity", "account")),
]


@st.composite
def mutated(draw):
    tree = copy.deepcopy(draw(st.sampled_from(SHAPES)))
    for _ in range(draw(st.integers(0, 3))):
        put(tree, draw(st.sampled_from(places(tree))), draw(JSON))
    return tree


@settings(
    max_examples=60,
)
@given(trees=st.lists(mutated(), min_size=1, max_size=12))
def test_no_news_stops_the_lane(told, who, account, trees):
    who(phone=SITI, user_id=SITI_ID)
    Template.objects.get_or_create(
        business_id=BUSINESS,
        name="reminder",
        language="id",
        defaults={"external_id": "77", "changed_at": "2026-11-01T00:00Z"},
    )

    told(*trees)

    states = set(
        Event.objects.filter(kind__in=["identity", "account"])
        .exclude(body__contains='"type":"call_connect"')
        .values_list("state", flat=True)
    )
    assert states <= {EventState.DONE}
    with connection.cursor() as cursor:
        cursor.execute("truncate messaging_event, messaging_seen")


@pytest.mark.parametrize("field", ABOUT_US)
def test_every_shape_of_that_list_is_understood(told, account, field):
    """So that the mutations above begin with something that has an effect."""
    Template.objects.create(
        business_id=BUSINESS,
        external_id="77",
        name="reminder",
        language="id",
        status="APPROVED",
        category="UTILITY",
        changed_at="2026-11-01T00:00Z",
    )

    told(wrap(ABOUT_US[field], field, time=int(AT)))

    template = Template.objects.get()
    changed = (template.status, template.quality, template.category) != (
        "APPROVED",
        "",
        "UTILITY",
    )
    assert Alarm.objects.exists() or account.facts.exists() or changed
