"""One invented person, as a test plays them: says, taps, sends, hears, moves."""

from __future__ import annotations

from typing import Any, Protocol
from urllib.parse import quote

from emulator.heard import Heard, Json, Option, heard


class Caller(Protocol):
    """Whoever makes calls to the control API."""

    def call(
        self, method: str, path: str, body: Any = None, wait_s: float = 0.0
    ) -> Json:
        """Make one call."""


class NothingHeard(AssertionError):
    """The office did not say what was expected in time; shows what it did say."""


class SomethingHeard(AssertionError):
    """The office spoke though it should have been silent."""


class Citizen:
    """One invented person with a phone."""

    def __init__(self, emulator: Caller, phone: str, name: str) -> None:
        self.emulator = emulator
        self.phone = phone
        self.name = name
        self.seen = 0
        self._path = f"/control/citizens/{quote(phone, safe='')}"

    def say(self, text: str, **more: Any) -> str:
        """Write a text; the id of the message. `more`: fields of the control API."""
        return self.send(text=text, **more)

    def tap(self, wanted: Option | str) -> str:
        """Tap an option of an earlier message, by its id or title."""
        choice = wanted.id if isinstance(wanted, Option) else wanted
        return self.send(choice=choice)

    def send(self, type: str = "", **fields: Any) -> str:
        """Send anything: `send("voice")`, `send("image", caption="...")`."""
        said = {"type": type, "name": self.name, **fields}
        said = {key: value for key, value in said.items() if value != ""}
        sent = self.emulator.call("POST", f"{self._path}/messages", said)
        return str(sent["id"])

    def hears(self, containing: str = "", timeout_s: float = 5.0) -> Heard:
        """
        Return the office's next unseen message, or the next that contains the words.

        :raises NothingHeard: if there is none in time
        """
        passed: list[str] = []
        while True:
            found = self._next(timeout_s)
            if not found:
                wanted = f" containing {containing!r}" if containing else ""
                raise NothingHeard(
                    f"{self.name or self.phone} heard nothing{wanted} in {timeout_s} s;"
                    f" passed over: {passed}"
                )
            self.seen = found[0].seq
            if containing.lower() in found[0].text.lower():
                return found[0]
            passed.append(found[0].text)

    def hears_nothing(self, for_s: float = 1.0) -> None:
        """
        Make sure that the office is silent for a while.

        :raises SomethingHeard: if it is not
        """
        found = self._next(for_s)
        if found:
            raise SomethingHeard(f"{self.name or self.phone} heard {found[0].text!r}")

    def phone_shows(self) -> list[Heard]:
        """Return all bubbles on the phone, both sides, oldest first."""
        return self._bubbles("after=0")

    def message(self, message_id: str) -> Heard:
        """
        Return a bubble by its id, with its present tick.

        :raises LookupError: if the phone does not show it
        """
        for bubble in self.phone_shows():
            if bubble.id == message_id:
                return bubble
        raise LookupError(message_id)

    def looks(self) -> int:
        """Read what waits, where read receipts are switched off; how many it was."""
        return int(self.emulator.call("POST", f"{self._path}/reads", {})["read"])

    def identifies_as(self, mode: str | None) -> Citizen:
        """Show "phone_only", "both" or "bsuid_only" to the office; None as switched."""
        self.emulator.call("PUT", self._path, {"identity": mode})
        return self

    def changes_user_id(self) -> str:
        """Get a new user id and let the office know; the new one."""
        changed = self.emulator.call("POST", f"{self._path}/identities", {})
        return str(changed["user_id"])

    def moves_to(self, phone: str) -> Citizen:
        """Take another number and let the office know; the person under the new one."""
        path = f"{self._path}/identities"
        changed = self.emulator.call("POST", path, {"phone": phone})
        return Citizen(self.emulator, changed["key"], self.name)

    def calls(self) -> str:
        """Ring the number; the id of the call."""
        return str(self.emulator.call("POST", f"{self._path}/calls", {})["id"])

    def is_written_to_in_the_app(self, text: str) -> str:
        """Let an officer answer past the machine; the id of the message."""
        echo = self.emulator.call("POST", f"{self._path}/echoes", {"text": text})
        return str(echo["id"])

    def is_silent_for(self, hours: float) -> Citizen:
        """Let it be so long ago that they spoke: after 24 hours the window closes."""
        self.emulator.call("PUT", self._path, {"silent_for_s": hours * 3600})
        return self

    def cannot_be_reached(self, code: int = 131026) -> Citizen:
        """Let messages to them fail after they were accepted; code 0 ends it."""
        self.emulator.call("PUT", self._path, {"fails_with": code})
        return self

    def prefers(self, value: str) -> Citizen:
        """Say "stop" or "resume" to what the office starts, in the phone's own menu."""
        self.emulator.call("POST", f"{self._path}/preferences", {"value": value})
        return self

    def _next(self, wait_s: float) -> list[Heard]:
        query = f"after={self.seen}&from=office&wait_s={wait_s}"
        return self._bubbles(query, wait_s)

    def _bubbles(self, query: str, wait_s: float = 0.0) -> list[Heard]:
        path = f"{self._path}/messages?{query}"
        answer = self.emulator.call("GET", path, wait_s=wait_s)
        return [heard(bubble) for bubble in answer["messages"]]
