"""
Looking if a number is ready to go live: asks Meta, changes nothing.

Source: Meta, Cloud API, "Phone numbers", "Webhooks overrides", "Templates" and
"Business profiles", and Graph API, "Debug token"; policy: the profile must name a way
to reach people. Read 23 November 2026.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import aiohttp

from loket.channels.outgoing import KnownNumber, KnownTemplate
from loket.channels.types import Account, Finding, Refused
from loket.channels.whatsapp import hook, listing, wire
from loket.channels.whatsapp.asking import Asker, Reply

PERMISSIONS = ("whatsapp_business_messaging", "whatsapp_business_management")

_PROFILE_FIELDS = "about,email,websites,vertical"
_BAD_QUALITY = frozenset({"RED"})
_GOOD_STATUS = frozenset({"", "CONNECTED"})
_BAD_TEMPLATES = frozenset({"REJECTED", "PAUSED", "DISABLED"})

_NO_ROAD = "Look at LOKET_GRAPH_URL, the network and the firewall."
_RENEW = (
    "Make a new token of a system user with whatsapp_business_messaging and "
    "whatsapp_business_management, and store it with `loket channel add`."
)


async def check(
    http: aiohttp.ClientSession, account: Account, business_id: str, verify_token: str
) -> list[Finding]:
    """
    Return what was found about token, permissions, number, subscription, webhook,
    templates and profile.

    `business_id` is the WhatsApp business account's. Raises nothing: what cannot be
    asked is a finding, too. No secret stands in a finding.
    """
    ask = Asker(http, account)
    asked = await ask(account.external_id, fields=listing.NUMBER_FIELDS)
    if asked.is_unreached:
        return [Finding("platform", False, asked.problem, _NO_ROAD)]
    if asked.is_token_bad:
        return [Finding("token", False, asked.problem, _RENEW)]
    number = listing.read_number(asked.table)
    token = await ask("debug_token", input_token=account.token)
    apps = await ask(f"{business_id}/subscribed_apps")
    listed = await listing.templates(http, account, business_id)
    profile = await ask(
        f"{account.external_id}/whatsapp_business_profile", fields=_PROFILE_FIELDS
    )
    return [
        _token(token),
        _permissions(token, apps),
        _number(asked, number),
        _subscription(apps),
        await hook.check(http, number.webhook, verify_token),
        _templates(listed),
        _profile(profile),
    ]


def _token(token: Reply) -> Finding:
    """Say until when the token holds; 0 or nothing stands for ever."""
    until = wire.seconds(wire.table(token.table, "data"), "expires_at")
    if not until:
        return Finding("token", True, "accepted")
    day = datetime.fromtimestamp(until, UTC).strftime("%d %B %Y")
    detail = f"accepted, but it expires on {day}"
    return Finding("token", False, detail, _RENEW, is_grave=False)


def _permissions(token: Reply, apps: Reply) -> Finding:
    """Look at what the token may do; where Meta does not tell, at what it did."""
    data = wire.table(token.table, "data")
    if token.refused or "scopes" not in data:
        if apps.is_token_bad:
            return Finding("permissions", False, apps.problem, _RENEW)
        return Finding("permissions", True, "messages and management answer")
    scopes = {it for it in wire.items(data, "scopes") if type(it) is str}
    missing = [name for name in PERMISSIONS if name not in scopes]
    if missing:
        return Finding("permissions", False, f"missing: {', '.join(missing)}", _RENEW)
    return Finding("permissions", True, ", ".join(PERMISSIONS))


def _number(asked: Reply, number: KnownNumber) -> Finding:
    if asked.problem:
        remedy = "Compare the phone number id with the one in Meta's API setup page."
        return Finding("number", False, asked.problem, remedy)
    quality = f"quality {number.quality or 'unknown'}"
    parts = (number.display, number.name, quality, number.limit, number.status.lower())
    detail = ", ".join(part for part in parts if part)
    if number.status not in _GOOD_STATUS:
        return Finding("number", False, detail, "Register the number with its PIN.")
    if number.quality in _BAD_QUALITY:
        remedy = "Send less that nobody asked for; Meta limits numbers of low quality."
        return Finding("number", False, detail, remedy, is_grave=False)
    return Finding("number", True, detail)


def _subscription(apps: Reply) -> Finding:
    if apps.problem or not apps.tables():
        detail = apps.problem or "no app is subscribed, so no message arrives"
        remedy = (
            "Subscribe the app: POST /BUSINESS_ACCOUNT_ID/subscribed_apps with the "
            "token, and choose the fields in the app's webhook settings."
        )
        return Finding("subscription", False, detail, remedy)
    return Finding("subscription", True, f"{len(apps.tables())} app(s)")


def _templates(listed: Sequence[KnownTemplate] | Refused) -> Finding:
    if isinstance(listed, Refused):
        remedy = "Give the token whatsapp_business_management."
        return Finding("templates", False, f"{listed.code}: {listed.detail}", remedy)
    states = Counter(it.status for it in listed)
    detail = ", ".join(f"{n} {state.lower()}" for state, n in sorted(states.items()))
    bad = [f"{it.name} ({it.language})" for it in listed if it.status in _BAD_TEMPLATES]
    if bad:
        remedy = f"Mend or remove in Meta's template manager: {', '.join(bad[:5])}."
        return Finding("templates", False, detail, remedy, is_grave=False)
    return Finding("templates", True, detail or "none yet")


def _profile(profile: Reply) -> Finding:
    table = next(iter(profile.tables()), {})
    email = wire.word(table, "email")
    ways = [email, *(w for w in wire.items(table, "websites") if type(w) is str)]
    found = [way for way in ways if way]
    if found:
        return Finding("profile", True, ", ".join(found))
    detail = profile.problem or "names neither e-mail nor website"
    remedy = "Add an e-mail address or website: Meta's policy asks for a contact."
    return Finding("profile", False, detail, remedy)
