"""
The form of 2017: `#NAMA#ddmmyyyy#ddmmyyyy` (name, birth date, day of the visit).

The offices' own instructions differed, so people never knew one form (announcements
of Batam, Jakarta Pusat and Bogor, June to August 2017): with and without the first
"#", `ddmmyy` and `ddmmyyyy` side by side, `TGL.LAHIR` with dots, an address where the
day stands. All of them are read, as are lines broken before a "#".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from loket.dialogue.understanding import days
from loket.dialogue.understanding.dates import birth_date, legible
from loket.dialogue.understanding.names import clean_name
from loket.dialogue.understanding.text import MAX_READ
from loket.dialogue.understanding.time_text import TOKENS, plain

FEWEST_PARTS = 2
PACKED = (6, 8)

_sign = re.compile("[\uff03\ufe5f]")  # "#" of other keyboards
_broken = re.compile(r"\s*\n\s*(?=#\s*\d)|(?<=#)\s*\n\s*")
_label = re.compile(
    r"^\s*(?:nama(?:\s+lengkap)?|name|tanggal\s+lahir|tgl\.?\s*lahir|lahir|alamat"
    r"|tanggal|tgl|tanggal\s+kedatangan|daftar|antrean|antrian|paspor)(?![^\W\d_])\s*[:.=]?\s*",
    re.IGNORECASE,
)


class Form(NamedTuple):
    """What the form says; the day of the visit may be missing."""

    name: str
    birth_date: date
    visit: date | None


def lines(text: str) -> list[str]:
    """Return the lines of a text; a form that was broken into lines is one."""
    return _broken.sub("", _sign.sub("#", text)).splitlines()


def read(text: str, today: date) -> Form | None:
    """Return what the form says, None if the text is not one. Each piece may bear its
    label; what stands before the name is left out."""
    marked = _sign.sub("#", text[:MAX_READ])
    parts = [_label.sub("", part).strip() for part in marked.split("#")]
    parts = [part for part in parts if part]
    if "#" not in marked or len(parts) < FEWEST_PARTS:
        return None
    born = [birth_date(legible(part), today) for part in parts]
    at = next((place for place, day in enumerate(born) if day), None)
    if at is None:
        return None
    name = _name(parts, at)
    day = born[at]
    return Form(name, day, _visit(parts[at + 1 :], today)) if name and day else None


def _name(parts: Sequence[str], born_at: int) -> str | None:
    """The name next before the birth date; behind it if none is."""
    around = [*reversed(parts[:born_at]), *parts[born_at + 1 :]]
    return next(filter(None, map(clean_name, around)), None)


def _visit(parts: Sequence[str], today: date) -> date | None:
    named = (days.day(_unpacked(part), today) for part in parts if _is_a_day(part))
    return next(filter(None, named), None)


def _unpacked(part: str) -> str:
    """ "24112026" with its separators."""
    if part.isdecimal() and len(part) in PACKED:
        return "-".join((part[:2], part[2:4], part[4:]))
    return part


def _is_a_day(part: str) -> bool:
    """False for an address: "Jl. Merdeka RT 3/4" names no day."""
    return all(word in TOKENS for word in re.findall(r"[^\W\d_]+", plain(part)))
