"""What an office may read and change about its account, number and profile."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from emulator import errors
from emulator.errors import Refusal
from emulator.graph import apps, media, templates
from emulator.graph.door import read_fields, require_account, require_number
from emulator.graph.fields import chosen
from emulator.number import PIN, STATUS
from emulator.parts import text_at
from emulator.platform import Platform
from emulator.wire import Json

USUAL_FIELDS = "id,display_phone_number,verified_name,quality_rating"
USUAL_OF_ACCOUNT = "id,name,timezone_id,message_template_namespace"
PROFILE_TEXTS = ("about", "address", "description", "email")


def number_of(platform: Platform) -> Json:
    """Return everything that may be asked about the number."""
    state = platform.switches.account
    return {
        "id": platform.settings.phone_number_id,
        "display_phone_number": platform.settings.display_number,
        "verified_name": platform.settings.name,
        "quality_rating": platform.number.quality,
        "quality_score": {"score": platform.number.quality},
        "code_verification_status": "VERIFIED",
        "name_status": "PENDING_REVIEW" if state == "name_pending" else "APPROVED",
        "platform_type": "CLOUD_API",
        "status": STATUS.get(state, "CONNECTED"),
        "account_mode": "SANDBOX",
        "is_official_business_account": False,
        "is_pin_enabled": bool(platform.number.pin),
        "throughput": {"level": platform.number.throughput},
        "messaging_limit_tier": "TIER_250",
        "whatsapp_business_manager_messaging_limit": "TIER_250",
        "health_status": _health(platform, "PHONE_NUMBER"),
        "webhook_configuration": {"application": platform.settings.webhook},
    }


def _health(platform: Platform, kind: str) -> Json:
    is_well = platform.switches.account == "ok"
    health = {"can_send_message": "AVAILABLE" if is_well else "BLOCKED"}
    node = platform.settings.phone_number_id
    return {**health, "entities": [{"entity_type": kind, "id": node, **health}]}


def _account(platform: Platform) -> Json:
    return {
        "id": platform.settings.waba_id,
        "name": platform.settings.name,
        "timezone_id": "66",
        "currency": "USD",
        "country": "ID",
        "business_type": "ent",
        "message_template_namespace": "training_namespace",
        "account_review_status": "APPROVED",
        "business_verification_status": "verified",
        "health_status": _health(platform, "WABA"),
    }


async def read(platform: Platform, request: web.Request, node: str) -> Json:
    """Return the number, the account, the app, a template, or where a file is."""
    wanted = request.query.get("fields", "")
    if node == platform.settings.phone_number_id:
        return chosen(number_of(platform), wanted or USUAL_FIELDS, "number")
    if node == platform.settings.waba_id:
        return chosen(_account(platform), wanted or USUAL_OF_ACCOUNT, "account")
    return _other(platform, request, node)


def _other(platform: Platform, request: web.Request, node: str) -> Json:
    wanted = request.query.get("fields", "")
    if node == apps.APP["id"]:
        return chosen(apps.APP, wanted or "id,name,link")
    template = platform.templates.with_id(node)
    if template:
        return templates.shown(template, wanted)
    file = platform.media.find(node)
    if file is None:
        raise errors.missing_object(node, request.method)
    return media.describe(platform, request, file)


async def change(platform: Platform, request: web.Request, node: str) -> Json:
    """Set the number's PIN, the account's name, or change a template."""
    if node == platform.settings.phone_number_id:
        fields = await read_fields(request)
        pin = str(fields.get("pin", ""))
        if "pin" in fields and not PIN.fullmatch(pin):
            raise Refusal(133005, "pin: six digits are expected.")
        platform.number.pin = pin or platform.number.pin
        return {"success": True}
    if node == platform.settings.waba_id:
        fields = await read_fields(request)
        platform.settings.name = str(fields.get("name") or platform.settings.name)
        return {"success": True, "id": node}
    return await templates.change(platform, request, node)


async def numbers(platform: Platform, request: web.Request, node: str) -> Json:
    """Return the numbers of the account: ours."""
    require_account(platform, request, node)
    wanted = request.query.get("fields") or USUAL_FIELDS
    return {"data": [chosen(number_of(platform), wanted, "number")]}


async def profile(platform: Platform, request: web.Request, node: str) -> Json:
    """Return the business profile that citizens see."""
    require_number(platform, request, node)
    return {"data": [platform.number.profile]}


async def change_profile(platform: Platform, request: web.Request, node: str) -> Json:
    """Change some of the business profile."""
    require_number(platform, request, node)
    fields: dict[str, Any] = await read_fields(request)
    for name in PROFILE_TEXTS:
        text_at(fields, name, f"profile.{name}", optional=True)
    profile = platform.number.profile
    profile |= {k: v for k, v in fields.items() if k in profile}
    if fields.get("profile_picture_handle"):
        profile["profile_picture_url"] = "https://example.test/profile.jpg"
    return {"success": True}
