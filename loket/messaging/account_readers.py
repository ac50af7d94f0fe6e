"""
What each type of news about our numbers comes to: facts, alarms, numbers that stop.

What has no reader here is kept and shown, and nothing is done about it.
Source: Meta, Cloud API, "Webhook fields"; read 23 November 2026.
"""

from __future__ import annotations

from collections.abc import Callable

from loket.messaging import template_news
from loket.messaging.account_effects import Account, Effects
from loket.messaging.account_told import Told, inner, word
from loket.messaging.alarm_kinds import AlarmKind

# The provider's own code of a locked account, so that both ways of hearing it agree.
LOCKED = 131031
# Source: Meta, throughput, 21 May 2026.
UPGRADED_PER_SECOND = 1_000


def _account_update(told: Told, effects: Effects) -> None:
    event = told.word("event").upper()
    for account in told.accounts:
        if event == "DISABLED_UPDATE":
            _ban(told, account, effects)
        elif event in UPDATES:
            _raise_or_settle(UPDATES[event], told, account, effects)
        if event == "ACCOUNT_DELETED":
            effects.stop(account, LOCKED, "the business account was deleted")


def _ban(told: Told, account: Account, effects: Effects) -> None:
    """A ban stops a number at once, an announced one only alarms."""
    state = word(inner(told.value, "ban_info"), "waba_ban_state").upper()
    effects.fact(account, "ban", state, told.at)
    if state == "REINSTATE":
        effects.revive(account, LOCKED)
        effects.settle(AlarmKind.LOCKED, account)
        return
    effects.alarm(AlarmKind.LOCKED, account, state.lower())
    if state == "DISABLE":
        effects.stop(account, LOCKED, "the business account was disabled")


def _raise_or_settle(
    rule: tuple[AlarmKind, bool], told: Told, account: Account, effects: Effects
) -> None:
    kind, is_bad = rule
    if not is_bad:
        effects.settle(kind, account)
        return
    whys = [
        word(inner(told.value, name), "violation_type", "restriction_type", "reason")
        for name in ("violation_info", "restriction_info", "disconnection_info")
    ]
    words = [told.word("event"), *whys]
    effects.alarm(kind, account, ", ".join(each.lower() for each in words if each))


def _review(told: Told, effects: Effects) -> None:
    decision = told.word("decision").upper()
    for account in told.accounts:
        effects.fact(account, "review", decision, told.at)
        if decision == "REJECTED":
            effects.alarm(AlarmKind.RESTRICTED, account, "review rejected")
        elif decision == "APPROVED":
            effects.settle(AlarmKind.RESTRICTED, account)


def _alert(told: Told, effects: Effects) -> None:
    """Warnings; what is merely good to know is kept without an alarm."""
    alert = {**told.value, **inner(told.value, "alert_info")}
    type_ = word(alert, "alert_type").upper()
    severity = word(alert, "alert_severity").upper()
    kind = AlarmKind.LIMIT if type_.startswith("INCREASED") else AlarmKind.RESTRICTED
    if severity not in ("WARNING", "CRITICAL"):
        return
    words = (type_.lower(), word(alert, "alert_description"))
    for account in told.accounts:
        effects.alarm(kind, account, ", ".join(w for w in words if w))


def _quality(told: Told, effects: Effects) -> None:
    event = told.word("event").upper()
    limit = told.word("current_limit", "max_daily_conversations_per_business")
    for account in told.accounts:
        effects.fact(account, "limit", limit, told.at)
        if event in ("FLAGGED", "UNFLAGGED"):
            effects.fact(account, "quality", event, told.at)
        if event == "THROUGHPUT_UPGRADE":
            effects.speed(account, UPGRADED_PER_SECOND)
        if event in QUALITIES:
            kind, is_bad = QUALITIES[event]
            if is_bad:
                effects.alarm(kind, account, f"{event.lower()}, {limit.lower()}")
            else:
                effects.settle(kind, account)


def _name(told: Told, effects: Effects) -> None:
    decision = told.word("decision").upper()
    name = told.word("requested_verified_name")
    for account in told.accounts:
        effects.fact(account, "name", f"{name}: {decision}", told.at)
        if decision == "REJECTED":
            reason = told.word("rejection_reason")
            effects.alarm(AlarmKind.NUMBER, account, f"name rejected, {reason}")
        elif decision == "APPROVED":
            effects.settle(AlarmKind.NUMBER, account)


def _capability(told: Told, effects: Effects) -> None:
    limit = told.word(
        "max_daily_conversations_per_business", "max_daily_conversation_per_phone"
    )
    for account in told.accounts:
        effects.fact(account, "limit", limit, told.at)


def _username(told: Told, effects: Effects) -> None:
    for account in told.accounts:
        effects.fact(account, "username", told.word("username", "status"), told.at)


def _security(told: Told, effects: Effects) -> None:
    for account in told.accounts:
        effects.alarm(AlarmKind.SECURITY, account, told.word("event").lower())


def _template(told: Told, effects: Effects) -> None:
    effects.template(template_news.read(told.business_id, told.value))


Reader = Callable[[Told, Effects], None]

# What an update of the business account raises, or settles.
UPDATES: dict[str, tuple[AlarmKind, bool]] = {
    "ACCOUNT_DELETED": (AlarmKind.LOCKED, True),
    "ACCOUNT_OFFBOARDED": (AlarmKind.NUMBER, True),
    "ACCOUNT_RECONNECTED": (AlarmKind.NUMBER, False),
    "ACCOUNT_RESTRICTION": (AlarmKind.RESTRICTED, True),
    "ACCOUNT_VIOLATION": (AlarmKind.RESTRICTED, True),
    "PARTNER_APP_INSTALLED": (AlarmKind.PERMISSION, False),
    "PARTNER_APP_UNINSTALLED": (AlarmKind.PERMISSION, True),
    "PARTNER_REMOVED": (AlarmKind.PERMISSION, True),
}
QUALITIES: dict[str, tuple[AlarmKind, bool]] = {
    "FLAGGED": (AlarmKind.QUALITY, True),
    "UNFLAGGED": (AlarmKind.QUALITY, False),
    "DOWNGRADE": (AlarmKind.LIMIT, True),
    "UPGRADE": (AlarmKind.LIMIT, False),
}
READERS: dict[str, Reader] = {
    "account_alerts": _alert,
    "account_review_update": _review,
    "account_update": _account_update,
    "business_capability_update": _capability,
    "business_username_update": _username,
    "message_template_quality_update": _template,
    "message_template_status_update": _template,
    "phone_number_name_update": _name,
    "phone_number_quality_update": _quality,
    "security": _security,
    "template_category_update": _template,
}
