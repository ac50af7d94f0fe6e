"""
The templates that Loket needs at the provider, and how one is filled.

They are declared in `templates.toml`; their sentences are those of the catalogues, so
that an approved text and a free one say the same. An agency's own words do not count
here: the provider has approved ours.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from loket.channels.outgoing import Gap, Template, TemplateButton
from loket.dialogue import words

SOURCE = Path(__file__).with_name("templates.toml")
_SPACES = re.compile(r"\s+")


class Needed(msgspec.Struct, frozen=True):
    """A template that must stand at the provider in every one of our languages."""

    kind: str
    name: str
    key: str
    buttons: list[str]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    languages: list[str]
    category: str
    templates: list[Needed]
    examples: dict[str, str]


@cache
def declared() -> _File:
    """Return what is declared."""
    return msgspec.convert(tomllib.loads(SOURCE.read_text(encoding="utf-8")), _File)


def needed() -> Mapping[str, Needed]:
    """Return the template of each kind of notice."""
    return {one.kind: one for one in declared().templates}


def languages(wanted: str) -> list[str]:
    """Return in which languages a person may be written to, the best one first."""
    known = declared().languages
    return sorted(known, key=lambda language: language != wanted)


def sentence(template: Needed, language: str) -> str:
    """Return the approved body with the names of its variables in braces."""
    return words.catalogue(language)[template.key][0]


def variables(template: Needed, language: str) -> list[str]:
    """Return the names of the variables in the order in which they stand."""
    parsed = string.Formatter().parse(sentence(template, language))
    return list(dict.fromkeys(name for _, name, _, _ in parsed if name))


def fill(
    template: Needed, language: str, facts: Mapping[str, str], taps: Sequence[str]
) -> Template:
    """Return a template with these facts, and what each of its buttons means."""
    return Template(
        name=template.name,
        language=language,
        gaps=[
            Gap(words=_one_line(facts[name]), name=name)
            for name in variables(template, language)
        ],
        buttons=[TemplateButton(place, tap) for place, tap in enumerate(taps)],
    )


def _one_line(fact: str) -> str:
    """A value may have no line breaks, tabs or rows of spaces (Meta, error 132018)."""
    return _SPACES.sub(" ", fact).strip()


def requests() -> list[dict[str, Any]]:
    """Return what must be sent to Meta to have each template approved."""
    return [
        {
            "name": template.name,
            "language": language,
            "category": declared().category,
            "parameter_format": "NAMED",
            "components": [_body(template, language), _buttons(template, language)],
        }
        for template in declared().templates
        for language in declared().languages
    ]


def _body(template: Needed, language: str) -> dict[str, Any]:
    names = variables(template, language)
    examples = [
        {"param_name": name, "example": declared().examples[name]} for name in names
    ]
    marked = sentence(template, language).format(
        **{name: f"{{{{{name}}}}}" for name in names}
    )
    return {
        "type": "BODY",
        "text": marked,
        "example": {"body_text_named_params": examples},
    }


def _buttons(template: Needed, language: str) -> dict[str, Any]:
    said = (words.catalogue(language)[key][0] for key in template.buttons)
    buttons = [{"type": "QUICK_REPLY", "text": text} for text in said]
    return {"type": "BUTTONS", "buttons": buttons}
