"""
The registry of templates of one business account.

Source of the rules: Meta, message templates, and error codes 132000-132016.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from typing import Any

from emulator.errors import Refusal
from emulator.wire import Json

NAME = re.compile(r"[a-z0-9_]{1,512}")
PLACEHOLDER = re.compile(r"\{\{\s*([a-z0-9_]+)\s*\}\}")
CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")

# The code with which a template in this state is refused.
REFUSED_STATES = {"PAUSED": 132015, "DISABLED": 132016}


class Registry:
    """Templates by name and language, in the order they were made."""

    def __init__(self, templates: Sequence[Json]) -> None:
        self._templates = list(templates)

    def all(self) -> list[Json]:
        """Return every template."""
        return self._templates

    def create(self, wanted: Json) -> Json:
        """
        Add a template; it is approved at once.

        :raises Refusal: 100 if it is malformed or there already
        """
        name, language = str(wanted.get("name", "")), str(wanted.get("language", ""))
        if not NAME.fullmatch(name):
            raise Refusal(100, "name may hold only a-z, 0-9 and underscores.")
        if wanted.get("category") not in CATEGORIES or not language:
            raise Refusal(100, "category and language are required.")
        if self._find(name, language):
            raise Refusal(100, "There is already content in this language.")
        template = {
            "id": str(7 * 10**14 + secrets.randbelow(10**14)),
            "name": name,
            "language": language,
            "category": wanted["category"],
            "status": "APPROVED",
            "components": wanted.get("components", []),
        }
        self._templates.append(template)
        return template

    def remove(self, name: str) -> bool:
        """Delete a template in all its languages; False if there was none."""
        kept = [template for template in self._templates if template["name"] != name]
        was_there = len(kept) < len(self._templates)
        self._templates = kept
        return was_there

    def usable(self, name: str, language: str) -> Json:
        """
        Return an approved template.

        :raises Refusal: 132001 if there is none, 132015 or 132016 by its state
        """
        template = self._find(name, language)
        if template is None or template["status"] in ("PENDING", "REJECTED"):
            raise Refusal(
                132001, f"template name ({name}) does not exist in {language}"
            )
        if template["status"] in REFUSED_STATES:
            raise Refusal(REFUSED_STATES[template["status"]])
        return template

    def _find(self, name: str, language: str) -> Json | None:
        for template in self._templates:
            if template["name"] == name and template["language"] == language:
                return template
        return None


def words(template: Json, components: Sequence[Json]) -> tuple[str, list[str]]:
    """
    Return the filled-in body, and the texts of the quick-reply buttons.

    :raises Refusal: 132000 if the number of parameters differs, 132012 if their
        names or form do
    """
    text = str(_part(template["components"], "BODY").get("text", ""))
    parameters = _part(components, "BODY").get("parameters", [])
    names = list(dict.fromkeys(PLACEHOLDER.findall(text)))
    if len(parameters) != len(names):
        raise Refusal(
            132000,
            f"body: number of localizable_params ({len(parameters)}) does not match "
            f"the expected number of params ({len(names)})",
        )
    values = _values(parameters, names)
    filled = PLACEHOLDER.sub(lambda found: values[found[1]], text)
    return filled, _quick_replies(template)


def _part(components: Sequence[Json], type_: str) -> Json:
    for component in components:
        if str(component.get("type")).upper() == type_:
            return component
    return {}


def _values(parameters: Sequence[Json], names: Sequence[str]) -> dict[str, str]:
    is_named = any(not name.isdigit() for name in names)
    values: dict[str, str] = {}
    for parameter, expected in zip(parameters, names, strict=True):
        name = parameter.get("parameter_name") if is_named else expected
        values[str(name)] = _text_of(parameter)
    if set(values) != set(names):
        raise Refusal(132012, "Parameter name is missing or empty")
    return values


def _text_of(parameter: Json) -> str:
    type_ = parameter.get("type")
    if type_ == "text" and isinstance(parameter.get("text"), str):
        return str(parameter["text"])
    if type_ in ("currency", "date_time"):
        inner: dict[str, Any] = parameter.get(type_) or {}
        return str(inner.get("fallback_value", ""))
    raise Refusal(132012, "body parameters must be of type text with a text")


def _quick_replies(template: Json) -> list[str]:
    return [
        button["text"]
        for component in template["components"]
        if component["type"] == "BUTTONS"
        for button in component["buttons"]
        if button["type"] == "QUICK_REPLY"
    ]
