"""
The bytes of a delivery, as the platform writes and signs them.

They are escaped ASCII: a receiver that signs its own re-written JSON instead of
the bytes it got is found out here, and not on its first day in production.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

Json = dict[str, Any]

SIGNATURE_HEADER = "X-Hub-Signature-256"

# Escapes beyond those of plain ASCII JSON. None of these characters is part of
# JSON's own grammar, so they stand inside strings only and may be replaced anywhere.
# Source: Meta, Graph API webhooks, "Validating payloads"; "<", "%" and "@" are
# named in its older wording and still reported from the field. Read November 2026.
ESCAPES = {"/": "\\/", "<": "\\u003C", "%": "\\u0025", "@": "\\u0040"}


def escaped(payload: Json) -> bytes:
    """Return the payload as compact JSON in ASCII, with the platform's escapes."""
    text = json.dumps(payload, ensure_ascii=True, separators=(",", ":"))
    for plain, escape in ESCAPES.items():
        text = text.replace(plain, escape)
    return text.encode("ascii")


def sign(body: bytes, app_secret: str) -> str:
    """Return the value of `X-Hub-Signature-256` for a body."""
    digest = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return f"sha256={digest}"


def is_proof(proof: str, token: str, app_secret: str) -> bool:
    """
    Test an `appsecret_proof`: HMAC-SHA256 of the token, keyed by the app secret.

    Source: Meta, Graph API, "Securing Graph API requests". Read November 2026.
    """
    digest = hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(digest.encode(), proof.encode())
