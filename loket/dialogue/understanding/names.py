"""
The names of people: letters of every script, without what chat adds around them.
"""

from __future__ import annotations

import re
import unicodedata

SHORTEST_NAME = 2
LONGEST_NAME = 80

_decoration = re.compile(r"[*_~`]+")
_list_mark = re.compile(r"^\s*(?:\d{1,2}\s?[.)]|[-•+])\s*(?=[^\W\d_])")
_MARKS = ".'\u2019\u02bc-"  # of Jr., O'Neil, Siti-Aminah
_name = re.compile(rf"[^\W\d_]+(?:[ {re.escape(_MARKS)}]+[^\W\d_]+)*\.?")


def clean_name(raw: str) -> str | None:
    """
    Return a name without decoration, None if it is not one of 2 to 80 letters.

    Letters of every script stay, with their accents; emoji, markup and invisible
    characters go. A name typed without a capital gets its capitals.
    """
    name = bare(raw)
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        return None
    letters = sum(c.isalpha() for c in name)
    is_name = letters >= SHORTEST_NAME and _name.fullmatch(name)
    return _capital(name) if is_name else None


def _capital(name: str) -> str:
    """Phones write small letters; a name in one case only is not meant so."""
    return name.title() if name.islower() else name


def bare(raw: str) -> str:
    """Return what could be a name, without list marks, emoji and markup."""
    text = _list_mark.sub("", _decoration.sub("", unicodedata.normalize("NFC", raw)))
    kept = (c if _is_written(c) else " " for c in text)
    return " ".join("".join(kept).split()).strip(" " + _MARKS.replace(".", ""))


def _is_written(character: str) -> bool:
    return (
        character in " .'\u2019\u02bc-" or unicodedata.category(character)[0] in "LMN"
    )
