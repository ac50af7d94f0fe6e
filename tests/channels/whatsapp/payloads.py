"""Small deliveries in the shapes of the platform, and what each must come to."""

from __future__ import annotations

import json
from typing import Any

NUMBER = "100200300"
BUSINESS = "900800700"
SITI = "628110000001"
SITI_ID = "ID.siti0001"
SITI_PARENT = "ID.ENT.siti0001"
BUDI = "628110000002"
BUDI_ID = "ID.budi0002"
AT = "1795000000"


def wrap(value: Any, field: str = "messages", **entry: Any) -> dict[str, Any]:
    change = {"field": field, "value": value}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": BUSINESS, "changes": [change], **entry}],
    }


def value(**lists: Any) -> dict[str, Any]:
    return {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "6221555", "phone_number_id": NUMBER},
        **lists,
    }


def contact(**fields: Any) -> dict[str, Any]:
    return {"profile": {"name": "Siti"}, "wa_id": SITI, **fields}


def message(type_: str = "text", **fields: Any) -> dict[str, Any]:
    if type_ == "text":
        fields.setdefault("text", {"body": "halo"})
    return {"from": SITI, "id": "wamid.1", "timestamp": AT, "type": type_, **fields}


def status(word: str = "delivered", **fields: Any) -> dict[str, Any]:
    return {
        "id": "wamid.9",
        "status": word,
        "timestamp": AT,
        "recipient_id": SITI,
        **fields,
    }


def said(*messages: dict[str, Any], contacts: Any = None) -> dict[str, Any]:
    people = [contact()] if contacts is None else contacts
    return wrap(value(contacts=people, messages=list(messages)))


def became(*statuses: dict[str, Any]) -> dict[str, Any]:
    return wrap(value(statuses=list(statuses)))


def raw(tree: Any) -> bytes:
    return json.dumps(tree).encode()


def _interactive(**inner: Any) -> dict[str, Any]:
    return message("interactive", interactive=inner)


def _media(type_: str, **inner: Any) -> dict[str, Any]:
    file = {"id": "m1", "mime_type": "a/b", "sha256": "c0ffee", **inner}
    return message(type_, **{type_: file})


_NFM = {"name": "flow", "body": "Sent", "response_json": "no json at all"}
_ERROR = {"code": 131051, "title": "Message type unknown"}

# name: (message, type, text, choice, reply to, kinds of attachments)
MESSAGES: dict[str, tuple[dict[str, Any], str, str, str, str, list[str]]] = {
    "text": (message(), "text", "halo", "", "", []),
    "reply": (
        message(context={"from": "6221555", "id": "wamid.0"}),
        *("text", "halo", "", "wamid.0", []),
    ),
    "no type": (
        {"from": SITI, "id": "wamid.1", "timestamp": AT, "text": {"body": "halo"}},
        *("text", "halo", "", "", []),
    ),
    "template button": (
        message("button", button={"payload": "go", "text": "Ya"}),
        *("button", "Ya", "go", "", []),
    ),
    "button": (
        _interactive(type="button_reply", button_reply={"id": "b", "title": "Batal"}),
        *("button_reply", "Batal", "b", "", []),
    ),
    "list": (
        _interactive(
            type="list_reply",
            list_reply={"id": "r", "title": "Jam 9", "description": "3 tempat"},
        ),
        *("list_reply", "Jam 9", "r", "", []),
    ),
    "form": (
        _interactive(type="nfm_reply", nfm_reply=_NFM),
        *("nfm_reply", "", "", "", []),
    ),
    "empty form": (
        _interactive(type="nfm_reply", nfm_reply=None),
        *("nfm_reply", "", "", "", []),
    ),
    "call permission": (
        _interactive(
            type="call_permission_reply", call_permission_reply={"response": "accept"}
        ),
        *("call_permission_reply", "", "", "", []),
    ),
    "interactive without content": (
        message("interactive"),
        *("interactive", "", "", "", []),
    ),
    "image": (_media("image", caption="KTP"), "image", "KTP", "", "", ["image"]),
    "video": (_media("video"), "video", "", "", "", ["video"]),
    "audio": (_media("audio", voice=True), "audio", "", "", "", ["audio"]),
    "sticker": (_media("sticker"), "sticker", "", "", "", ["sticker"]),
    "document": (
        _media("document", filename="a.pdf"),
        *("document", "", "", "", ["document"]),
    ),
    "location": (
        message("location", location={"latitude": -6.2, "longitude": 106.8}),
        *("location", "", "", "", ["location"]),
    ),
    "contacts": (
        message("contacts", contacts=[{"name": {"formatted_name": "Rina"}}, {}]),
        *("contacts", "", "", "", ["contact", "contact"]),
    ),
    "order": (
        message("order", order={"catalog_id": "1", "text": "dua"}),
        *("order", "dua", "", "", []),
    ),
    "reaction": (
        message("reaction", reaction={"message_id": "wamid.0", "emoji": "👍"}),
        *("reaction", "", "", "wamid.0", []),
    ),
    "edit": (
        message(
            "edit",
            edit={
                "original_message_id": "wamid.0",
                "message": {"type": "text", "text": {"body": "besok"}},
            },
        ),
        *("edit", "besok", "", "wamid.0", []),
    ),
    "revoke": (
        message("revoke", revoke={"original_message_id": "wamid.0"}),
        *("revoke", "", "", "wamid.0", []),
    ),
    "unsupported": (
        message("unsupported", errors=[_ERROR]),
        *("unsupported", "", "", "", []),
    ),
    "unknown": (message("unknown", errors=[_ERROR]), "unknown", "", "", "", []),
    "poll": (message("poll", poll={"name": "Jam?"}), "poll", "", "", "", []),
    "welcome": (message("request_welcome"), "request_welcome", "", "", "", []),
}

