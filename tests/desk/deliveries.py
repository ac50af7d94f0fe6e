"""
Deliveries made by hand, for what an emulator would never do: signed bodies in Meta's
shape, and a small client to post them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any

NUMBER = "100200300400500"
BUSINESS = "500400300200100"
APP_SECRET = "training-app-secret"

Item = Mapping[str, Any]


def text(wamid: str, phone: str, words: str) -> Item:
    """Words of somebody."""
    return {
        "from": phone,
        "id": wamid,
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": words},
    }


def tap(wamid: str, phone: str, choice: str) -> Item:
    """A tap of somebody."""
    reply = {"id": choice, "title": choice[:20]}
    return {
        "from": phone,
        "id": wamid,
        "timestamp": str(int(time.time())),
        "type": "interactive",
        "interactive": {"type": "button_reply", "button_reply": reply},
    }


def receipt(wamid: str, phone: str, state: str, reference: str = "") -> Item:
    """What became of a message of ours."""
    body: dict[str, Any] = {
        "id": wamid,
        "status": state,
        "timestamp": str(int(time.time())),
        "recipient_id": phone,
        "biz_opaque_callback_data": reference,
    }
    if state == "failed":
        body["errors"] = [{"code": 131026, "title": "Message undeliverable"}]
    return body


def body(messages: Sequence[Item] = (), statuses: Sequence[Item] = ()) -> bytes:
    """A delivery with these items."""
    phones = dict.fromkeys(item["from"] for item in messages)
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "628", "phone_number_id": NUMBER},
        "contacts": [{"profile": {"name": "Tamu"}, "wa_id": p} for p in phones],
        "messages": list(messages),
        "statuses": list(statuses),
    }
    change = {"field": "messages", "value": value}
    packed = {
        "object": "whatsapp_business_account",
        "entry": [{"id": BUSINESS, "changes": [change]}],
    }
    return json.dumps(packed).encode()


def signature(raw: bytes) -> str:
    """The header that proves who sent it."""
    return f"sha256={hmac.new(APP_SECRET.encode(), raw, hashlib.sha256).hexdigest()}"


def post(url: str, raw: bytes) -> int:
    """Deliver once; the status, 0 if nobody answered."""
    headers = {
        "X-Hub-Signature-256": signature(raw),
        "Content-Type": "application/json",
    }
    request = urllib.request.Request(url, raw, headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            status: int = answer.status
            return status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0
