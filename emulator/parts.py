"""Reading parts of a request, refusing in the platform's manner."""

from __future__ import annotations

from typing import Any

from emulator import limits
from emulator.errors import Refusal
from emulator.wire import Json


def object_at(request: Any, name: str) -> Json:
    """Return an object inside a request, or refuse with 131008."""
    part = request.get(name) if isinstance(request, dict) else None
    if not isinstance(part, dict):
        raise Refusal(131008, f"Required parameter {name} is missing.")
    return part


def list_at(request: Json, name: str, limit: str) -> list[Any]:
    """Return a list of 1 to so many objects, or refuse with 131009."""
    part = request.get(name)
    if not isinstance(part, list) or not part:
        raise Refusal(131009, f"{name}: at least 1 is required.")
    most = limits.largest(limit)
    if len(part) > most:
        raise Refusal(131009, f"{name}: count exceeds max allowed count: {most}")
    if not all(isinstance(item, dict) for item in part):
        raise Refusal(131009, f"{name}: objects are expected.")
    return part


def text_at(part: Json, name: str, limit: str, *, optional: bool = False) -> str:
    """Return a text within its limit, or refuse with 131009."""
    text = part.get(name)
    if optional and text in (None, ""):
        return ""
    most = limits.largest(limit)
    if not isinstance(text, str) or not text.strip() or limits.length(text) > most:
        label = limit.replace(".", " ").capitalize()
        raise Refusal(
            131009, f"{label} length invalid. Min length: 1, Max length: {most}"
        )
    return text


def refuse_twins(values: list[str], what: str) -> None:
    """Refuse with 131009 if two values are the same."""
    if len(set(values)) < len(values):
        raise Refusal(131009, f"{what} must be unique.")
