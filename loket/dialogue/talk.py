"""
Where a turn begins: who shall hear it.

In this order: something tapped, which carries its own meaning; a word that means
the same everywhere ("batal", "menu"); the step that waits; what was offered last;
any other wish. Only when all of them fail we say so, and the second time in a row
we offer a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from loket.dialogue import words, words_limits
from loket.dialogue.flows import (
    again,
    book,
    bookings,
    cancellations,
    earlier,
    holds,
    parts,
    tapped,
    wanted,
)
from loket.dialogue.flows.draft import VERSION
from loket.dialogue.types import Flow, Outcome, Turn
from loket.dialogue.understanding import choose, intent, people
from loket.dialogue.understanding.intent import Intent
from loket.dialogue.understanding.text import MAX_READ

FIRST_STEP = ""

Hear = Callable[[Turn], parts.Asking[Outcome | None]]


def begin(step: str, turn: Turn) -> Flow:
    """
    Return the flow that answers a turn.

    `step` is the one that the last outcome named, "" at first contact. An unknown
    one (of an older version) is treated like the menu.
    """
    readable = _in_their_language(step, _readable(turn))
    outcome = yield from _hear(step if step in STEPS else parts.MENU, readable)
    return _introduced(outcome) if _is_greeting(step, readable) else outcome


def _hear(step: str, turn: Turn) -> Flow:
    if turn.choice:
        return (yield from _tapped(step, turn))
    if not turn.text.strip():
        return (yield from again.missed(step, turn, "missed.not_text"))
    command = intent.command(turn.text)
    if command is not None:
        return (yield from wanted.act(step, turn, command))
    heard = yield from STEPS[step](turn)
    return (yield from _guess(step, turn)) if heard is None else heard


def _tapped(step: str, turn: Turn) -> Flow:
    """A tap, and then what was written beside it, if the next question asks for it.
    A yes is never read out of it: nobody has seen yet what it would agree to."""
    outcome = yield from tapped.act(step, turn)
    if not turn.text.strip() or outcome.step not in OPEN_QUESTIONS:
        return outcome
    beside = replace(
        turn, choice="", answers=outcome.answers, language=outcome.language
    )
    heard = yield from STEPS[outcome.step](beside)
    return outcome if heard is None else heard


def _guess(step: str, turn: Turn) -> Flow:
    """The step did not understand: perhaps it was a title, or another wish."""
    wish = intent.wish(turn.text)
    picked = _picked(turn, wish)
    if picked is not None:
        return (yield from tapped.act(step, replace(turn, choice=picked)))
    if wish is not None:
        return (yield from wanted.act(step, turn, wish.intent))
    if people.old_form(turn.text, parts.local_today(turn, None)):
        return (yield from book.start(turn))
    return (yield from again.missed(step, turn, "missed.once"))


def _picked(turn: Turn, wish: intent.Wish | None) -> str | None:
    """What was typed instead of tapped. A part of a title is less than a wish."""
    offered = parts.shown(turn)
    picked = choose.pick(turn.text, offered)
    if picked is None and not (wish and wish.is_whole):
        picked = choose.resembles(turn.text, offered)
    return picked


def _introduced(outcome: Outcome) -> Outcome:
    """The same answer after the sentences that say what we are."""
    intro = words.say(outcome.language, "hello.intro")
    said = parts.after(intro, outcome.reply.words)
    reply = words_limits.fit(replace(outcome.reply, words=said))
    return replace(outcome, reply=reply)


def _is_greeting(step: str, turn: Turn) -> bool:
    """First contact, or a greeting when nothing is being done."""
    if step == FIRST_STEP:
        return True
    wish = None if turn.choice or step != parts.MENU else intent.wish(turn.text)
    return wish is not None and wish.intent is Intent.GREETING


def _readable(turn: Turn) -> Turn:
    """The turn without answers of another version, and not endlessly long."""
    known = turn.answers if turn.answers.get("v") == VERSION else {}
    return replace(turn, answers=known, text=turn.text[:MAX_READ])


def _in_their_language(step: str, turn: Turn) -> Turn:
    """At first contact, whoever writes English is answered in English."""
    wish = intent.wish(turn.text) if step == FIRST_STEP and not turn.choice else None
    if wish is not None and wish.language == "en":
        return replace(turn, language="en")
    return turn


def _nothing(turn: Turn) -> parts.Asking[Outcome | None]:
    yield from ()
    return None


def _question(step: str) -> Hear:
    return lambda turn: book.hear(turn, step)


OPEN_QUESTIONS = frozenset(book.BY_STEP) - {earlier.STEP, holds.STEP}

STEPS: Mapping[str, Hear] = {
    parts.MENU: _nothing,
    bookings.STEP: bookings.hear,
    cancellations.STEP: cancellations.hear,
    **{step: _question(step) for step in book.BY_STEP},
}
"""Who hears free words, by the step that waits. Names are stored: never reuse one."""
