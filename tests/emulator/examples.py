"""
Examples of requests and answers as others wrote them down, made ready to be sent.

The examples are no part of this project. `EMULATOR_EXAMPLES` names a folder that holds
`requests` and `responses` of one or more collections: JSON files with method, path or
url, and body. Placeholders in them are filled with what the emulator knows.
"""

from __future__ import annotations

import itertools
import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from emulator.client import Citizen, Emulator
from tests.emulator.graph import ACCOUNT, NUMBER, SITI, TOKEN
from tests.emulator.receiver import VERIFY_TOKEN

VARIABLE = "EMULATOR_EXAMPLES"
Json = dict[str, Any]

# What stands in addresses for something of ours.
NAMES = {
    "version": "v23.0",
    "phone-number-id": NUMBER,
    "business-phone-number-id": NUMBER,
    "waba-id": ACCOUNT,
    "media-id": "{media}",
    "template-id": "{template}",
    "upload-id": "{upload}",
}
PLACE = re.compile(r"\{\{([\w-]+)\}\}|\{([\w-]+)\}|<([\w-]+)>")
ADDRESS = "https://example.test/a"
VERIFY_CODE = "123456"
FILES = ("image", "audio", "video", "document", "sticker")
BLANK = re.compile(r"<.*>|\{\{.*\}\}")

