"""
Who signed a delivery.

Meta signs the bytes it sends, with its own escapes in them; so the raw body is
hashed, never one that was read and written again.
Source: Meta, Webhooks, "Validate payloads"; read 23 November 2026.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

HEADER = b"x-hub-signature-256"

_PREFIX = b"sha256="


def is_valid(header: bytes | None, body: bytes, secrets: Sequence[bytes]) -> bool:
    """
    Test if one of our app secrets signed the body.

    `header` is `sha256=` and 64 hexadecimal digits. All secrets are tried, so the
    time tells nothing; an empty secret signs nothing, for anybody could use it.
    """
    if header is None or not header.startswith(_PREFIX):
        return False
    claimed = header[len(_PREFIX) :].strip().lower()
    matches = [
        hmac.compare_digest(claimed, _sign(body, secret))
        for secret in secrets
        if secret
    ]
    return any(matches)


def sign(body: bytes, secret: bytes) -> bytes:
    """Return the header that a secret gives a body; for tests and training."""
    return _PREFIX + _sign(body, secret)


def _sign(body: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, body, "sha256").hex().encode()
