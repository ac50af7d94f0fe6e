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
    case_proofs,
    cases,
    languages,
    menu,
    payments,
    reminders,
    reschedule,
    taps,
    waiting,
    waitlist,
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
    if name in STAYING:
        return (yield from STAYING[name](step, turn, rest))
    return (yield from TAPS.get(name, _old)(turn, rest))


def _old(turn: Turn, _: Sequence[str]) -> Flow:
    return wanted.leaving(turn, menu.show(turn, "menu.old_button"))


def _mine(turn: Turn, rest: Sequence[str]) -> Flow:
    if rest:
        return wanted.leaving(turn, bookings.show_one(turn, taps.booking(rest)))
    return wanted.leaving(turn, waitlist.beside(turn, bookings.show(turn)))


WISHES: Mapping[str, Intent] = {
    "book": Intent.BOOK,
    "menu": Intent.MENU,
    "person": Intent.PERSON,
    "status": Intent.STATUS,
    "stop": Intent.LEAVE,
    "waitlist": Intent.WAITLIST,
    "english": Intent.ENGLISH,
    "indonesian": Intent.INDONESIAN,
}

STAYING: Mapping[str, Callable[[str, Turn, Sequence[str]], Flow]] = {
    "resume": lambda step, turn, _: again.ask_again(step, turn),
    "speak": lambda step, turn, rest: languages.speak("".join(rest))(step, turn),
}
"""After these the step asks again."""

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
    "case": lambda turn, rest: wanted.leaving(turn, cases.tap_case(turn, rest)),
    "collect": lambda turn, rest: wanted.leaving(turn, cases.tap_collect(turn, rest)),
    "paid": payments.tap,
    "number": lambda turn, rest: case_proofs.settle(
        turn, rest[:1] == ["yes"], cases.tell
    ),
    "cancel": lambda turn, rest: cancellations.ask_cancel(turn, taps.booking(rest)),
    "sure": lambda turn, rest: cancellations.cancel(turn, taps.booking(rest)),
    "keep": lambda turn, _: cancellations.keep(turn),
    "come": lambda turn, rest: reminders.come(turn, taps.booking(rest)),
    "move": lambda turn, rest: wanted.leaving(turn, reschedule.tap(turn, rest)),
    "moveto": lambda turn, rest: wanted.leaving(turn, reschedule.tap_yes(turn, rest)),
    "list": lambda turn, rest: wanted.leaving(turn, waiting.begin(turn, rest)),
    "join": lambda turn, _: waiting.join(turn),
    "anyday": lambda turn, _: waiting.any_day(turn),
    "unlist": lambda turn, rest: wanted.leaving(
        turn, waitlist.leave(turn, taps.booking(rest))
    ),
    "take": lambda turn, rest: wanted.leaving(
        turn, waitlist.take(turn, taps.booking(rest))
    ),
    "pass": lambda turn, rest: wanted.leaving(
        turn, waitlist.let_pass(turn, taps.booking(rest))
    ),
}
"""Names are in buttons that were sent: never give one another meaning."""
