"""
Where a turn begins: who shall hear it.

In this order: something tapped, which carries its own meaning; a word that means
the same everywhere ("batal", "menu"); the step that waits; what was offered last;
any other wish. Only when all of them fail we say so, and the second time in a row
we offer a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from loket.dialogue import words, words_limits
from loket.dialogue.commands import Release
from loket.dialogue.flows import (
    book,
    bookings,
    cancellations,
    menu,
    officers,
    parts,
    taps,
)
from loket.dialogue.flows.draft import VERSION, unpack
from loket.dialogue.types import Flow, Outcome, Turn, ask
from loket.dialogue.understanding import choose, intent, people
from loket.dialogue.understanding.intent import Intent

FIRST_STEP = ""
MISSED_BEFORE_A_PERSON = 2


Hear = Callable[[Turn], parts.Asking[Outcome | None]]
Tap = Callable[[Turn, Sequence[str]], Flow]


def begin(step: str, turn: Turn) -> Flow:
    """
    Return the flow that answers a turn.

    `step` is the one that the last outcome named, "" at first contact. An unknown
    one (of an older version) is treated like the menu.
    """
    turn = _readable(turn)
    known = step if step in STEPS else parts.MENU
    outcome = yield from _hear(known, _in_their_language(step, turn))
    return _introduced(outcome) if _is_greeting(step, turn) else outcome


def _hear(step: str, turn: Turn) -> Flow:
    if turn.choice:
        return (yield from _tapped(step, turn))
    if not turn.text.strip():
        return (yield from _missed(step, turn, "missed.not_text"))
    command = intent.command(turn.text)
    if command is not None:
        return (yield from _wished(step, turn, command))
    heard = yield from STEPS[step](turn)
    return heard if heard is not None else (yield from _guessed(step, turn))


def _guessed(step: str, turn: Turn) -> Flow:
    """The step did not understand: perhaps it was a title, or another wish."""
    offered = parts.shown(turn)
    wish = intent.wish(turn.text)
    picked = choose.pick(turn.text, offered)
    if picked is None and not (wish and wish.is_whole):
        picked = choose.resembles(turn.text, offered)
    if picked is not None:
        return (yield from _tapped(step, replace(turn, choice=picked)))
    if wish is None and people.old_form(turn.text, parts.local_today(turn, None)):
        return (yield from book.start(turn))
    if wish is not None:
        return (yield from _wished(step, turn, wish.intent))
    return (yield from _missed(step, turn, "missed.once"))


def _tapped(step: str, turn: Turn) -> Flow:
    name, rest = taps.read(turn.choice)
    if name == "lang":
        language = Intent.ENGLISH if rest == ["en"] else Intent.INDONESIAN
        return (yield from _wished(step, turn, language))
    if name in WISHES_TAPPED:
        return (yield from _wished(step, turn, WISHES_TAPPED[name]))
    if name == "resume":
        return (yield from _again(step, turn, ""))
    if name in TAPS:
        return (yield from TAPS[name](turn, rest))
    return (yield from _leaving(turn, menu.show(turn, "menu.old_button")))


def _wished(step: str, turn: Turn, wish: Intent) -> Flow:
    match wish:
        case Intent.BOOK:
            return (yield from book.start(turn))
        case Intent.MINE:
            return (yield from _leaving(turn, bookings.show(turn)))
        case Intent.MENU:
            return (yield from _leaving(turn, menu.show(turn)))
        case Intent.PERSON:
            return (yield from officers.call(turn, step))
        case Intent.STOP | Intent.CANCEL:
            return (yield from _stopped(step, turn, wish))
    return (yield from _small_talk(step, turn, wish))


def _small_talk(step: str, turn: Turn, wish: Intent) -> Flow:
    if wish in LANGUAGES:
        spoken = replace(turn, language=LANGUAGES[wish])
        return (yield from _again(step, spoken, "language.changed"))
    if wish is Intent.THANKS:
        return (yield from _again(step, turn, "hello.thanks"))
    is_talking = step in book.BY_STEP or step == cancellations.STEP
    return (yield from _again(step, turn, "hello.again" if is_talking else ""))


def _stopped(step: str, turn: Turn, wish: Intent) -> Flow:
    """ "Batal" ends what is being done; with nothing to end, it means a booking."""
    if step == cancellations.STEP:
        booking = cancellations.asked_about(turn)
        unclear = words.say(turn.language, "cancel.unclear")
        return (yield from cancellations.ask_cancel(turn, booking, unclear))
    is_booking = step in book.BY_STEP or not unpack(turn.answers).is_empty
    if is_booking and wish is Intent.STOP:
        return (yield from _leaving(turn, menu.show(turn, "menu.stopped")))
    return (yield from _leaving(turn, cancellations.cancel_which(turn)))


def _leaving(turn: Turn, flow: Flow) -> Flow:
    """Give back what is held for a booking that is not gone on with."""
    outcome = yield from flow
    hold = unpack(turn.answers).hold
    if hold is not None:
        yield from ask(Release(turn.contact_id, hold, turn.now))
    return outcome


def _again(step: str, turn: Turn, key: str) -> Flow:
    """Ask again what the step asked, after a sentence of the catalogue."""
    note = words.say(turn.language, key) if key else ""
    if step == cancellations.STEP:
        booking = cancellations.asked_about(turn)
        return (yield from cancellations.ask_cancel(turn, booking, note))
    if step in book.BY_STEP or not unpack(turn.answers).is_empty:
        return (yield from book.resume(turn, note))
    outcome = yield from menu.show(turn)
    return _after(note, outcome)


def _missed(step: str, turn: Turn, key: str) -> Flow:
    """Say that we did not understand; the second time in a row, offer a person. At
    first contact the introduction says enough."""
    if not turn.answers and key == "missed.once":
        return (yield from menu.show(turn))
    missed = _missed_before(turn) + 1
    if missed >= MISSED_BEFORE_A_PERSON:
        return officers.offer(turn, step, missed)
    outcome = yield from _again(step, turn, key)
    return replace(outcome, answers={**outcome.answers, "missed": missed})


def _missed_before(turn: Turn) -> int:
    missed = turn.answers.get("missed", 0)
    return missed if isinstance(missed, int) else 0


def _after(note: str, outcome: Outcome) -> Outcome:
    said = parts.after(note, outcome.reply.words)
    return replace(outcome, reply=replace(outcome.reply, words=said))


def _introduced(outcome: Outcome) -> Outcome:
    """The same answer after the sentences that say what we are."""
    intro = words.say(outcome.language, "hello.intro")
    told = _after(intro, outcome)
    return replace(told, reply=words_limits.fit(told.reply))


def _is_greeting(step: str, turn: Turn) -> bool:
    """First contact, or a greeting when nothing is being done."""
    if step == FIRST_STEP:
        return True
    wish = None if turn.choice or step != parts.MENU else intent.wish(turn.text)
    return wish is not None and wish.intent is Intent.GREETING


def _readable(turn: Turn) -> Turn:
    """The turn without answers of another version."""
    return turn if turn.answers.get("v") == VERSION else replace(turn, answers={})


def _in_their_language(step: str, turn: Turn) -> Turn:
    """At first contact, whoever writes English is answered in English."""
    wish = intent.wish(turn.text) if step == FIRST_STEP and not turn.choice else None
    if wish is not None and wish.language == "en":
        return replace(turn, language="en")
    return turn


def _nothing(turn: Turn) -> parts.Asking[Outcome | None]:
    yield from ()
    return None


def _hear_question(step: str) -> Hear:
    return lambda turn: book.hear(turn, step)


STEPS: Mapping[str, Hear] = {
    parts.MENU: _nothing,
    bookings.STEP: bookings.hear,
    cancellations.STEP: cancellations.hear,
    **{step: _hear_question(step) for step in book.BY_STEP},
}
"""Who hears free words, by the step that waits. Names are stored: never reuse one."""

LANGUAGES = {Intent.ENGLISH: "en", Intent.INDONESIAN: "id"}

WISHES_TAPPED = {
    "book": Intent.BOOK,
    "menu": Intent.MENU,
    "person": Intent.PERSON,
    "stop": Intent.STOP,
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
    "mine": lambda turn, rest: _mine(turn, rest),
    "cancel": lambda turn, rest: cancellations.ask_cancel(turn, taps.booking(rest)),
    "sure": lambda turn, rest: cancellations.cancel(turn, taps.booking(rest)),
    "keep": lambda turn, _: cancellations.keep(turn),
}
"""What each kind of tap does, at any step."""


def _mine(turn: Turn, rest: Sequence[str]) -> Flow:
    shown = bookings.show_one(turn, taps.booking(rest)) if rest else bookings.show(turn)
    return _leaving(turn, shown)
