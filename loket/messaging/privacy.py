"""
Hiding identity numbers that a citizen sends without being asked.

A NIK has 16 digits: province, regency, district, then the birth day (women plus
40), month and year, then a serial of at least 0001 (Ministry of Home Affairs;
domain notes 2.6). Whatever has that shape is sealed and replaced by its last four
digits before anything is stored. Other long numbers, such as those of applications
and bills, stay as they are.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any

import msgspec

from loket.channels.types import InboundEvent
from loket.lib.crypto import CannotOpen

Seal = Callable[[bytes, bytes], bytes]

_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)")
_DIGITS = 16
_ASCII_DIGITS = b"0123456789"
_MASK = "•" * 12
_PROVINCES = range(11, 100)
_DAYS = (*range(1, 32), *range(41, 72))
_MONTHS = range(1, 13)


def looks_like_nik(digits: str) -> bool:
    """Test if 16 digits have the structure of an identity number."""
    return (
        int(digits[:2]) in _PROVINCES
        and int(digits[6:8]) in _DAYS
        and int(digits[8:10]) in _MONTHS
        and int(digits[12:]) > 0
    )


def hide(event: InboundEvent, seal: Seal) -> InboundEvent:
    """
    Return the event with every identity number masked.

    The numbers themselves are kept sealed in `details["sealed"]`, in base64, bound
    to the event's external id.
    """
    if not (event.attachments or event.details or _may_hold_number(event)):
        return event
    found: list[str] = []
    text = _mask(event.text, found)
    name = _mask(event.sender.name, found)
    attachments = [
        msgspec.structs.replace(
            file,
            filename=_mask(file.filename, found),
            details=_mask_all(file.details, found),
        )
        for file in event.attachments
    ]
    details = _mask_all(event.details, found)
    if not found:
        return event
    context = event.external_id.encode()
    boxes = [base64.b64encode(seal(n.encode(), context)).decode() for n in found]
    return msgspec.structs.replace(
        event,
        text=text,
        sender=msgspec.structs.replace(event.sender, name=name),
        attachments=attachments,
        details={**details, "sealed": boxes},
    )


def reveal(event: InboundEvent, open_: Seal) -> list[str]:
    """
    Return the identity numbers that `hide` sealed, for the one who wrote them; those
    whose key is gone are missing.
    """
    context = event.external_id.encode()
    found = []
    for box in event.details.get("sealed", []):
        try:
            found.append(open_(base64.b64decode(box), context).decode())
        except CannotOpen:
            continue
    return found


def _may_hold_number(event: InboundEvent) -> bool:
    """The short way for nearly everything: words too short, or with few digits."""
    return _has_long_number(event.text) or _has_long_number(event.sender.name)


def _has_long_number(words: str) -> bool:
    if len(words) < _DIGITS:
        return False
    # Counting ASCII digits costs a tenth of the search; other scripts have their own.
    if words.isascii():
        others = words.encode().translate(None, _ASCII_DIGITS)
        if len(words) - len(others) < _DIGITS:
            return False
    return _LONG_NUMBER.search(words) is not None


def _mask(words: str, found: list[str]) -> str:
    if len(words) < _DIGITS:
        return words

    def replace(match: re.Match[str]) -> str:
        digits = "".join(str(int(c)) for c in match[0] if c.isdigit())
        if not looks_like_nik(digits):
            return match[0]
        found.append(digits)
        return _MASK + digits[-4:]

    return _LONG_NUMBER.sub(replace, words)


def _mask_all(value: Any, found: list[str]) -> Any:
    match value:
        case str():
            masked: Any = _mask(value, found)
        case dict():
            masked = {_mask(k, found): _mask_all(v, found) for k, v in value.items()}
        case list():
            masked = [_mask_all(item, found) for item in value]
        case int() if len(str(value)) == _DIGITS:
            masked = _mask_number(value, found)
        case _:
            masked = value
    return masked


def _mask_number(value: int, found: list[str]) -> int | str:
    digits = str(value)
    masked = _mask(digits, found)
    return value if masked == digits else masked
