"""
What somebody typed, made comparable: small letters, plain words, no decoration.

Everything that understands starts here, so that a typo, an emoji or a long
"haloooo" is dealt with once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Forty bubbles of the longest message are 160,000 characters; nobody says that
# much about an hour, and patterns must not be made to read it.
MAX_READ = 4000
SHORTEST_WITH_SLIP = 5

SHORT_FORMS = {
    "antri": "antre",
    "antrian": "antrean",
    "appointments": "appointment",
    "bikinin": "bikin",
    "bkin": "bikin",
    "bsk": "besok",
    "besuk": "besok",
    "bsok": "besok",
    "gak": "tidak",
    "ga": "tidak",
    "gk": "tidak",
    "nggak": "tidak",
    "ngga": "tidak",
    "enggak": "tidak",
    "tdk": "tidak",
    "gmn": "bagaimana",
    "gimana": "bagaimana",
    "jdwl": "jadwal",
    "jum'at": "jumat",
    "jumaat": "jumat",
    "ahad": "minggu",
    "mksh": "makasih",
    "thx": "thanks",
    "trims": "makasih",
    "mo": "mau",
    "mw": "mau",
    "pasport": "paspor",
    "passport": "paspor",
    "pspor": "paspor",
    "passpor": "paspor",
    "pgn": "ingin",
    "pengen": "ingin",
    "pengin": "ingin",
    "sy": "saya",
    "sya": "saya",
    "tgl": "tanggal",
    "tg": "tanggal",
    "yg": "yang",
    "jm": "jam",
    "pukul": "jam",
    "pkl": "jam",
    "stgh": "setengah",
}

_decoration = re.compile(r"[*_~`]+")
_word = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_stretched = re.compile(r"([^\W\d_])\1{2,}")


def tidy(text: str) -> str:
    """Return what was said in small letters of one form, at most 4,000 of them."""
    return unicodedata.normalize("NFKC", text[:MAX_READ]).lower().strip()


def words(text: str) -> list[str]:
    """Return the plain words of a text, short forms written out: "Mw bkin" is
    ["mau", "bikin"]."""
    plain = _stretched.sub(r"\1", _decoration.sub(" ", tidy(text)))
    return [SHORT_FORMS.get(word, word) for word in _word.findall(plain)]


def fold(name: str) -> str:
    """Return a name without accents, case or double spaces, for comparing."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(letters.split())


@lru_cache(maxsize=20_000)
def nearly(said: str, meant: str) -> bool:
    """True if two words are the same but for one slip: a letter too many, missing,
    wrong, or two swapped. Short words have to be right."""
    if said == meant:
        return True
    if min(len(said), len(meant)) < SHORTEST_WITH_SLIP or said[0] != meant[0]:
        return False
    if abs(len(said) - len(meant)) > 1:
        return False
    return _one_slip(said, meant)


def _one_slip(said: str, meant: str) -> bool:
    at = next(
        (i for i, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b),
        min(len(said), len(meant)),
    )
    rest, goal = said[at:], meant[at:]
    swapped = rest[:2] == goal[1::-1] and rest[2:] == goal[2:]
    return swapped or goal == rest[1:] or rest == goal[1:] or rest[1:] == goal[1:]


def has_any(said: Iterable[str], meant: Iterable[str]) -> bool:
    """True if one of the words meant was said, or nearly."""
    heard = list(said)
    return any(nearly(word, goal) for goal in meant for word in heard)
