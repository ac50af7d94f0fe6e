"""
Where a turn begins: who shall hear it.

In this order: danger, whatever else is said; something tapped, which carries its own
meaning; a word that means the same everywhere ("batal", "menu"); the step that waits;
what was offered last; any other wish. Only when all of them fail we say so, and the
second time in a row we offer a person. What everybody may know is told beside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from loket.dialogue import words
from loket.dialogue.commands import AgencyName
from loket.dialogue.commands_people import PersonWanted
from loket.dialogue.flows import (
    again,
    beyond,
    book,
    bookings,
    cancellations,
    case_proofs,
    cases,
    changes,
    days,
    earlier,
    facts,
    holds,
    hours,
    media,
    moves,
    officers,
    parts,
    payments,
    reminders,
    tapped,
    waiting,
    waitlist,
    wanted,
)
from loket.dialogue.flows.draft import VERSION
from loket.dialogue.types import Flow, Outcome, Turn, ask
from loket.dialogue.understanding import (
    alarms,
    choose,
    intent,
    openness,
    people,
)
from loket.dialogue.understanding.intent import Intent
from loket.dialogue.understanding.text import MAX_READ

FIRST_STEP = ""

Hear = Callable[[Turn], parts.Asking[Outcome | None]]


def begin(step: str, turn: Turn) -> Flow:
    """
    Return the flow that answers a turn.

    `step` is the one that the last outcome named, "" at first contact. An unknown
    one (of an older version) is treated like the menu. Its words are the
    agency's, and those of the office that it is about, as far as that is known.
    """
    office = parts.office_in(turn.answers)
    return words.spoken_for(turn.agency_id, office, _answer(step, turn))


def _answer(step: str, turn: Turn) -> Flow:
    readable = _in_their_language(step, _readable(turn))
    agency = ""
    if _is_greeting(step, readable):
        if step != FIRST_STEP and (yield from _waits_for_officer(turn)):
            return (yield from officers.still_wanted(readable, step))
        agency = yield from ask(AgencyName(turn.agency_id))
    known = step if step in STEPS else parts.MENU
    danger = alarms.alarm(readable.text) if readable.text else None
    if danger is not None:
        outcome = yield from beyond.alarm(known, readable, danger)
    else:
        outcome = yield from _understand(known, readable)
    intro = words.say(outcome.language, "hello.intro", agency=agency) if agency else ""
    return parts.joined(outcome, intro, is_urgent=danger is not None)


def _understand(step: str, turn: Turn) -> Flow:
    if turn.choice:
        return (yield from _tapped(step, turn))
    if not turn.text.strip():
        return (yield from _wordless(step, turn))
    command = intent.command(turn.text)
    if command is not None:
        return (yield from wanted.act(step, turn, command))
    return (yield from facts.beside(turn, _listen(step, turn)))


def _wordless(step: str, turn: Turn) -> Flow:
    """A picture where a proof was asked for, a number where one was; else media."""
    if step == payments.STEP and payments.PICTURES.intersection(turn.types):
        return (yield from payments.take(turn))
    if step == case_proofs.STEP_NUMBER and "contacts" in turn.types:
        return (yield from cases.status(parts.MENU, turn))
    return (yield from media.answer(step, turn))


def _listen(step: str, turn: Turn) -> Flow:
    """The step first: it knows what it asked."""
    heard = yield from STEPS[step](turn)
    if heard is None:
        return (yield from _guess(step, turn))
    return again.watched(step, turn, heard)


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
    today = parts.local_today(turn, None)
    change = changes.another_time(turn.text, today)
    wish = facts.main(turn.text) or change
    picked = _picked(step, turn, wish, is_change=change is not None)
    if picked is not None:
        return (yield from tapped.act(step, replace(turn, choice=picked)))
    if wish is not None:
        return (yield from _do(step, turn, wish.intent))
    if people.old_form(turn.text, today):
        return (yield from book.start(turn))
    return (yield from _not_understood(step, turn))


def _not_understood(step: str, turn: Turn) -> Flow:
    """To "ok" or a thumb there is nothing to understand, unless something was asked."""
    is_asked = again.is_asking(step, turn) or not turn.answers
    if not is_asked and choose.acknowledges(turn.text):
        return (yield from again.ask_again(step, turn, "hello.fine"))
    missed = media.key_of(turn) or "missed.once"
    return (yield from again.missed(step, turn, missed))


def _do(step: str, turn: Turn, wish: Intent) -> Flow:
    """What everybody may know is told beside; only the question is left to ask."""
    if wish in facts.TELLS:
        return (yield from again.ask_again(step, turn))
    if wish is Intent.MENU and again.is_asking(step, turn):
        # "Mau tanya dong" asks for no menu, and gives no booking up.
        return (yield from again.ask_again(step, turn, "hello.ask"))
    outcome = yield from wanted.act(step, turn, wish)
    return again.watched(step, turn, outcome) if wish is Intent.BOOK else outcome


def _picked(
    step: str, turn: Turn, wish: intent.Wish | None, *, is_change: bool
) -> str | None:
    """What was typed instead of tapped. A part of a title is less than a wish, and
    than a change of which the time is said."""
    offered = parts.shown(turn)
    if step in IN_ORDER and offered and _is_first(turn.text):
        return offered[0][0]
    picked = choose.pick(turn.text, offered)
    if picked is None and not is_change and not (wish and wish.is_whole):
        picked = choose.resembles(turn.text, offered)
    return picked


def _is_first(text: str) -> bool:
    return choose.is_earliest(text) or openness.is_any(text)


def _waits_for_officer(turn: Turn) -> parts.Asking[bool]:
    return (yield from ask(PersonWanted(turn.contact_id, turn.account_id)))


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
    """At first contact, whoever writes a language that the agency speaks is answered
    in it."""
    wish = intent.wish(turn.text) if step == FIRST_STEP and not turn.choice else None
    if wish is not None and wish.language in words.languages():
        return replace(turn, language=wish.language)
    return turn


def _nothing(turn: Turn) -> parts.Asking[Outcome | None]:
    yield from ()
    return None


def _question(step: str) -> Hear:
    return lambda turn: book.hear(turn, step)


IN_ORDER = frozenset({days.STEP, hours.STEP})
"""Steps whose list begins with what is earliest."""

OPEN_QUESTIONS = frozenset(book.BY_STEP) - {earlier.STEP, holds.STEP, moves.STEP}

STEPS: Mapping[str, Hear] = {
    parts.MENU: _nothing,
    bookings.STEP: bookings.hear,
    cancellations.STEP: cancellations.hear,
    reminders.STEP: reminders.hear,
    case_proofs.STEP_NUMBER: lambda turn: case_proofs.hear(turn, cases.tell),
    case_proofs.STEP_BIRTH: lambda turn: case_proofs.hear(turn, cases.tell),
    case_proofs.STEP_GUESS: lambda turn: case_proofs.hear_guess(turn, cases.tell),
    payments.STEP: payments.hear,
    waiting.PEOPLE: waiting.hear_people,
    waiting.CONFIRM: waiting.hear_confirm,
    waitlist.STEP: waitlist.hear,
    **{step: _question(step) for step in book.BY_STEP},
}
"""Who hears free words, by the step that waits. Names are stored: never reuse one."""
