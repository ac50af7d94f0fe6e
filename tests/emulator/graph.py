"""An office of a few lines: what the Graph endpoints answer to it."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

NUMBER = "100200300400500"
ACCOUNT = "500400300200100"
TOKEN = "training-token"
SITI = "6281200000001"


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def error(self) -> dict[str, Any]:
        error: dict[str, Any] = self.body["error"]
        return error

    @property
    def message_id(self) -> str:
        return str(self.body["messages"][0]["id"])


class Office:
    def __init__(self, base_url: str, token: str = TOKEN) -> None:
        self.base_url = base_url
        self.token = token

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        content_type: str = "application/json",
        timeout: float = 5.0,
    ) -> Answer:
        place = urlsplit(self.base_url)
        connection = http.client.HTTPConnection(place.netloc, timeout=timeout)
        try:
            headers = {
                "Authorization": f"Bearer {self.token}",
                "Content-Type": content_type,
            }
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            raw = response.read()
            is_json = response.headers.get_content_type() == "application/json"
            parsed = json.loads(raw) if is_json else raw
            return Answer(response.status, parsed, dict(response.headers))
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def send(self, *, timeout: float = 5.0, version: str = "/v26.0", **fields: Any):
        message = {"messaging_product": "whatsapp", "to": SITI, **fields}
        message = {name: value for name, value in message.items() if value is not None}
        path = f"{version}/{NUMBER}/messages"
        return self.ask("POST", path, json.dumps(message).encode(), timeout=timeout)

    def say(self, words: str, **fields: Any) -> Answer:
        return self.send(type="text", text={"body": words}, **fields)

    def send_form(self, fields: dict[str, str]) -> Answer:
        body = urlencode(fields).encode()
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", f"/v26.0/{NUMBER}/messages", body, kind)

    def offer(self, *titles: str, words: str = "Pilih", **fields: Any) -> Answer:
        buttons = [
            {"type": "reply", "reply": {"id": f"id-{title}", "title": title}}
            for title in titles
        ]
        interactive = {
            "type": "button",
            "body": {"text": words},
            "action": {"buttons": buttons},
            **fields,
        }
        return self.send(type="interactive", interactive=interactive)

    def offer_list(self, rows: list[dict[str, str]], **fields: Any) -> Answer:
        action = {"button": "Buka", "sections": [{"title": "Jam", "rows": rows}]}
        interactive = {
            "type": "list",
            "body": {"text": "Pilih jam"},
            "action": action | fields,
        }
        return self.send(type="interactive", interactive=interactive)

    def upload(self, content: bytes, mime_type: str = "image/png") -> Answer:
        fields = {"messaging_product": "whatsapp", "type": mime_type}
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        parts.append(
            '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
            f"Content-Type: {mime_type}\r\n\r\n"
        )
        body = "".join(parts).encode() + content + b"\r\n--x--\r\n"
        kind = "multipart/form-data; boundary=x"
        return self.ask("POST", f"/v26.0/{NUMBER}/media", body, kind)
