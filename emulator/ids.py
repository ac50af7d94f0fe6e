"""Identifiers in the platform's shapes."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

# The first digits of a phone number and the country that a user id then begins with.
COUNTRIES = {"62": "ID", "60": "MY", "65": "SG", "44": "GB", "1": "US"}

# Source: Meta, business-scoped user ids, 28 May 2026.
USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
PHONE = re.compile(r"[1-9][0-9]{6,14}")

_FROM_CITIZEN = b"\x12"
_FROM_OFFICE = b"\x11"


def message_id(key: str, *, from_office: bool) -> str:
    """
    Return a new message id.

    Like real ones it is base64 around the other side's address, which lets
    `citizen_key` find the citizen again without a table of all messages.
    """
    address = key.encode()
    side = _FROM_OFFICE if from_office else _FROM_CITIZEN
    tail = secrets.token_hex(10).upper().encode()
    raw = b"\x1c\x18" + bytes([len(address)]) + address
    raw += b"\x15\x02\x00" + side + b"\x18" + bytes([len(tail)]) + tail + b"\x00"
    return "wamid." + base64.b64encode(raw).decode()


def citizen_key(identifier: str) -> str:
    """Return whose conversation a message id belongs to, "" if it is not ours."""
    try:
        raw = base64.b64decode(identifier.removeprefix("wamid."), validate=True)
        return raw[3 : 3 + raw[2]].decode()
    except (ValueError, IndexError):
        return ""


def user_id(phone: str, business: str) -> str:
    """Return the id under which one business knows one phone, always the same."""
    countries = (COUNTRIES[p] for p in COUNTRIES if phone.startswith(p))
    return f"{next(countries, 'ID')}.{_digits(f'{business}/{phone}', 18)}"


def parent_user_id(phone: str) -> str:
    """Return the id that linked businesses share for one phone."""
    country = user_id(phone, "")[:2]
    return f"{country}.ENT.{_digits(f'parent/{phone}', 18)}"


def media_id() -> str:
    """Return a new media id."""
    return str(10**15 + secrets.randbelow(9 * 10**15))


def trace_id() -> str:
    """Return what the platform's support would ask for."""
    return "A" + secrets.token_urlsafe(16)


def phone_number(text: str) -> str:
    """Return the digits of a phone number as people write it, "" if it is none."""
    digits = re.sub(r"[+\s().-]", "", text)
    return digits if PHONE.fullmatch(digits) else ""


def _digits(seed: str, count: int) -> str:
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big")
    return str(number % 10**count).zfill(count)
