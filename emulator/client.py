"""
Speaks to a running emulator, so that a test reads like a script.

    platform = Emulator("http://127.0.0.1:8001")
    siti = platform.citizen("6281200000001", name="Siti")
    siti.say("halo")
    menu = siti.hears()
    siti.tap(menu.options[0])
    assert "Pilih" in siti.hears().text

Standard library only, synchronous, no sleeping: waiting is done by the emulator.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

from emulator.heard import Json
from emulator.levers import Levers
from emulator.person import Citizen, NothingHeard, SomethingHeard

__all__ = ["Citizen", "Emulator", "EmulatorRefused", "NothingHeard", "SomethingHeard"]

HTTP_BAD = 400


class EmulatorRefused(Exception):
    """The emulator did not do what the test asked; says why."""


class Emulator(Levers):
    """
    A running emulator.

    :param base_url: what it printed after "ready"
    """

    def __init__(self, base_url: str, timeout_s: float = 10.0) -> None:
        self.base_url = base_url.rstrip("/")
        self._place = urlsplit(self.base_url)
        self._timeout_s = timeout_s

    def citizen(self, phone: str, name: str = "") -> Citizen:
        """Return a person; they exist from now on, with this name if one is given."""
        known = {"name": name} if name else {}
        shown = self.call("PUT", f"/control/citizens/{quote(phone, safe='')}", known)
        return Citizen(self, shown["key"], shown["name"])

    def deliver_together(self, messages: Sequence[Mapping[str, Any]]) -> list[str]:
        """
        Let several people speak in ONE delivery; the ids of their messages.

        Each: `{"phone": ..., "text": ...}`, or choice, type, name as in the API.
        """
        return self._say_all("/control/deliveries", messages)

    def say_all(self, messages: Sequence[Mapping[str, Any]]) -> list[str]:
        """Let many people speak, each in a delivery of its own; fast."""
        return self._say_all("/control/messages", messages)

    def switch(self, **changes: Any) -> Json:
        """Turn switches: `switch(duplicate=0.2, graph={"mode": "slow"})`."""
        return self.call("PATCH", "/control/switches", changes)

    def switches(self) -> Json:
        """Return where all switches stand."""
        return self.call("GET", "/control/switches")

    @contextmanager
    def switched(self, **changes: Any) -> Iterator[None]:
        """Turn switches for a while."""
        before = self.switches()
        self.switch(**changes)
        try:
            yield
        finally:
            self.switch(**{name: before[name] for name in changes})

    def wait_idle(self, timeout_s: float = 10.0) -> bool:
        """Wait until nothing is on its way to the office any more."""
        path = f"/control/idle?wait_s={timeout_s}"
        return bool(self.call("GET", path, wait_s=timeout_s)["idle"])

    def deliveries(self, limit: int = 200, *, bodies: bool = False) -> list[Json]:
        """Return the last deliveries with their attempts, oldest first."""
        path = f"/control/log?limit={limit}&bodies={int(bodies)}"
        return list(self.call("GET", path)["deliveries"])

    def calls(self, limit: int = 200) -> list[Json]:
        """Return the last calls to the Graph endpoints, oldest first."""
        return list(self.call("GET", f"/control/log?limit={limit}")["calls"])

    def health(self) -> Json:
        """Return that it lives, and how many updates wait."""
        return self.call("GET", "/control/health")

    def retry_now(self) -> None:
        """End all pauses between attempts."""
        self.call("POST", "/control/retries", {})

    def set_webhook(
        self, url: str, app_secret: str = "", verify_token: str = ""
    ) -> None:
        """Deliver there from now on, after the challenge was answered."""
        wanted = {"url": url, "app_secret": app_secret, "verify_token": verify_token}
        self.call("PUT", "/control/webhook", wanted)

    def reset(self) -> None:
        """Begin again: nobody spoke, nothing waits, switches as at the start."""
        self.call("POST", "/control/reset", {})

    def fetch(self, path: str) -> bytes:
        """Return the bytes behind a bubble's `media_url`."""
        return self._exchange("GET", path, None, 0.0)

    def call(
        self, method: str, path: str, body: Any = None, wait_s: float = 0.0
    ) -> Json:
        """
        Make one call to the control API.

        :raises EmulatorRefused: with its sentence
        """
        raw = self._exchange(method, path, body, wait_s)
        answer: Json = json.loads(raw) if raw else {}
        return answer

    def _say_all(self, path: str, messages: Sequence[Mapping[str, Any]]) -> list[str]:
        answer = self.call("POST", path, {"messages": list(messages)})
        return [str(message["id"]) for message in answer["messages"]]

    def _exchange(self, method: str, path: str, body: Any, wait_s: float) -> bytes:
        timeout = self._timeout_s + wait_s
        connection = http.client.HTTPConnection(self._place.netloc, timeout=timeout)
        try:
            data = None if body is None else json.dumps(body).encode()
            headers = {"Content-Type": "application/json"}
            connection.request(method, path, data, headers)
            response = connection.getresponse()
            raw = response.read()
            if response.status >= HTTP_BAD:
                sentence = raw.decode(errors="replace")
                raise EmulatorRefused(f"{method} {path}: {response.status} {sentence}")
            return raw
        finally:
            connection.close()
