"""
What a filled-in template says.

Source of the rules: Meta, message templates, and error codes 132000-132018.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from emulator import limits
from emulator.errors import Refusal
from emulator.state import Message, Option
from emulator.template_rules import PLACEHOLDER, placeholders
from emulator.wire import Json

# What a parameter may not hold, by code 132018.
UNWANTED = re.compile(r"[\n\t]| {5,}")
FILES = ("image", "video", "document")


def write(message: Message, template: Json, components: Sequence[Json]) -> Json:
    """
    Write a template into an empty bubble; return the file of its header, {} if none.

    :raises Refusal: 132000 if the number of parameters differs, 132012 if their names
        or form do, 132018 if one may not be sent, 132005 if it all gets too long
    """
    named = template["parameter_format"] == "NAMED"
    given = {_place(part): _parameters(part) for part in components}
    header = _part(template, "HEADER")
    file = _header(message, header, given.get("HEADER", []), named=named)
    body = str(_part(template, "BODY").get("text", ""))
    message.text = _fill("body", body, given.get("BODY", []), named=named)
    if limits.length(message.text) > limits.largest("template.body"):
        raise Refusal(132005, "body: the filled-in text is too long.")
    message.footer = str(_part(template, "FOOTER").get("text", ""))
    buttons = _part(template, "BUTTONS").get("buttons", [])
    for number, button in enumerate(buttons):
        _button(message, button, given.get(f"BUTTON{number}", []))
    message.details["template"] = template["name"]
    message.details["language"] = template["language"]
    return file


def _part(template: Json, type_: str) -> Json:
    parts: list[Json] = template["components"]
    return next((part for part in parts if part["type"] == type_), {})


def _place(component: Json) -> str:
    type_ = str(component.get("type")).upper()
    return f"BUTTON{int(component.get('index', 0))}" if type_ == "BUTTON" else type_


def _parameters(component: Json) -> list[Json]:
    return list(component.get("parameters") or [])


def _header(
    message: Message, header: Json, parameters: list[Json], *, named: bool
) -> Json:
    format_ = str(header.get("format", "TEXT")).lower()
    if format_ == "text":
        words = str(header.get("text", ""))
        message.header = _fill("header", words, parameters, named=named)
        return {}
    if len(parameters) != 1 or parameters[0].get("type") != format_:
        raise Refusal(132012, f"header: Format mismatch, expected {format_.upper()}")
    part = parameters[0].get(format_) or {}
    if format_ in FILES:
        return {"kind": format_, "part": part}
    message.details[format_] = part
    return {}


def _fill(where: str, text: str, parameters: list[Json], *, named: bool) -> str:
    names = placeholders(text)
    if len(parameters) != len(names):
        raise Refusal(
            132000,
            f"{where}: number of localizable_params ({len(parameters)}) does not match "
            f"the expected number of params ({len(names)})",
        )
    if not named:
        values = dict(zip(names, map(_text_of, parameters), strict=True))
    else:
        values = {str(p.get("parameter_name")): _text_of(p) for p in parameters}
    if set(values) != set(names):
        raise Refusal(132012, f"{where}: Parameter name is missing or empty")
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def _text_of(parameter: Json) -> str:
    type_ = parameter.get("type")
    if type_ in ("currency", "date_time"):
        inner: dict[str, Any] = parameter.get(type_) or {}
        return str(inner.get("fallback_value", ""))
    text = parameter.get("text")
    if type_ != "text" or not isinstance(text, str) or not text.strip():
        raise Refusal(132012, "body parameters must be of type text with a text")
    if UNWANTED.search(text):
        raise Refusal(
            132018,
            "Param text cannot have new-line/tab characters or more than 4 consecutive "
            "spaces",
        )
    return text


def _button(message: Message, button: Json, parameters: list[Json]) -> None:
    if button["type"] == "URL":
        suffix = [str(p.get("text", "")) for p in parameters]
        address = str(button.get("url", ""))
        if len(suffix) != len(placeholders(address)):
            raise Refusal(132000, "buttons: url and its parameters do not fit.")
        message.label = button["text"]
        message.link = PLACEHOLDER.sub(lambda _: suffix[0], address)
    elif button["type"] == "QUICK_REPLY":
        payload = next((str(p.get("payload", "")) for p in parameters), button["text"])
        message.options.append(Option(payload, button["text"], kind="quick_reply"))
    elif button["type"] == "REQUEST_CONTACT_INFO":
        message.label = "share_contact"
        message.details["interactive"] = "request_contact_info"
