"""The whole stand-in: one number, its room of citizens, its courier, its stores."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Sequence
from typing import Any

import msgspec
from aiohttp import web

from emulator import ids, pricing, seeds
from emulator.clock import Clock
from emulator.deliver import Courier
from emulator.log import Call
from emulator.media import MediaStore
from emulator.number import Number
from emulator.payloads import Update
from emulator.rates import Rates
from emulator.reviews import Reviewer
from emulator.room import Room
from emulator.settings import Settings
from emulator.state import Author, Citizen, Message
from emulator.switches import Switches
from emulator.templates import Registry
from emulator.wire import Json

CALLS_KEPT = 2000


class Platform:
    """What the endpoints work on."""

    def __init__(self, settings: Settings, switches: dict[str, Any]) -> None:
        self.settings = settings
        self.chance = random.Random()
        self.switches = Switches()
        self._first_switches = switches
        self.clock = Clock()
        self.turn(switches)
        self.room = Room(settings.waba_id, self.switches, self.clock)
        self.media = MediaStore(self.room.now)
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.courier = Courier(
            settings, self.switches, self.clock, self.chance, self._note_delivered
        )
        self.released = asyncio.Event()
        self._begin()

    def _begin(self) -> None:
        self.number = Number()
        self.templates = Registry(seeds.read("templates.json"), self.clock.now)
        self.reviewer = Reviewer(self.clock, self.switches, self.announce)
        self.rates = Rates(self.switches, self.clock)
        self.allowance = pricing.Allowance()
        for person in seeds.read("citizens.json"):
            citizen = self.room.citizen(person["phone"])
            citizen.name, citizen.username = person["name"], person["username"]

    def turn(self, changes: dict[str, Any]) -> None:
        """
        Turn some switches, and the clock with them.

        :raises msgspec.ValidationError: as the switches do
        """
        self.switches.turn(changes)
        self.clock.turn(self.switches.time_warp, self.switches.clock_shift_s)

    async def reset(self) -> None:
        """Begin again: nobody spoke, nothing waits, all switches as at the start."""
        await self.courier.forget()
        await self.reviewer.dismiss()
        self.release()
        self.clock.reset()
        self.turn(msgspec.to_builtins(Switches()) | self._first_switches)
        self.room.empty()
        self.media.empty()
        self.calls.clear()
        self._begin()
        self.room.publish({"event": "reset"})

    def release(self) -> None:
        """Let go of all requests that the "hang" switch holds."""
        self.released.set()
        self.released = asyncio.Event()

    def new_message(self, citizen: Citizen, author: Author, type_: str) -> Message:
        """Return an empty bubble with a new id."""
        identifier = ids.message_id(citizen.key, from_office=author == "office")
        return Message(identifier, author, type_, at=self.room.now())

    def announce(self, field: str, value: Json) -> None:
        """Tell the office something about its account, number or templates."""
        update = Update(
            key=f"{field}/{self.settings.waba_id}",
            list_name="",
            body=value,
            contact=None,
            made_at=asyncio.get_running_loop().time(),
            field=field,
            at=int(self.clock.now()),
        )
        self.tell([update])

    def tell(self, updates: Sequence[Update], *, together: bool = False) -> None:
        """Hand updates to the courier, unless nobody is to hear of them."""
        if not self.number.is_subscribed:
            return
        wanted = [u for u in updates if u.key not in self.number.blocked]
        if wanted:
            self.courier.post(wanted, together=together)

    def _note_delivered(self, update: Update) -> None:
        message, citizen = update.message, self.room.find(update.key)
        if message and citizen and message.status == "waiting":
            message.status = "delivered"
            self.room.show(citizen, message)


PLATFORM = web.AppKey("platform", Platform)
