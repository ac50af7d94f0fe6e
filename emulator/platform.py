"""The whole stand-in: one number, its room of citizens, its courier, its stores."""

from __future__ import annotations

import asyncio
import json
import random
from collections import deque
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import web

from emulator import ids, payloads
from emulator.deliver import Courier
from emulator.log import Call
from emulator.media import MediaStore
from emulator.payloads import Update
from emulator.rates import Rates
from emulator.settings import Settings
from emulator.state import Author, Citizen, Message, Room, Tick
from emulator.switches import Switches
from emulator.templates import Registry

CALLS_KEPT = 2000
SEEDS = Path(__file__).parent / "seeds"


class Platform:
    """What the endpoints work on."""

    def __init__(self, settings: Settings, switches: dict[str, Any]) -> None:
        self.settings = settings
        self.chance = random.Random()
        self.switches = Switches()
        self._first_switches = switches
        self.switches.turn(switches)
        self.room = Room(settings.waba_id, self.switches)
        self.media = MediaStore(self.room.now)
        self.templates = Registry(_seed("templates.json"))
        self.profile: dict[str, Any] = dict(_seed("profile.json"))
        self.rates = Rates(self.switches)
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.courier = Courier(
            settings, self.switches, self.chance, self._note_delivered
        )
        self.released = asyncio.Event()
        self._invite()

    async def reset(self) -> None:
        """Begin again: nobody spoke, nothing waits, all switches as at the start."""
        await self.courier.forget()
        self.release()
        self.switches.turn(msgspec.to_builtins(Switches()) | self._first_switches)
        self.room.empty()
        self.media.empty()
        self.templates = Registry(_seed("templates.json"))
        self.rates = Rates(self.switches)
        self.calls.clear()
        self._invite()
        self.room.publish({"event": "reset"})

    def release(self) -> None:
        """Let go of all requests that the "hang" switch holds."""
        self.released.set()
        self.released = asyncio.Event()

    def new_message(self, citizen: Citizen, author: Author, type_: str) -> Message:
        """Return an empty bubble with a new id."""
        identifier = ids.message_id(citizen.key, from_office=author == "office")
        return Message(identifier, author, type_, at=self.room.now())

    def send_receipts(self, citizen: Citizen, message: Message, category: str) -> None:
        """Let a message of the office reach its phone: sent, delivered, read."""
        pause = self.switches.status_delay_ms / 1000
        steps: tuple[Tick, ...] = ("sent", "delivered", "read")
        if message.error_code:
            steps = ("failed",)
        for number, tick in enumerate(steps, start=1):
            move = partial(self._move, citizen, message, tick, category)
            self.courier.call_later(pause * number, move)

    def read(self, citizen: Citizen) -> int:
        """Let a citizen read what waits on their phone; how many bubbles it was."""
        unread = [
            message
            for message in citizen.messages
            if message.author == "office" and message.status in ("sent", "delivered")
        ]
        for message in unread:
            self._report(citizen, message, "read", "service")
        return len(unread)

    def _move(
        self, citizen: Citizen, message: Message, tick: Tick, category: str
    ) -> None:
        if tick == "read" and not self.switches.read_receipts:
            return
        if tick == "delivered" and self.switches.drop_delivered:
            return
        self._report(citizen, message, tick, category)

    def _report(
        self, citizen: Citizen, message: Message, tick: Tick, category: str
    ) -> None:
        message.status = tick
        if message.seq:
            self.room.show(citizen, message)
        mode, now = self.room.mode_of(citizen), self.room.now()
        update = Update(
            key=citizen.key,
            list_name="statuses",
            body=payloads.status(message, citizen, mode, now, category),
            # A failed status may come without its contact: seen in the field.
            contact=None if tick == "failed" else payloads.contact(citizen, mode),
            made_at=asyncio.get_running_loop().time(),
        )
        self.courier.post([update])

    def _note_delivered(self, update: Update) -> None:
        message, citizen = update.message, self.room.find(update.key)
        if message and citizen and message.status == "waiting":
            message.status = "delivered"
            self.room.show(citizen, message)

    def _invite(self) -> None:
        for person in _seed("citizens.json"):
            citizen = self.room.citizen(person["phone"])
            citizen.name, citizen.username = person["name"], person["username"]


def _seed(name: str) -> Any:
    return json.loads((SEEDS / name).read_text(encoding="utf-8"))


PLATFORM = web.AppKey("platform", Platform)
