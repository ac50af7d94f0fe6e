"""
Reading JSON that anybody may have written.

A tree is read as it stands and every value is looked at when it is taken out: a
wrong type deep inside then costs one field, never the neighbours. What is kept
whole is bounded (depth, length, size of numbers) and holds nothing PostgreSQL
refuses, so no content can fail a commit later.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator
from typing import Any

import msgspec

Table = dict[str, Any]

MOST_ID_CHARS = 160
MOST_NAME_CHARS = 200
MOST_TEXT_CHARS = 65_536
MOST_KEPT_BYTES = 65_536
MOST_DEPTH = 24

_TREE_DEPTH = 48
_LONGEST_INT = 18
_BIGGEST_INT = 2**63
_SECOND_BOUND = 1e11  # the year 5138: beyond it no clock is meant
_MILLISECONDS = 1e12
_CUT = "..."
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


class Unreadable(Exception):
    """A body is no JSON object. The message says why, without its content."""


def read(body: bytes) -> Table:
    """
    Return the object that a body holds.

    :raises Unreadable: if it holds none
    """
    try:
        tree = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        tree = _read_leniently(body)
    if type(tree) is not dict:
        raise Unreadable("no JSON object")
    return tree


def _read_leniently(body: bytes) -> Any:
    """Read what the strict reader refuses but a person would still understand."""
    text = _without_depths(body.decode("utf-8-sig", "replace"))
    try:
        tree = json.loads(
            text,
            strict=False,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=str,
        )
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None
    return _without_halves(tree)


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_INT else digits


def _float(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits


def _without_depths(text: str) -> str:
    """Return JSON in which everything nested too deep is null."""
    pieces: list[str] = []
    depth, kept_to = 0, 0
    for token in _STRING_OR_BRACKET.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth == _TREE_DEPTH:
                pieces += text[kept_to : token.start()], "null"
        elif token[0] in "]}":
            if depth == _TREE_DEPTH:
                kept_to = token.end()
            depth -= 1
    return "".join([*pieces, text[kept_to:]]) if pieces else text


def _without_halves(value: Any) -> Any:
    """Return a tree without half surrogates, which no UTF-8 can carry."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_without_halves(item) for item in value]
    if isinstance(value, dict):
        return {_without_halves(k): _without_halves(v) for k, v in value.items()}
    return value


def word(table: Table, key: str, most: int = MOST_ID_CHARS) -> str:
    """
    Return a short string or number as text; "" if there is none.

    What is longer than `most` is no id of anything, and so is "" as well.
    """
    value = table.get(key)
    if type(value) is str:
        if "\0" in value:
            value = value.replace("\0", "")
        return value if len(value) <= most else ""
    if type(value) is int and -_BIGGEST_INT < value < _BIGGEST_INT:
        return str(value)
    return ""


def words(table: Table, key: str, most: int = MOST_TEXT_CHARS) -> str:
    """Return a text, cut at `most` characters; "" if there is none."""
    value = table.get(key)
    if type(value) is not str:
        return word(table, key)
    return value.replace("\0", "")[:most]


def table(parent: Table, key: str) -> Table:
    """Return the object under a key, or an empty one."""
    value = parent.get(key)
    return value if type(value) is dict else {}


def items(parent: Table, key: str) -> list[Any]:
    """Return the list under a key; one lonely thing counts as a list of it."""
    value = parent.get(key)
    if type(value) is list:
        return value
    return [] if value is None else [value]


def tables(parent: Table, key: str) -> Iterator[Table]:
    """Yield the objects of the list under a key and pass over everything else."""
    return (item for item in items(parent, key) if type(item) is dict)


def seconds(parent: Table, key: str) -> float:
    """Return a time as seconds since 1970; milliseconds are noticed. Else 0."""
    value = parent.get(key)
    try:
        number = float(value) if type(value) in (str, int, float) else 0.0  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return 0.0
    if number >= _MILLISECONDS:
        number /= 1000
    return number if 0 < number < _SECOND_BOUND else 0.0


def keep(value: Any, depth: int = 0) -> Any:
    """Return a copy of anything that can be stored: see the top of this module."""
    if isinstance(value, (list, dict)):
        return _keep_nested(value, depth + 1) if depth < MOST_DEPTH else _CUT
    if isinstance(value, str):
        return value.replace("\0", "")[:MOST_TEXT_CHARS]
    return value if isinstance(value, (bool, type(None))) else _keep_number(value)


def _keep_nested(value: list[Any] | Table, depth: int) -> list[Any] | Table:
    if isinstance(value, list):
        return [keep(item, depth) for item in value]
    return {keep(key): keep(item, depth) for key, item in value.items()}


def _keep_number(number: float) -> float | str:
    if isinstance(number, float):
        return number if math.isfinite(number) else str(number)
    if -_BIGGEST_INT < number < _BIGGEST_INT:
        return number
    # Decimal digits of a huge number cost quadratic time, hexadecimal ones do not.
    return f"{number:#x}"[:MOST_TEXT_CHARS]


def pack(value: Any) -> bytes:
    """Return bytes that are the same for the same content, whatever its order."""
    return msgspec.json.encode(keep(value), order="sorted")


def digest(*parts: bytes | str) -> str:
    """Return 32 hexadecimal digits that stand for parts of any length."""
    mill = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        mill.update(len(raw).to_bytes(8, "big") + raw)
    return mill.hexdigest()
