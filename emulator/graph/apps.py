"""The app: which webhooks it gets, what its token may do."""

from __future__ import annotations

import hmac

from aiohttp import web

from emulator.errors import Refusal
from emulator.graph.door import read_fields, require_account
from emulator.platform import Platform
from emulator.webhook import verify
from emulator.wire import Json

APP = {"id": "300000000000003", "name": "Training app", "link": "https://example.test/"}

# What an app of this kind must be allowed. Source: Meta, Cloud API, "Permissions".
SCOPES = ("whatsapp_business_management", "whatsapp_business_messaging")

# What a webhook may be told of; all of it is subscribed here.
FIELDS = (
    "messages", "account_update", "account_alerts", "account_review_update",
    "business_capability_update", "message_template_status_update",
    "message_template_quality_update", "message_template_components_update",
    "template_category_update", "phone_number_quality_update",
    "phone_number_name_update", "security", "user_preferences", "user_id_update",
    "smb_message_echoes", "calls",
)  # fmt: skip


async def subscriptions(platform: Platform, request: web.Request, node: str) -> Json:
    """Return which apps get this account's webhooks: ours, or none."""
    require_account(platform, request, node)
    if not platform.number.is_subscribed:
        return {"data": []}
    return {"data": [_entry(platform)]}


async def subscribe(platform: Platform, request: web.Request, node: str) -> Json:
    """Subscribe, perhaps with another webhook, which is verified first."""
    require_account(platform, request, node)
    fields = await read_fields(request)
    url = str(fields.get("override_callback_uri", ""))
    if url:
        token = str(fields.get("verify_token", ""))
        problem = await verify(url, token)
        if problem:
            raise Refusal(2200, message=f"Callback verification failed: {problem}")
        platform.settings.webhook, platform.settings.verify_token = url, token
    platform.number.is_subscribed = True
    if url:
        return {"success": True, "data": [_entry(platform)]}
    return {"success": True}


async def unsubscribe(platform: Platform, request: web.Request, node: str) -> Json:
    """Get no webhooks of this account any more."""
    require_account(platform, request, node)
    platform.number.is_subscribed = False
    return {"success": True}


async def callbacks(platform: Platform, request: web.Request, _: str) -> Json:
    """Return where the app's webhooks go, and what they tell of."""
    fields = [{"name": name, "version": "v26.0"} for name in FIELDS]
    return {
        "data": [
            {
                "object": "whatsapp_business_account",
                "callback_url": platform.settings.webhook,
                "active": True,
                "fields": fields,
            }
        ]
    }


async def app(_: Platform, request: web.Request, __: str) -> Json:
    """Return who the token speaks for."""
    return {"id": APP["id"], "name": APP["name"]}


async def inspect(platform: Platform, request: web.Request, _: str) -> Json:
    """Return what a token is worth: of which app, for how long, for what."""
    given = request.query.get("input_token", "")
    token = platform.settings.token
    if not hmac.compare_digest(given.encode(), token.encode()):
        error = {"code": 190, "message": "Invalid OAuth access token."}
        return {"data": {"error": error, "is_valid": False, "scopes": []}}
    targets = [platform.settings.waba_id]
    return {
        "data": {
            "app_id": APP["id"],
            "type": "SYSTEM_USER",
            "application": APP["name"],
            "expires_at": 0,
            "data_access_expires_at": 0,
            "is_valid": True,
            "issued_at": int(platform.clock.now()),
            "scopes": list(SCOPES),
            "granular_scopes": [
                {"scope": scope, "target_ids": targets} for scope in SCOPES
            ],
            "user_id": "400000000000004",
        }
    }


def _entry(platform: Platform) -> Json:
    entry: Json = {"whatsapp_business_api_data": APP}
    if platform.settings.webhook:
        entry["override_callback_uri"] = platform.settings.webhook
    return entry
