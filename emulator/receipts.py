"""What becomes of a message of the office on its way to a phone, and who is told."""

from __future__ import annotations

import asyncio
from functools import partial

from emulator import payloads, pricing
from emulator.payloads import Update
from emulator.platform import Platform
from emulator.state import Citizen, Message, Tick

ARRIVING: tuple[Tick, ...] = ("sent", "delivered", "read")
PLAYING: tuple[Tick, ...] = ("sent", "delivered", "read", "played")
FAILING: tuple[Tick, ...] = ("failed",)

# Several phones of one person may disagree. Source: reported by a provider, 2026.
DISAGREEING: tuple[Tick, ...] = ("failed", "delivered")


def send(platform: Platform, citizen: Citizen, message: Message, category: str) -> None:
    """Let a message reach its phone, step by step, or fail."""
    message.price = pricing.price(
        category,
        platform.room.now(),
        citizen,
        platform.allowance,
        platform.switches.free_services,
    )
    pause = platform.switches.status_delay_ms / 1000
    for number, tick in enumerate(_steps(platform, message), start=1):
        move = partial(_move, platform, citizen, message, tick)
        platform.courier.call_later(pause * number, move)


def read(platform: Platform, citizen: Citizen) -> int:
    """Let a citizen read what waits on their phone; how many bubbles it was."""
    unread = [
        message
        for message in citizen.messages
        if message.author == "office" and message.status in ("sent", "delivered")
    ]
    for message in unread:
        _report(platform, citizen, message, "read")
    return len(unread)


def _steps(platform: Platform, message: Message) -> tuple[Tick, ...]:
    if message.error_code:
        return DISAGREEING if platform.switches.late_delivered else FAILING
    return PLAYING if message.type == "audio" else ARRIVING


def _move(platform: Platform, citizen: Citizen, message: Message, tick: Tick) -> None:
    if tick in ("read", "played") and not platform.switches.read_receipts:
        return
    if tick == "delivered" and platform.switches.drop_delivered:
        return
    _report(platform, citizen, message, tick)


def _report(platform: Platform, citizen: Citizen, message: Message, tick: Tick) -> None:
    message.status = tick
    room = platform.room
    if message.seq:
        room.show(citizen, message)
    mode = room.mode_of(citizen)
    update = Update(
        key=citizen.key,
        list_name="statuses",
        body=payloads.status(message, citizen, mode, room.now()),
        # A failed status may come without its contact: seen in the field.
        contact=None if tick == "failed" else payloads.contact(citizen, mode),
        made_at=asyncio.get_running_loop().time(),
    )
    platform.tell([update])
