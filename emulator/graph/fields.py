"""Choosing the fields of an object as a call names them."""

from __future__ import annotations

import re

from emulator.errors import Refusal
from emulator.wire import Json

# Fields may ask for parts of themselves: `data{name,id}`, `preview.invalidate(false)`.
INNER = re.compile(r"\{[^{}]*\}|\.[a-z_]+\([^()]*\)")


# Fields that these objects have on the platform and that are empty here: who asks for
# them gets nothing, and is not refused. Source: Meta, Graph API reference of each node,
# as a client of September 2026 asks for them.
EMPTY = {
    "number": (
        "certificate", "conversational_automation", "country_code", "country_dial_code",
        "eligibility_for_api_business_global_search", "is_on_biz_app",
        "is_preverified_number", "last_onboarded_time", "new_certificate",
        "new_name_status", "search_visibility", "username",
    ),
    "account": (
        "disable_marketing_messages_on_cloud_api", "is_enabled_for_insights",
        "marketing_messages_lite_api_status", "marketing_messages_onboarding_status",
        "on_behalf_of_business_info", "owner_business_info", "ownership_type", "status",
        "subscribed_apps",
    ),
    "template": (
        "correct_category", "cta_url_link_tracking_opted_out",
        "degrees_of_freedom_spec", "library_template_name", "message_send_ttl_seconds",
        "previous_category", "sub_category",
    ),
}  # fmt: skip


def chosen(everything: Json, fields: str, kind: str = "") -> Json:
    """
    Return the id and the fields that are named.

    :raises Refusal: 100 if there is no such field
    """
    plain = INNER.sub("", fields)
    names = ["id", *(name.strip() for name in plain.split(",") if name.strip())]
    for name in names:
        if name not in everything and name not in EMPTY.get(kind, ()):
            raise Refusal(100, message=f"Tried accessing nonexisting field ({name})")
    return {
        name: everything[name] for name in dict.fromkeys(names) if name in everything
    }