# What is covered, by method and the end of the address after the object.
COVERED = {
    "GET": (
        "", "message_templates", "subscribed_apps", "phone_numbers", "block_users",
        "whatsapp_business_profile", "settings", "debug_token",
    ),
    "POST": (
        "", "messages", "media", "message_templates", "subscribed_apps", "register",
        "deregister", "request_code", "verify_code", "settings", "block_users",
        "whatsapp_business_profile", "app/uploads",
    ),
    "PUT": ("messages",),
    "DELETE": ("", "message_templates", "subscribed_apps", "block_users"),
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A request to send: `place` is the address without the object's id."""

    name: str
    method: str
    path: str
    place: str
    body: Any


# Examples that cannot be sent as they stand, each with why.
LEFT_OUT = {
    "post-messages-send-reply-to-list-message": "its type is missing",
    "post-send-order-details-message": "its action stands one level too deep",
}

# Answers that differ from the examples on purpose: by method and place, with why.
DIFFERENT = {
    ("GET", "whatsapp_business_profile"): "clients read the profile without its cover",
}


def folder() -> Path | None:
    """Return where the examples are, None if nobody said."""
    place = os.environ.get(VARIABLE, "")
    return Path(place) if place else None


@cache
def requests() -> tuple[Example, ...]:
    """Return all requests that are covered."""
    return tuple(e for e in _all("requests") if _is_covered(e))


@cache
def answers() -> dict[tuple[str, str], list[Any]]:
    """Return the bodies of accepted calls, by method and place."""
    found: dict[tuple[str, str], list[Any]] = {}
    for file in _files("responses"):
        entry = json.loads(file.read_text())
        if str(entry.get("status")) == "200" and isinstance(entry["body"], dict):
            example = _example(file.stem, entry)
            found.setdefault((example.method, example.place), []).append(example.body)
    return found


def _all(kind: str) -> list[Example]:
    return [_example(f.stem, json.loads(f.read_text())) for f in _files(kind)]


def _files(kind: str) -> list[Path]:
    root = folder()
    return sorted(root.glob(f"*/{kind}/*.json")) if root else []


def _example(name: str, entry: Json) -> Example:
    written = entry.get("path") or entry["url"]
    written = written.replace("{{base-url}}", "https://x/{{Version}}")
    path = PLACE.sub(_filled, urlsplit(written).path)
    query = urlsplit(written).query
    place = re.sub(r"^/v23\.0", "", path).rstrip("/")
    place = re.sub(r"^/(\{?\w+\}?)(?=/|$)", _object, place).strip("/")
    full = f"{path}?{query}" if query else path
    return Example(name, entry["method"], full, place, entry.get("body"))


def _filled(found: re.Match[str]) -> str:
    word = next(part for part in found.groups() if part).lower().replace("_", "-")
    return NAMES.get(word, f"[{word}]")


def _object(found: re.Match[str]) -> str:
    known = {NUMBER: "", ACCOUNT: ""}
    return known.get(found[1], found[1])


def _is_covered(example: Example) -> bool:
    if example.name in LEFT_OUT or "[" in example.path:
        return False
    return example.place in COVERED[example.method]


class Stage:
    """The world in which examples can be sent: what they name is there."""

    def __init__(
        self, emulator: Emulator, siti: Citizen, media_id: str, webhook: str
    ) -> None:
        self._emulator = emulator
        self._media_id = media_id
        self._numbers = itertools.count()
        self._template = emulator.template("hello_world", "en_US")["id"]
        self._known = {
            "to": SITI,
            "user": SITI,
            "message_id": siti.say("halo"),
            "pin": "111222",
            "latitude": "-6.2",
            "longitude": "106.8",
            "override_callback_uri": webhook,
            "verify_token": VERIFY_TOKEN,
        }

    def path(self, example: Example) -> str:
        """Return the address of an example with ids that exist."""
        path = example.path.replace("{template}", self._template)
        path = path.replace("{media}", self._media_id)
        path = path.replace("{{User-Access-Token}}", TOKEN)
        path = path.replace("<HSM_ID>", self._template)
        path = re.sub(r"<(TEMPLATE_)?NAME>", "hello_world", path)
        path = path.replace("<YOUR_FILE_LENGTH>", "6").replace(
            "<PHONE_NUMBER_ID>", NUMBER
        )
        return quote(path, safe="/?&=:%")

    def body(self, example: Example) -> Any:
        """Return the body of an example, its placeholders filled in."""
        body = self._fill(json.loads(json.dumps(example.body)), "", example.place)
        if isinstance(body, dict) and body.get("type") == "template":
            self._make(body["template"])
        return body

    def _fill(self, part: Any, key: str, inside: str) -> Any:
        if isinstance(part, dict):
            return {k: self._fill(v, k, key or inside) for k, v in part.items()}
        if isinstance(part, list):
            return [self._fill(item, key, inside) for item in part]
        return self._value(part, key, inside) if isinstance(part, str) else part

    def _value(self, text: str, key: str, inside: str) -> str:
        blank = bool(BLANK.fullmatch(text))
        is_address = key in ("link", "url") and "<" in text
        known = {
            (True, "code", "verify_code"): VERIFY_CODE,
            (key == "id" and inside in FILES, key, inside): self._media_id,
            (key == "type" and blank, key, inside): "text",
            (is_address or text.startswith("http(s)"), key, inside): ADDRESS,
        }
        usual = f"isi_{next(self._numbers)}" if blank else text
        return self._known.get(key) or known.get((True, key, inside), usual)

    def _make(self, template: Json) -> None:
        parts = template.get("components", [])
        components = [_component(part) for part in parts if part["type"] != "button"]
        if not any(part["type"] == "BODY" for part in components):
            components.append({"type": "BODY", "text": "Halo."})
        buttons = [_button(part) for part in parts if part["type"] == "button"]
        if buttons:
            components.append({"type": "BUTTONS", "buttons": buttons})
        template["name"] = re.sub(r"\W", "_", template["name"].lower())
        wanted = {
            "name": template["name"],
            "language": template["language"]["code"],
            "category": "UTILITY",
            "components": components,
        }
        self._emulator.call("POST", "/control/templates", wanted)


def _component(part: Json) -> Json:
    parameters = part.get("parameters", [])
    type_ = part["type"].upper()
    if type_ == "HEADER" and parameters[0]["type"] != "text":
        return {"type": type_, "format": parameters[0]["type"].upper()}
    words = " dan ".join(f"{{{{{n}}}}}" for n in range(1, len(parameters) + 1))
    example = {"body_text": [["a"] * len(parameters)]}
    return {"type": type_, "text": f"Isi: {words}.", "example": example}


def _button(part: Json) -> Json:
    type_ = str(part["sub_type"]).upper()
    return {"type": type_, "text": "Tombol", "url": "https://example.test/{{1}}"}
