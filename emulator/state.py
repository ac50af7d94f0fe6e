"""
The people of the training room and what their phones show.

Memory is bounded: the last messages of each citizen, and so many citizens.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Literal

from emulator import ids
from emulator.switches import IdentityMode, Switches
from emulator.wire import Json

MESSAGES_KEPT = 200
CITIZENS_KEPT = 20_000

Author = Literal["citizen", "office"]
Tick = Literal["waiting", "sent", "delivered", "read", "failed"]


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
    details: Json = field(default_factory=dict)

    def shown(self) -> Json:
        """Return the bubble for the control API and the page."""
        media = f"/control/media/{self.media_id}" if self.media_id else ""
        return {**asdict(self), "media_url": media}


@dataclass(slots=True)
class Citizen:
    """A person with a phone. All of them are invented."""

    phone: str
    user_id: str
    parent_user_id: str = ""
    name: str = ""
    username: str = ""
    identity: IdentityMode | None = None
    last_spoke_at: float | None = None
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
            "messages": len(self.messages),
        }

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


class Room:
    """Everyone in the training room, and who watches their phones."""

    def __init__(self, business: str, switches: Switches) -> None:
        self.business = business
        self.switches = switches
        self.citizens: dict[str, Citizen] = {}
        self._by_user_id: dict[str, Citizen] = {}
        self._numbers = itertools.count(1)
        self._waiting: dict[str, list[asyncio.Future[None]]] = {}
        self.watchers: set[asyncio.Queue[Json]] = set()

    def now(self) -> float:
        """Return the room's time: seconds since 1970, shifted by a switch."""
        return time.time() + self.switches.clock_shift_s

    def mode_of(self, citizen: Citizen) -> IdentityMode:
        """Return which identities this person shows to the office."""
        if not citizen.phone:
            return "bsuid_only"
        return citizen.identity or self.switches.identity

    def find(self, key: str) -> Citizen | None:
        """Return a person by phone or user id."""
        return self.citizens.get(key) or self._by_user_id.get(key)

    def citizen(self, key: str) -> Citizen:
        """Return a person by phone or user id; invent one if there is none."""
        found = self.find(key)
        if found:
            return found
        is_user_id = bool(ids.USER_ID.fullmatch(key))
        citizen = Citizen(
            phone="" if is_user_id else key,
            user_id=key if is_user_id else ids.user_id(key, self.business),
            parent_user_id="" if is_user_id else ids.parent_user_id(key),
        )
        self.citizens[citizen.key] = citizen
        self._by_user_id[citizen.user_id] = citizen
        if len(self.citizens) > CITIZENS_KEPT:
            self.forget(next(iter(self.citizens.values())))
        self.publish({"event": "citizen", "citizen": citizen.shown()})
        return citizen

    def rename(self, citizen: Citizen, user_id: str) -> None:
        """Give a person another user id, as a changed number does."""
        self._by_user_id.pop(citizen.user_id, None)
        citizen.user_id = user_id
        self._by_user_id[user_id] = citizen

    def forget(self, citizen: Citizen) -> None:
        """Remove a person and their phone."""
        self.citizens.pop(citizen.key, None)
        self._by_user_id.pop(citizen.user_id, None)

    def add(self, citizen: Citizen, message: Message) -> None:
        """Put a bubble on a phone."""
        message.seq = next(self._numbers)
        citizen.messages.append(message)
        self.show(citizen, message)

    def show(self, citizen: Citizen, message: Message) -> None:
        """Tell everyone who looks at this phone that a bubble is new or changed."""
        for waiter in self._waiting.pop(citizen.key, []):
            if not waiter.done():
                waiter.set_result(None)
        if self.watchers:
            self.publish(
                {"event": "message", "key": citizen.key, "message": message.shown()}
            )

    def publish(self, event: Json) -> None:
        """Hand an event to all watching pages; one that sleeps is dropped."""
        for watcher in list(self.watchers):
            try:
                watcher.put_nowait(event)
            except asyncio.QueueFull:
                self.watchers.discard(watcher)

    def dismiss(self) -> None:
        """Send all watchers and waiters home: the room closes."""
        self.publish({"event": "closing"})
        self.watchers.clear()
        for waiter in [w for queue in self._waiting.values() for w in queue]:
            if not waiter.done():
                waiter.set_result(None)

    async def changed(self, key: str, timeout_s: float) -> bool:
        """Wait until something happens on a phone; False if nothing did in time."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, []).append(waiter)
        try:
            async with asyncio.timeout(timeout_s):
                await waiter
        except TimeoutError:
            return False
        finally:
            self._leave(key, waiter)
        return True

    def _leave(self, key: str, waiter: asyncio.Future[None]) -> None:
        queue = self._waiting.get(key, [])
        if waiter in queue:
            queue.remove(waiter)
        if not queue:
            self._waiting.pop(key, None)

    def empty(self) -> None:
        """Forget everyone."""
        self.citizens.clear()
        self._by_user_id.clear()
