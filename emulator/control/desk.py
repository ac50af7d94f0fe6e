"""Switches, the log, the webhook, and starting over."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import msgspec
from aiohttp import web

from emulator.control.requests import (
    answer,
    platform_of,
    read,
    refuse,
    seconds,
    whole_number,
)
from emulator.platform import Platform
from emulator.webhook import verify

LOG_SHOWN = 200


class Webhook(msgspec.Struct, forbid_unknown_fields=True):
    """Where deliveries go. Empty texts keep what is set."""

    url: str
    app_secret: str = ""
    verify_token: str = ""


async def health(request: web.Request) -> web.Response:
    """GET: that we are here, how much waits, and that nothing here is real."""
    platform = platform_of(request)
    return answer(
        {
            "ok": True,
            "training": True,
            "waiting": platform.courier.waiting,
            "citizens": len(platform.room.citizens),
            "webhook": platform.settings.webhook,
            "phone_number_id": platform.settings.phone_number_id,
        }
    )


async def switches(request: web.Request) -> web.Response:
    """GET: where all switches stand."""
    return answer(platform_of(request).switches)


async def turn_switches(request: web.Request) -> web.Response:
    """PATCH: turn some switches."""
    platform = platform_of(request)
    changes = await read(request, dict[str, Any])
    try:
        platform.turn(changes)
    except msgspec.ValidationError as problem:
        raise refuse(str(problem)) from None
    if platform.switches.graph.mode != "hang":
        platform.release()
    shown = msgspec.to_builtins(platform.switches)
    platform.room.publish({"event": "switches", "switches": shown})
    return answer(shown)


async def log(request: web.Request) -> web.Response:
    """
    GET: deliveries and Graph calls, oldest first.

    `limit`: how many of each, from the end (200). `bodies=1`: with the bytes sent.
    """
    platform = platform_of(request)
    limit = whole_number(request, "limit") or LOG_SHOWN
    with_body = request.query.get("bodies") == "1"
    deliveries = list(platform.courier.log)[-limit:]
    return answer(
        {
            "deliveries": [d.shown(with_body=with_body) for d in deliveries],
            "calls": [asdict(call) for call in list(platform.calls)[-limit:]],
            "waiting": platform.courier.waiting,
        }
    )


async def idle(request: web.Request) -> web.Response:
    """GET: wait up to `wait_s` until everything is delivered and answered for."""
    courier = platform_of(request).courier
    is_idle = await courier.wait_idle(seconds(request, "wait_s"))
    return answer({"idle": is_idle, "waiting": courier.waiting})


async def retry(request: web.Request) -> web.Response:
    """POST: try all waiting deliveries again at once."""
    platform_of(request).courier.retry_now()
    return answer({"waiting": platform_of(request).courier.waiting})


async def reset(request: web.Request) -> web.Response:
    """POST: begin again."""
    await platform_of(request).reset()
    return answer({"ok": True})


async def set_webhook(request: web.Request) -> web.Response:
    """PUT: deliver elsewhere from now on, if that place answers the challenge."""
    platform = platform_of(request)
    webhook = await read(request, Webhook)
    token = webhook.verify_token or platform.settings.verify_token
    problem = await verify(webhook.url, token)
    if problem:
        raise refuse(problem)
    _point_at(platform, webhook, token)
    return answer({"webhook": webhook.url})


def _point_at(platform: Platform, webhook: Webhook, token: str) -> None:
    settings = platform.settings
    settings.webhook, settings.verify_token = webhook.url, token
    settings.app_secret = webhook.app_secret or settings.app_secret
    platform.courier.retry_now()
