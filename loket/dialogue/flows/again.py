"""
Saying the last question once more: after a greeting, a detour, or words that we did
not understand.
"""

from __future__ import annotations

from dataclasses import replace

from loket.dialogue import words
from loket.dialogue.flows import (
    book,
    cancellations,
    menu,
    officers,
    parts,
    waiting,
)
from loket.dialogue.flows.draft import unpack
from loket.dialogue.types import Flow, Outcome, Turn

MISSED_BEFORE_A_PERSON = 2
STUCK_BEFORE_A_PERSON = 3


def ask_again(step: str, turn: Turn, key: str = "") -> Flow:
    """Ask again what the step asked, after a sentence of the catalogue."""
    note = words.say(turn.language, key) if key else ""
    if step == cancellations.STEP:
        booking = cancellations.asked_about(turn)
        return (yield from cancellations.ask_cancel(turn, booking, note))
    if is_booking(step, turn):
        return (yield from book.resume(turn, note))
    if step in waiting.STEPS:
        return (yield from waiting.again(turn, note))
    return (yield from menu.show(turn, note=note))


def missed(step: str, turn: Turn, key: str) -> Flow:
    """
    Say that we did not understand; the second time in a row, offer a person.

    At first contact the introduction says enough.
    """
    if not turn.answers and key == "missed.once":
        return (yield from menu.show(turn))
    count = _count(turn) + 1
    if count >= MISSED_BEFORE_A_PERSON:
        return officers.offer(turn, step, count)
    outcome = yield from ask_again(step, turn, key)
    return replace(outcome, answers={**outcome.answers, "missed": count})


def watched(step: str, turn: Turn, outcome: Outcome) -> Outcome:
    """
    Return the outcome of an answer, unless the same question was asked three times
    with nothing learned between: then offer a person, so that nobody goes in circles.
    """
    is_same = outcome.step == step and step in book.BY_STEP
    if not is_same or unpack(outcome.answers) != unpack(turn.answers):
        return outcome
    stuck = turn.answers.get("stuck", 0)
    count = stuck + 1 if isinstance(stuck, int) else 1
    if count >= STUCK_BEFORE_A_PERSON:
        return officers.offer(turn, step, MISSED_BEFORE_A_PERSON)
    return replace(outcome, answers={**outcome.answers, "stuck": count})


def is_booking(step: str, turn: Turn) -> bool:
    """True while a booking is being made."""
    return step in book.BY_STEP or not unpack(turn.answers).is_empty


def is_asking(step: str, turn: Turn) -> bool:
    """True while a question waits for its answer."""
    return step != parts.MENU and (step == cancellations.STEP or is_booking(step, turn))


def _count(turn: Turn) -> int:
    count = turn.answers.get("missed", 0)
    return count if isinstance(count, int) else 0
