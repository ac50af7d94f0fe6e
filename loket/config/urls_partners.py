"""Addresses of the interface for other systems, and of its set-up."""

from __future__ import annotations

from django.urls import path

from loket.api.v1 import schema
from loket.api.v1.api import api
from loket.web.api_keys import views as api_keys
from loket.web.hooks import views as hooks

# Who else comes in, and who else is told.
PARTNERS = [
    path("setup/keys/", api_keys.show, name="api-keys"),
    path("setup/keys/additions", api_keys.add, name="api-key-additions"),
    path(
        "setup/keys/<int:key_id>/revocation",
        api_keys.revoke,
        name="api-key-revocation",
    ),
    path("setup/webhooks/", hooks.show_all, name="webhooks"),
    path("setup/webhooks/additions", hooks.add, name="webhook-additions"),
    path("setup/webhooks/<int:hook_id>/", hooks.show, name="webhook"),
    path("setup/webhooks/<int:hook_id>/tests", hooks.test, name="webhook-tests"),
    path(
        "setup/webhooks/<int:hook_id>/activation",
        hooks.switch_on,
        name="webhook-activation",
    ),
    path("setup/webhooks/<int:hook_id>/removal", hooks.remove, name="webhook-removal"),
    path(
        "setup/webhooks/<int:hook_id>/deliveries/<int:delivery_id>/replays",
        hooks.replay,
        name="webhook-replays",
    ),
]

# For other systems: each operation names the right that a key needs for it.
API = [
    path("api/v1/openapi.json", schema.openapi, name="openapi"),
    path("api/v1/problems", schema.list_problems, name="problems"),
    path("api/v1/", api.urls),
    path("api/<path:rest>", schema.nothing_here, name="api-nothing"),
]