_SYSTEM = {"body": "changed", "type": "user_changed_number", "wa_id": BUDI}
_ROTATED = {
    "type": "user_changed_user_id",
    "user_id": "ID.new",
    "previous_user_id": SITI_ID,
}

# name: (delivery, kind, type, phone, user id)
OTHERS: dict[str, tuple[dict[str, Any], str, str, str, str]] = {
    "changed number": (
        wrap(value(messages=[message("system", system=_SYSTEM)])),
        *("identity", "user_changed_number", SITI, ""),
    ),
    "changed user id": (
        wrap(value(messages=[{"id": "wamid.1", "type": "system", "system": _ROTATED}])),
        *("identity", "user_changed_user_id", "", "ID.new"),
    ),
    "strange system": (
        wrap(value(messages=[message("system", system={"type": "joined"})])),
        *("unknown", "joined", SITI, ""),
    ),
    "unheard message": (
        said(message("hologram", hologram={"id": "1"})),
        *("unknown", "hologram", SITI, ""),
    ),
    "in a group": (said(message(group_id="g1")), "account", "text", SITI, ""),
    "from nobody": (
        said({"id": "wamid.1", "type": "text", "text": {"body": "a"}}, contacts=[]),
        *("unknown", "text", "", ""),
    ),
    "payment": (
        became(status("failed", type="payment")),
        *("account", "payment", SITI, ""),
    ),
    "ringing": (
        wrap(value(statuses=[status("RINGING", type="call")]), "calls"),
        *("account", "call", SITI, ""),
    ),
    "unheard status": (became(status("in_orbit")), "unknown", "in_orbit", SITI, ""),
    "account errors": (
        wrap(value(errors=[{"code": 131000, "title": "oops"}])),
        *("account", "errors", "", ""),
    ),
    "template approved": (
        wrap({"event": "APPROVED"}, "message_template_status_update", time=int(AT)),
        *("account", "message_template_status_update", "", ""),
    ),
    "stop": (
        wrap(
            value(user_preferences=[{"wa_id": SITI, "value": "stop"}]),
            "user_preferences",
        ),
        *("identity", "user_preferences", SITI, ""),
    ),
    "new user id": (
        wrap(
            value(
                user_id_update=[
                    {
                        "wa_id": SITI,
                        "user_id": {"previous": SITI_ID, "current": "ID.new"},
                        "timestamp": AT,
                    }
                ]
            ),
            "user_id_update",
        ),
        *("identity", "user_id_update", SITI, "ID.new"),
    ),
    "echo": (
        wrap(
            value(
                message_echoes=[
                    {
                        "from": "6221555",
                        "to": SITI,
                        "to_user_id": SITI_ID,
                        "id": "wamid.5",
                        "type": "text",
                        "text": {"body": "siap"},
                    }
                ]
            ),
            "smb_message_echoes",
        ),
        *("account", "smb_message_echoes", SITI, SITI_ID),
    ),
    "call": (
        wrap(
            value(
                calls=[
                    {
                        "id": "wacid.1",
                        "from": SITI,
                        "to": "6221555",
                        "event": "connect",
                        "direction": "USER_INITIATED",
                    }
                ]
            ),
            "calls",
        ),
        *("account", "call_connect", SITI, ""),
    ),
    "contact alone": (
        wrap(value(contacts=[contact()])),
        "identity",
        "contacts",
        SITI,
        "",
    ),
    "unheard field": (wrap({"a": 1}, "weather"), "unknown", "weather", "", ""),
    "unheard list": (wrap(value(polls=[1])), "unknown", "polls", "", ""),
    "value is no object": (wrap("?"), "unknown", "messages", "", ""),
    "message is no object": (
        wrap(value(messages=["?"])),
        "unknown",
        "messages",
        "",
        "",
    ),
    "nothing": (wrap(value()), "unknown", "messages", "", ""),
    "no changes": ({"entry": [{"id": "1"}]}, "unknown", "entry", "", ""),
    "no entries": ({"object": "x"}, "unknown", "delivery", "", ""),
}
