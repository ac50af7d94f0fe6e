"""
What a template may hold when it is made or changed. Numbers are in `limits`.

Source: Meta, message templates, "Template components", and the codes of its error
page, "Template creation errors". Read November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from emulator import limits
from emulator.errors import Refusal
from emulator.wire import Json

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")
NAMED = re.compile(r"[a-z][a-z0-9_]*")

TOO_LONG = 2388040
HEADER_FORMAT = 2388047
FOOTER_FORMAT = 2388073
AT_THE_EDGE = 2388299
NO_EXAMPLE = 2388043

# The platform writes what carries a code; an office only chooses that there is one.
OWN_WORDS = "{{1}} is your verification code."

HEADER_FORMATS = ("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION", "GIF", "PRODUCT")


def check_components(wanted: Json) -> list[Json]:
    """
    Return the components of a wanted template, their types in capitals.

    :raises Refusal: 100, mostly with a subcode, for the first thing that is wrong
    """
    components = _listed(wanted.get("components"), "components")
    found = [part | {"type": str(part.get("type", "")).upper()} for part in components]
    types = [part["type"] for part in found]
    if types.count("BODY") != 1 or len(set(types)) < len(types):
        raise Refusal(100, "components: one BODY, and each other type at most once.")
    for part in found:
        if part["type"] in CHECKS:
            CHECKS[part["type"]](part, wanted)
    return found


def placeholders(text: str) -> list[str]:
    """Return the names in a text, each once, in their order."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def _listed(value: Any, name: str) -> list[Json]:
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise Refusal(100, f"{name}: a list of objects is expected.")
    return value


def _text(part: Json, limit: str) -> str:
    text, most = part.get("text"), limits.largest(limit)
    if not isinstance(text, str) or not text.strip():
        raise Refusal(100, f"Component {part['type']} has no text.")
    if limits.length(text) > most:
        raise Refusal(
            100, f"{part['type']} may have {most} characters.", subcode=TOO_LONG
        )
    return text


def _check_names(names: Sequence[str], wanted: Json) -> None:
    if str(wanted.get("parameter_format") or "").upper() == "NAMED":
        is_right = all(NAMED.fullmatch(name) for name in names)
    else:
        is_right = list(names) == [str(n) for n in range(1, len(names) + 1)]
    if not is_right:
        raise Refusal(100, f"Parameters {list(names)} do not fit the parameter_format.")


def _check_body(part: Json, wanted: Json) -> None:
    if wanted.get("category") == "AUTHENTICATION":
        part["text"] = OWN_WORDS
        return
    text = _text(part, "template.body")
    names = placeholders(text)
    _check_names(names, wanted)
    if names and (text.strip().startswith("{{") or text.strip().endswith("}}")):
        raise Refusal(
            100, "Parameters stand neither first nor last.", subcode=AT_THE_EDGE
        )
    if names and not (part.get("example") or {}).keys() & {
        "body_text",
        "body_text_named_params",
    }:
        raise Refusal(
            100, "Component BODY is missing expected field example.", subcode=NO_EXAMPLE
        )


def _check_header(part: Json, wanted: Json) -> None:
    if str(part.get("format", "")).upper() not in HEADER_FORMATS:
        raise Refusal(100, "HEADER: format is not known.", subcode=HEADER_FORMAT)
    if str(part["format"]).upper() != "TEXT":
        return
    names = placeholders(_text(part, "template.header"))
    _check_names(names, wanted)
    if len(names) > 1:
        raise Refusal(100, "HEADER: at most one parameter.", subcode=HEADER_FORMAT)


def _check_footer(part: Json, _: Json) -> None:
    if "code_expiration_minutes" in part:
        return
    if placeholders(_text(part, "template.footer")):
        raise Refusal(100, "FOOTER: no parameters.", subcode=FOOTER_FORMAT)


def _check_buttons(part: Json, _: Json) -> None:
    buttons = _listed(part.get("buttons"), "buttons")
    most = limits.largest("template.buttons")
    if not 1 <= len(buttons) <= most:
        raise Refusal(100, f"BUTTONS: 1 to {most}.")
    for button in buttons:
        button["type"] = str(button.get("type", "")).upper()
        if button["type"] in ("OTP", "COPY_CODE", "REQUEST_CONTACT_INFO"):
            continue  # the platform writes their words
        _text(button, "template.button")


CHECKS: dict[str, Callable[[Json, Json], None]] = {
    "BODY": _check_body,
    "HEADER": _check_header,
    "FOOTER": _check_footer,
    "BUTTONS": _check_buttons,
}
