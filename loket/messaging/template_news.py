"""
What the provider tells of a template, in the words of our table.

Source: Meta, "message_template_status_update", "template_category_update" and
"message_template_quality_update"; read 23 November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loket.messaging.account_told import inner, word
from loket.messaging.templates import APPROVED, Change

# Events that are no states: "" leaves the state as it is.
_STATES = {
    "FLAGGED": "",
    "REINSTATED": APPROVED,
    "UNARCHIVED": APPROVED,
    "UNPAUSED": APPROVED,
}
_NO_REASON = "NONE"
_REASONS = ("rejection_info", "disable_info", "other_info")
_REASON_CHARS = 300


def read(business_id: str, value: Mapping[str, Any]) -> Change:
    """Return what one piece of news changes; it may be of any of the three types."""
    event = word(value, "event").upper()
    return Change(
        business_id=business_id,
        external_id=word(value, "message_template_id"),
        name=word(value, "message_template_name"),
        language=word(value, "message_template_language"),
        status=_STATES.get(event, event),
        quality=word(value, "new_quality_score").upper(),
        category=word(value, "new_category", "message_template_category").upper(),
        reason=_reason(value),
    )


def _reason(value: Mapping[str, Any]) -> str:
    """Return the provider's longest words for why, "" if it gives none."""
    whole = (word(inner(value, name), "reason", "description") for name in _REASONS)
    short = word(value, "reason")
    words = next((why for why in whole if why), "" if short == _NO_REASON else short)
    return words[:_REASON_CHARS]
