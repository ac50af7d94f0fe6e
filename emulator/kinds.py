"""
What each kind of message a citizen writes holds, in the platform's shapes.

Source: Meta, Cloud API, webhooks, "messages"; clients' examples of 2026 for edits,
revocations and calls. Read November 2026.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from emulator import errors
from emulator.said import CannotSay, Said
from emulator.state import Citizen, Message
from emulator.wire import Json

Write = Callable[[Citizen, Message, Said], Json]

CONTACT_REQUEST = "request_contact_info"
WEEK_S = 7 * 24 * 3600


def as_it_is(_: Citizen, __: Message, said: Said) -> Json:
    """Write a type that nobody knows, with whatever body was given."""
    return {"type": said.type, said.type: {} if said.body is None else said.body}


def _text(_: Citizen, message: Message, said: Said) -> Json:
    message.text = said.text
    return {"type": "text", "text": {"body": said.text}}


def _location(_: Citizen, message: Message, said: Said) -> Json:
    place: Json = {"latitude": said.latitude, "longitude": said.longitude}
    if said.text:
        place["name"] = said.text
    message.text, message.details = said.text, {"location": place}
    return {"type": "location", "location": place}


def _contacts(citizen: Citizen, message: Message, said: Said) -> Json:
    name = said.text or citizen.name or "Contact"
    asked = citizen.find(said.reply_to)
    is_answer = asked is not None and asked.asks_for == CONTACT_REQUEST
    card: Json = {
        "name": {"formatted_name": name, "first_name": name},
        "phones": _phones(citizen),
        # Only an answer to the office's own question proves the number.
        "origin": "contact_request" if is_answer else "other",
    }
    message.details = {"contacts": [card]}
    return {"type": "contacts", "contacts": said.body or [card]}


def _phones(citizen: Citizen) -> list[Json]:
    if not citizen.phone:
        return []
    return [{"phone": f"+{citizen.phone}", "wa_id": citizen.phone}]


def _reaction(citizen: Citizen, message: Message, said: Said) -> Json:
    target = _target(citizen, said)
    message.details = {"reaction": {"message_id": target.id, "emoji": said.emoji}}
    reaction = {"message_id": target.id}
    if said.emoji:
        reaction["emoji"] = said.emoji
    return {"type": "reaction", "reaction": reaction}


def _edit(citizen: Citizen, message: Message, said: Said) -> Json:
    target = _target(citizen, said)
    target.text = message.text = said.text
    edited = {"type": "text", "text": {"body": said.text}}
    return {
        "type": "edit",
        "edit": {"original_message_id": target.id, "message": edited},
    }


def _revoke(citizen: Citizen, message: Message, said: Said) -> Json:
    target = _target(citizen, said)
    target.text, target.details = "", {"revoked": True}
    message.details = {"revoked": True}
    return {"type": "revoke", "revoke": {"original_message_id": target.id}}


def _target(citizen: Citizen, said: Said) -> Message:
    target = citizen.find(said.message_id)
    if target is None:
        raise CannotSay(f"there is no such message to {said.type}")
    return target


def _unsupported(_: Citizen, message: Message, said: Said) -> Json:
    kind = said.text or "poll"
    message.details = {"unsupported": kind}
    details = "Message type is currently not supported."
    error = errors.in_webhook(131051, details)
    return {"type": "unsupported", "errors": [error], "unsupported": {"type": kind}}


def _order(_: Citizen, message: Message, said: Said) -> Json:
    item = {
        "product_retailer_id": "FORM-1",
        "quantity": 1,
        "item_price": 1000,
        "currency": "IDR",
    }
    order = {"catalog_id": "1", "text": said.text, "product_items": [item]}
    message.text, message.details = said.text, {"order": order}
    return {"type": "order", "order": order}


def _form(_: Citizen, message: Message, said: Said) -> Json:
    # `text` stands for what a phone sends though it should be JSON: seen in the field.
    filled = said.text or json.dumps(said.body or {"flow_token": "unused"})
    reply = {"name": "flow", "body": "Sent", "response_json": filled}
    message.details = {"form": filled}
    return {
        "type": "interactive",
        "interactive": {"type": "nfm_reply", "nfm_reply": reply},
    }


def _call_permission(_: Citizen, message: Message, said: Said) -> Json:
    reply: Json = {"response": said.text or "accept", "response_source": "user_action"}
    if reply["response"] == "accept":
        reply["expiration_timestamp"] = int(message.at) + WEEK_S
    message.text = reply["response"]
    inner = {"type": "call_permission_reply", "call_permission_reply": reply}
    return {"type": "interactive", "interactive": inner}


def _welcome(_: Citizen, __: Message, ___: Said) -> Json:
    return {"type": "request_welcome"}


def _identity(_: Citizen, message: Message, __: Said) -> Json:
    stamp = str(int(message.at))
    return {
        "type": "system",
        "identity": {
            "acknowledged": True,
            "created_timestamp": stamp,
            "hash": "aGFzaA=",
        },
        "system": {"type": "customer_identity_changed", "body": "Identity changed"},
    }


KINDS: dict[str, Write] = {
    "": _text,
    "text": _text,
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "edit": _edit,
    "revoke": _revoke,
    "unsupported": _unsupported,
    "order": _order,
    "form": _form,
    "call_permission": _call_permission,
    "request_welcome": _welcome,
    "identity": _identity,
}
