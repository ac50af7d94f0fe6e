"""
What each tap does. A tap carries its own meaning, so the step does not matter and
a button of an old message works as far as it still can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from loket.dialogue.flows import (
    again,
    book,
    bookings,
    cancellations,
    menu,
    taps,
    wanted,
)
from loket.dialogue.types import Flow, Turn
from loket.dialogue.understanding.intent import Intent

Tap = Callable[[Turn, Sequence[str]], Flow]


def act(step: str, turn: Turn) -> Flow:
    """Do what was tapped while `step` waits."""
    name, rest = taps.read(turn.choice)
    if name in WISHES:
        return (yield from wanted.act(step, turn, WISHES[name]))
    if name == "resume":
        return (yield from again.ask_again(step, turn))
    return (yield from TAPS.get(name, _old)(turn, rest))


def _old(turn: Turn, _: Sequence[str]) -> Flow:
    return wanted.leaving(turn, menu.show(turn, "menu.old_button"))


def _mine(turn: Turn, rest: Sequence[str]) -> Flow:
    shown = bookings.show_one(turn, taps.booking(rest)) if rest else bookings.show(turn)
    return wanted.leaving(turn, shown)


WISHES: Mapping[str, Intent] = {
    "book": Intent.BOOK,
    "menu": Intent.MENU,
    "person": Intent.PERSON,
    "stop": Intent.STOP,
    "english": Intent.ENGLISH,
    "indonesian": Intent.INDONESIAN,
}

TAPS: Mapping[str, Tap] = {
    "svc": book.tap_service,
    "off": book.tap_office,
    "day": book.tap_day,
    "hour": book.tap_hour,
    "svcs": book.tap_page,
    "offs": book.tap_page,
    "days": book.tap_page,
    "hours": book.tap_hours_page,
    "yes": book.tap_yes,
    "change": book.tap_change,
    "mine": _mine,
    "cancel": lambda turn, rest: cancellations.ask_cancel(turn, taps.booking(rest)),
    "sure": lambda turn, rest: cancellations.cancel(turn, taps.booking(rest)),
    "keep": lambda turn, _: cancellations.keep(turn),
}
"""Names are in buttons that were sent: never give one another meaning."""
