"""What a citizen may do on their phone, as the control API takes it."""

from __future__ import annotations

from typing import Any, Literal

import msgspec


class Said(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """
    Something a citizen does. `text` or `choice` alone is enough.

    choice: id or title of an option on the phone. type: the platform's word; "voice"
    is a recorded audio; words that are not known here travel as they are, with `body`
    under their own name. message_id: what a reaction, an edit or a revocation is about.
    data: a file in base64, else a small one is made up; spoiled: its hash does not fit.
    forwarded: once or often; by_ad: the first word after an advertisement; loose: an
    answer without its context, as some phones send it. id, timestamp: only to make
    deliveries that could not be made otherwise; the window counts from `timestamp`.
    """

    text: str = ""
    choice: str = ""
    type: str = ""
    caption: str = ""
    data: str = ""
    mime_type: str = ""
    filename: str = ""
    latitude: float = -6.2
    longitude: float = 106.8
    emoji: str = ""
    message_id: str = ""
    reply_to: str = ""
    forwarded: Literal["", "once", "often"] = ""
    by_ad: bool = False
    loose: bool = False
    spoiled: bool = False
    id: str = ""
    timestamp: int = 0
    body: Any = None


class CannotSay(Exception):
    """The citizen's phone has no such thing to tap or send."""
