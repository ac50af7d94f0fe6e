"""Deliveries as the platform writes them, signed, as bytes that can be sent at once."""

from __future__ import annotations

import hmac
from typing import Any

import msgspec

PATH = "/webhooks/whatsapp"
# Invented: 1790000000 is in September 2026.
WHEN = "1790000000"
BUSINESS = "500400300200100"
DISPLAY = "628000000100"

_encode = msgspec.json.Encoder().encode

Table = dict[str, Any]


def said(person: tuple[str, str, str], message: Table, account: str) -> bytes:
    """Return the delivery of one message of one person: phone, user id, name."""
    phone, user_id, name = person
    contact = {"profile": {"name": name}, "wa_id": phone, "user_id": user_id}
    sender = {"from": phone, "from_user_id": user_id, "timestamp": WHEN}
    return _delivery(
        {"contacts": [contact], "messages": [{**sender, **message}]}, account
    )


def text(id_: str, words: str) -> Table:
    """Return a message of free words."""
    return {"id": id_, "type": "text", "text": {"body": words}}


def tap(id_: str, answered: str, choice: tuple[str, str, str]) -> Table:
    """Return a tap: kind of reply, id and title of what was tapped."""
    kind, chosen, title = choice
    return {
        "context": {"from": DISPLAY, "id": answered},
        "id": id_,
        "type": "interactive",
        "interactive": {"type": kind, kind: {"id": chosen, "title": title}},
    }


def receipt(id_: str, phone: str, status: str, reference: str) -> Table:
    """Return what became of a message of ours."""
    return {
        "id": id_,
        "status": status,
        "timestamp": WHEN,
        "recipient_id": phone,
        "biz_opaque_callback_data": reference,
        "conversation": {"id": "bench", "origin": {"type": "service"}},
        "pricing": {
            "billable": False,
            "pricing_model": "PMP",
            "category": "service",
            "type": "free_customer_service",
        },
    }


def became(status: Table, account: str) -> bytes:
    """Return the delivery of one receipt."""
    return _delivery({"statuses": [status]}, account)


def _delivery(items: Table, account: str) -> bytes:
    metadata = {"display_phone_number": DISPLAY, "phone_number_id": account}
    value = {"messaging_product": "whatsapp", "metadata": metadata, **items}
    changes = [{"value": value, "field": "messages"}]
    return _encode(
        {
            "object": "whatsapp_business_account",
            "entry": [{"id": BUSINESS, "changes": changes}],
        }
    )


def request(body: bytes, secret: bytes) -> bytes:
    """Return the whole HTTP request of a delivery, signed."""
    signature = hmac.digest(secret, body, "sha256").hex()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/json\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
