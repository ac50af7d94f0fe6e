"""Making and sending templates, as an office does."""

from __future__ import annotations

import json
from typing import Any

from tests.emulator.graph import ACCOUNT, Answer, Office

PATH = f"/v26.0/{ACCOUNT}/message_templates"
EXAMPLE = {"body_text": [["a", "b", "c"]]}


def body(text: str = "Siap diambil: {{1}}.", **more: Any) -> dict[str, Any]:
    return {"type": "BODY", "text": text, "example": EXAMPLE, **more}


def make(office: Office, *components: dict[str, Any], **fields: Any) -> Answer:
    wanted = {"name": "kabar_siap", "language": "id", "category": "UTILITY"}
    wanted |= {"components": list(components) or [body()], **fields}
    return office.ask("POST", PATH, json.dumps(wanted).encode())


def send(
    office: Office,
    name: str,
    *values: Any,
    language: str = "id",
    more: list[dict[str, Any]] | None = None,
) -> Answer:
    parameters = [
        value if isinstance(value, dict) else {"type": "text", "text": value}
        for value in values
    ]
    components = [{"type": "body", "parameters": parameters}, *(more or [])]
    template = {
        "name": name,
        "language": {"code": language},
        "components": components,
    }
    return office.send(type="template", template=template)
