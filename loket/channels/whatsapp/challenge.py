"""
The question Meta asks when a webhook's address is saved.

Source: Meta, Webhooks, "Verification requests"; read 23 November 2026.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping

# The answer is text that a stranger chose, so only what Meta really sends is
# repeated: a number.
MOST_DIGITS = 40


def answer(query: Mapping[str, str], token: str) -> bytes | None:
    """Return the challenge, or None if the word is wrong or is not configured."""
    claimed = query.get("hub.verify_token", "")
    challenge = query.get("hub.challenge", "")
    knows_word = hmac.compare_digest(_bytes(claimed), _bytes(token)) and token != ""
    if not knows_word or query.get("hub.mode") != "subscribe":
        return None
    return challenge.encode() if _is_number(challenge) else None


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS


def _bytes(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")
