"""What an office may read and change about its account, number and profile."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from aiohttp import web

from emulator import errors
from emulator.errors import Refusal
from emulator.graph import media
from emulator.graph.door import read_fields, require_account, require_number
from emulator.parts import text_at
from emulator.platform import Platform
from emulator.webhook import verify
from emulator.wire import Json

APP = {"id": "300000000000003", "name": "Training app", "link": "https://example.test/"}
USUAL_FIELDS = "id,display_phone_number,verified_name,quality_rating"
PAGE = 25
LARGEST_PAGE = 1000
PROFILE_TEXTS = ("about", "address", "description", "email")


def _number(platform: Platform) -> Json:
    return {
        "id": platform.settings.phone_number_id,
        "display_phone_number": platform.settings.display_number,
        "verified_name": platform.settings.name,
        "quality_rating": "GREEN",
        "code_verification_status": "VERIFIED",
        "name_status": "APPROVED",
        "platform_type": "CLOUD_API",
        "status": "CONNECTED",
        "account_mode": "SANDBOX",
        "throughput": {"level": "STANDARD"},
        "whatsapp_business_manager_messaging_limit": "TIER_250",
        "webhook_configuration": {"application": platform.settings.webhook},
    }


def _account(platform: Platform) -> Json:
    return {
        "id": platform.settings.waba_id,
        "name": platform.settings.name,
        "timezone_id": "66",
        "account_review_status": "APPROVED",
        "business_verification_status": "verified",
    }


async def read(platform: Platform, request: web.Request, node: str) -> Json:
    """Return the number, the account, or where a file is, by the id."""
    if node == platform.settings.phone_number_id:
        wanted = request.query.get("fields") or USUAL_FIELDS
        return _chosen(_number(platform), wanted)
    if node == platform.settings.waba_id:
        wanted = request.query.get("fields") or "id,name,timezone_id"
        return _chosen(_account(platform), wanted)
    file = platform.media.find(node)
    if file is None:
        raise errors.missing_object(node, request.method)
    return media.describe(platform, request, file)


def _chosen(everything: Json, fields: str) -> Json:
    names = ["id", *(name.strip() for name in fields.split(",") if name.strip())]
    for name in names:
        if name not in everything:
            raise Refusal(100, message=f"Tried accessing nonexisting field ({name})")
    return {name: everything[name] for name in dict.fromkeys(names)}


async def numbers(platform: Platform, request: web.Request, node: str) -> Json:
    """Return the numbers of the account: ours."""
    require_account(platform, request, node)
    wanted = request.query.get("fields") or USUAL_FIELDS
    return {"data": [_chosen(_number(platform), wanted)]}


async def templates(platform: Platform, request: web.Request, node: str) -> Json:
    """Return a page of templates, perhaps only those of a name or status."""
    require_account(platform, request, node)
    found = [
        template
        for template in platform.templates.all()
        if all(
            template[name] == request.query[name]
            for name in ("name", "status", "language", "category")
            if name in request.query
        )
    ]
    start = _position(request.query.get("after", ""))
    limit = min(_count(request.query.get("limit", str(PAGE))), LARGEST_PAGE)
    page = found[start : start + limit]
    end = start + len(page)
    paging: Json = {"cursors": {"before": _cursor(start), "after": _cursor(end)}}
    if end < len(found):
        query = request.rel_url.update_query(after=_cursor(end))
        paging["next"] = f"{request.scheme}://{request.host}{query}"
    return {"data": page, "paging": paging}


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"at{position}".encode()).decode()


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.urlsafe_b64decode(cursor).decode().removeprefix("at"))
    except (ValueError, binascii.Error):
        raise Refusal(100, message="Invalid cursors values") from None


def _count(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise Refusal(100, message="Param limit must be a positive number")
    return int(text)


async def create_template(platform: Platform, request: web.Request, node: str) -> Json:
    """Add a template; here it is approved at once."""
    require_account(platform, request, node)
    template = platform.templates.create(await read_fields(request))
    return {name: template[name] for name in ("id", "status", "category")}


async def delete_template(platform: Platform, request: web.Request, node: str) -> Json:
    """Remove a template in all languages."""
    require_account(platform, request, node)
    if not platform.templates.remove(request.query.get("name", "")):
        raise Refusal(100, "Template name does not exist.")
    return {"success": True}


async def subscriptions(platform: Platform, request: web.Request, node: str) -> Json:
    """Return which apps get this account's webhooks: ours."""
    require_account(platform, request, node)
    entry: Json = {"whatsapp_business_api_data": APP}
    if platform.settings.webhook:
        entry["override_callback_uri"] = platform.settings.webhook
    return {"data": [entry]}


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
    return {"success": True}


async def profile(platform: Platform, request: web.Request, node: str) -> Json:
    """Return the business profile that citizens see."""
    require_number(platform, request, node)
    return {"data": [platform.profile]}


async def change_profile(platform: Platform, request: web.Request, node: str) -> Json:
    """Change some of the business profile."""
    require_number(platform, request, node)
    fields: dict[str, Any] = await read_fields(request)
    for name in PROFILE_TEXTS:
        text_at(fields, name, f"profile.{name}", optional=True)
    platform.profile |= {k: v for k, v in fields.items() if k in platform.profile}
    return {"success": True}
