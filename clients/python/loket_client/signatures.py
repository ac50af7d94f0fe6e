"""Was a webhook sent by the desk, and just now?"""

from __future__ import annotations

import hashlib
import hmac
import time

HEADER = "Loket-Signature"
TOLERANCE_S = 300.0


def verify(
    secret: str,
    header: str,
    body: bytes,
    *,
    now: float | None = None,
    tolerance_s: float = TOLERANCE_S,
) -> bool:
    """
    Test the signature of a webhook.

    :param secret: begins with whsec_; shown once when the webhook was added
    :param header: the header Loket-Signature, as t=1796000000,v1=hex
    :param body: the body as it came, before anything reads it
    :param now: Unix time, of this machine if it is left out
    """
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    at, said = parts.get("t", ""), parts.get("v1", "")
    if not at.isdecimal():
        return False
    age_s = abs((time.time() if now is None else now) - int(at))
    made = hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256)
    return age_s <= tolerance_s and hmac.compare_digest(made.hexdigest(), said)
