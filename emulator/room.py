"""
Everyone in the training room, and who looks at their phones.

Memory is bounded: so many citizens are known at once.
"""

from __future__ import annotations

import asyncio
import itertools

from emulator import ids
from emulator.clock import Clock
from emulator.state import Citizen, Message
from emulator.switches import IdentityMode, Switches
from emulator.wire import Json

CITIZENS_KEPT = 20_000


class Room:
    """Everyone in the training room, and who watches their phones."""

    def __init__(self, business: str, switches: Switches, clock: Clock) -> None:
        self.business = business
        self.switches = switches
        self.clock = clock
        self.citizens: dict[str, Citizen] = {}
        self._by_user_id: dict[str, Citizen] = {}
        self._numbers = itertools.count(1)
        self._waiting: dict[str, list[asyncio.Future[None]]] = {}
        self.watchers: set[asyncio.Queue[Json]] = set()

    def now(self) -> float:
        """Return the room's time: seconds since 1970, as the switches turn it."""
        return self.clock.now()

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

    def move(self, citizen: Citizen, phone: str, user_id: str) -> None:
        """Give a person another number; a new number has a new user id, too."""
        self.forget(citizen)
        citizen.phone, citizen.user_id = phone, user_id
        citizen.parent_user_id = ids.parent_user_id(phone)
        self.citizens[citizen.key] = citizen
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
