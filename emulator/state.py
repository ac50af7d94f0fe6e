"""
The people of the training room and what their phones show.

Memory is bounded: the last messages of each citizen are kept.
"""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Literal

from emulator import limits
from emulator.switches import IdentityMode
from emulator.wire import Json

MESSAGES_KEPT = 200

Author = Literal["citizen", "office"]
Tick = Literal["waiting", "sent", "delivered", "read", "played", "failed"]


@dataclass(slots=True)
class Option:
    """Something to tap. `kind` is the platform's word for the answer it makes."""

    id: str
    title: str
    description: str = ""
    section: str = ""
    kind: str = "button_reply"


@dataclass(slots=True)
class Message:
    """
    One bubble.

    `seq` counts all bubbles of the room. `at` is seconds since 1970. `label` opens
    the list or the `link`. `chosen` is the id of the option that was tapped.
    """

    id: str
    author: Author
    type: str
    at: float
    seq: int = 0
    text: str = ""
    header: str = ""
    footer: str = ""
    label: str = ""
    link: str = ""
    options: list[Option] = field(default_factory=list)
    chosen: str = ""
    media_id: str = ""
    mime_type: str = ""
    filename: str = ""
    reply_to: str = ""
    reaction: str = ""
    status: Tick = "waiting"
    error_code: int = 0
    reference: str = ""
    price: Json = field(default_factory=dict)
    details: Json = field(default_factory=dict)

    @property
    def asks_for(self) -> str:
        """What an interactive message of the office is, by the platform's word."""
        return str(self.details.get("interactive", ""))

    def shown(self) -> Json:
        """Return the bubble for the control API and the page."""
        media = f"/control/media/{self.media_id}" if self.media_id else ""
        return {**asdict(self), "media_url": media}


@dataclass(slots=True)
class Citizen:
    """
    A person with a phone. All of them are invented.

    `fails_with` is the code with which messages to them fail after they were
    accepted, 0 if none; `entered_at` when they last came by an advertisement.
    """

    phone: str
    user_id: str
    parent_user_id: str = ""
    name: str = ""
    username: str = ""
    identity: IdentityMode | None = None
    last_spoke_at: float | None = None
    entered_at: float | None = None
    fails_with: int = 0
    stopped_marketing: bool = False
    typing_until: float = 0.0
    messages: deque[Message] = field(
        default_factory=lambda: deque(maxlen=MESSAGES_KEPT)
    )

    @property
    def key(self) -> str:
        """How the room knows this person: by phone, else by user id."""
        return self.phone or self.user_id

    def shown(self) -> Json:
        """Return the person for the control API and the page."""
        return {
            "key": self.key,
            "phone": self.phone,
            "user_id": self.user_id,
            "name": self.name,
            "username": self.username,
            "identity": self.identity,
            "fails_with": self.fails_with,
            "stopped_marketing": self.stopped_marketing,
            "last_spoke_at": self.last_spoke_at,
            "messages": len(self.messages),
        }

    def has_window(self, now: float) -> bool:
        """Test if the office may use words of its own: they spoke within 24 hours."""
        return (
            self.last_spoke_at is not None
            and now - self.last_spoke_at <= limits.WINDOW_S
        )

    def find(self, message_id: str) -> Message | None:
        """Return a bubble by its id, None if it is unknown or forgotten."""
        return next((m for m in reversed(self.messages) if m.id == message_id), None)

    def find_option(self, wanted: str) -> tuple[Message, Option] | None:
        """Return the latest option with this id, else the latest with this title."""
        offered = [
            (message, option)
            for message in reversed(self.messages)
            if message.author == "office"
            for option in message.options
        ]
        by_id = (pair for pair in offered if pair[1].id == wanted)
        by_title = (pair for pair in offered if pair[1].title == wanted)
        return next(by_id, None) or next(by_title, None)
