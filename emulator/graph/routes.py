"""The Graph endpoints by address, with and without a version in front."""

from __future__ import annotations

from aiohttp import web

from emulator.graph import apps, business, media, messages, numbers, templates, uploads
from emulator.graph.door import Handler, guarded

NODE = r"/{node:\d+}"
UPLOAD = r"/{node:upload:[\w-]+}"

ENDPOINTS: list[tuple[str, str, Handler]] = [
    ("POST", NODE + "/messages", messages.send),
    ("PUT", NODE + "/messages", messages.send),  # how older documents mark as read
    ("POST", NODE + "/media", media.upload),
    ("GET", NODE, business.read),
    ("POST", NODE, business.change),
    ("DELETE", NODE, media.delete),
    ("GET", NODE + "/phone_numbers", business.numbers),
    ("GET", NODE + "/message_templates", templates.listed),
    ("POST", NODE + "/message_templates", templates.create),
    ("DELETE", NODE + "/message_templates", templates.delete),
    ("GET", NODE + "/subscribed_apps", apps.subscriptions),
    ("POST", NODE + "/subscribed_apps", apps.subscribe),
    ("DELETE", NODE + "/subscribed_apps", apps.unsubscribe),
    ("GET", NODE + "/subscriptions", apps.callbacks),
    ("GET", "/debug_token", apps.inspect),
    ("GET", "/app", apps.app),
    ("GET", "/me", apps.app),
    ("GET", NODE + "/whatsapp_business_profile", business.profile),
    ("POST", NODE + "/whatsapp_business_profile", business.change_profile),
    ("POST", NODE + "/register", numbers.register),
    ("POST", NODE + "/deregister", numbers.deregister),
    ("POST", NODE + "/request_code", numbers.request_code),
    ("POST", NODE + "/verify_code", numbers.verify_code),
    ("GET", NODE + "/settings", numbers.settings),
    ("POST", NODE + "/settings", numbers.change_settings),
    ("GET", NODE + "/block_users", numbers.blocked),
    ("POST", NODE + "/block_users", numbers.block),
    ("DELETE", NODE + "/block_users", numbers.unblock),
    ("POST", "/app/uploads", uploads.begin),
    ("POST", UPLOAD, uploads.append),
    ("GET", UPLOAD, uploads.progress),
]


def add_routes(app: web.Application) -> None:
    """Add all Graph endpoints to an app."""
    for method, path, handler in ENDPOINTS:
        for prefix in ("", r"/{version:v\d+\.\d+}"):
            # Clients differ in whether they end an address with a stroke.
            app.router.add_route(method, prefix + path + "{end:/?}", guarded(handler))
    app.router.add_get(media.FETCH_PATH, media.fetch)
