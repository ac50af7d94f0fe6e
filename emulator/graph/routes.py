"""The Graph endpoints by address, with and without a version in front."""

from __future__ import annotations

from aiohttp import web

from emulator.graph import business, media, messages
from emulator.graph.door import Handler, guarded

ENDPOINTS: list[tuple[str, str, Handler]] = [
    ("POST", "/messages", messages.send),
    ("PUT", "/messages", messages.send),  # how older documents mark as read
    ("POST", "/media", media.upload),
    ("GET", "", business.read),
    ("DELETE", "", media.delete),
    ("GET", "/phone_numbers", business.numbers),
    ("GET", "/message_templates", business.templates),
    ("POST", "/message_templates", business.create_template),
    ("DELETE", "/message_templates", business.delete_template),
    ("GET", "/subscribed_apps", business.subscriptions),
    ("POST", "/subscribed_apps", business.subscribe),
    ("GET", "/whatsapp_business_profile", business.profile),
    ("POST", "/whatsapp_business_profile", business.change_profile),
]


def add_routes(app: web.Application) -> None:
    """Add all Graph endpoints to an app."""
    for method, path, handler in ENDPOINTS:
        for prefix in ("", r"/{version:v\d+\.\d+}"):
            address = prefix + r"/{node:\d+}" + path
            app.router.add_route(method, address, guarded(handler))
    app.router.add_get(media.FETCH_PATH, media.fetch)
