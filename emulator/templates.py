"""
The registry of templates of one business account.

What a template may hold is in `template_rules`, what a filled-in one says in
`template_words`, and who approves, pauses and rates them in `reviews`.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence

from emulator.errors import Refusal
from emulator.template_rules import check_components
from emulator.wire import Json

NAME = re.compile(r"[a-z0-9_]{1,512}")
CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")
FORMATS = ("POSITIONAL", "NAMED")

# Codes of refused creations. Source: Meta, error codes, "Template creation errors".
EXISTS_ALREADY = 2388024

# What a sender hears of a template in a state. Source: Meta, error codes 132001-132016;
# only approved ones can be sent, so that all others do not exist.
REFUSED_STATES = {"PAUSED": 132015, "DISABLED": 132016}
SENDABLE = "APPROVED"

# In these states a template may be changed. Source: Meta, "Edit templates".
CHANGEABLE = ("APPROVED", "REJECTED", "PAUSED")

# What an app gets that names no fields. Source: Meta, template node; its examples.
USUAL_FIELDS = (
    "name", "previous_category", "parameter_format", "components", "language",
    "status", "category", "id",
)  # fmt: skip


class Registry:
    """Templates by name and language, in the order they were made."""

    def __init__(self, templates: Sequence[Json], now: Callable[[], float]) -> None:
        self._now = now
        self._templates = [self._complete(template) for template in templates]

    def all(self) -> list[Json]:
        """Return every template."""
        return self._templates

    def find(self, name: str, language: str) -> Json | None:
        """Return a template, None if there is none of that name and language."""
        for template in self._templates:
            if template["name"] == name and template["language"] == language:
                return template
        return None

    def with_id(self, identifier: str) -> Json | None:
        """Return a template by its id, None if there is none."""
        return next((t for t in self._templates if t["id"] == identifier), None)

    def create(self, wanted: Json) -> Json:
        """
        Add a template, which waits for its review.

        :raises Refusal: 100 if it is malformed or there already
        """
        name, language = str(wanted.get("name", "")), str(wanted.get("language", ""))
        if not NAME.fullmatch(name):
            raise Refusal(100, "name may hold only a-z, 0-9 and underscores.")
        if wanted.get("category") not in CATEGORIES or not language:
            raise Refusal(100, "category and language are required.")
        if self.find(name, language):
            raise Refusal(
                100,
                "There is already content in this language.",
                subcode=EXISTS_ALREADY,
            )
        template = self._complete(
            {
                "id": str(7 * 10**14 + secrets.randbelow(10**14)),
                "name": name,
                "language": language,
                "category": wanted["category"],
                "parameter_format": _format_of(wanted),
                "components": check_components(wanted),
            }
        )
        self._templates.append(template)
        return template

    def change(self, template: Json, wanted: Json) -> None:
        """
        Change components or category, which need another review.

        :raises Refusal: 100 if it may not be changed now, or is malformed
        """
        if template["status"] not in CHANGEABLE:
            raise Refusal(
                100, f"A template that is {template['status']} stays as it is."
            )
        if wanted.get("category", template["category"]) not in CATEGORIES:
            raise Refusal(100, "category is not known.")
        whole = template | wanted
        template["components"] = check_components(whole)
        template["category"] = whole["category"]
        template["status"] = "PENDING"

    def remove(self, name: str, identifier: str = "") -> bool:
        """Delete a template in all its languages, or only the one with an id."""
        kept = [
            template
            for template in self._templates
            if template["name"] != name or identifier not in ("", template["id"])
        ]
        was_there = len(kept) < len(self._templates)
        self._templates = kept
        return was_there

    def usable(self, name: str, language: str) -> Json:
        """
        Return an approved template.

        :raises Refusal: 132001 if there is none, 132015 or 132016 by its state
        """
        template = self.find(name, language)
        if template and template["status"] == SENDABLE:
            return template
        if template and template["status"] in REFUSED_STATES:
            raise Refusal(REFUSED_STATES[template["status"]])
        raise Refusal(132001, f"template name ({name}) does not exist in {language}")

    def _complete(self, template: Json) -> Json:
        usual: Json = {
            "parameter_format": "POSITIONAL",
            "status": "PENDING",
            "quality_score": {"score": "UNKNOWN", "date": int(self._now())},
            "rejected_reason": "NONE",
            "pauses": 0,
        }
        return usual | template


def _format_of(wanted: Json) -> str:
    format_ = str(wanted.get("parameter_format") or "POSITIONAL").upper()
    if format_ not in FORMATS:
        raise Refusal(100, "parameter_format must be POSITIONAL or NAMED.")
    return format_
